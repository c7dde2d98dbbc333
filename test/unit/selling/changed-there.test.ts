import { expect, it } from 'vitest';
import { draftChanged, draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const id = draftIdSchema.parse('0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11');
const uah = (minor: number) => ({ minor, currency: 'UAH' });

/** A computer that has imported a draft order of 640.50 whose link is out, and Shopify, where it can be changed. */
async function setUp(round = 1) {
  const shopify = await startFakeShopify();
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const node = {
    id: 'gid://shopify/DraftOrder/5',
    name: '#D5',
    status: 'OPEN',
    ready: true,
    invoiceUrl: 'https://fern.example/invoices/5',
    tags: [draftTagOf(id)],
    totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
  };
  shopify.on('Drafts', () => ({ data: { nodes: [node] } }));
  ledger.entries.append(
    draftChanged(
      {
        draftId: id,
        tag: draftTagOf(id),
        state: 'ready',
        round,
        shopifyId: node.id,
        name: '#D5',
        invoiceUrl: node.invoiceUrl,
        total: uah(64_050),
      },
      { at: clock.now(), by: 'Anna' },
    ),
  );
  const client = createShopifyClient({ config: shopify.config, clock, log });
  const selling = createSelling({ client, ledger, clock, log });
  const lookAt = async (amount: string, ready = true) => {
    node.totalPriceSet.presentmentMoney.amount = amount;
    node.ready = ready;
    await clock.advance(1);
    await selling.pollDrafts();
    return ledger.drafts.get(id);
  };
  return { ledger, lookAt };
}

it('the board shows the current price of a changed draft order', async () => {
  const { lookAt, ledger } = await setUp();
  expect(await lookAt('700.00')).toMatchObject({ state: 'ready', total: uah(70_000), changesThere: 1 });
  // back, and again
  expect(await lookAt('640.50')).toMatchObject({ total: uah(64_050), changesThere: 2 });
  expect(await lookAt('700.00')).toMatchObject({ total: uah(70_000), changesThere: 3 });
  expect(ledger.verify()).toEqual([]);
});

it('is seen as changed also by a computer that imported it', async () => {
  const { lookAt, ledger } = await setUp(2);
  expect(await lookAt('700.00')).toMatchObject({ total: uah(70_000), changesThere: 1, round: 2 });
  expect(await lookAt('640.50')).toMatchObject({ total: uah(64_050), changesThere: 2 });
  expect(await lookAt('700.00')).toMatchObject({ total: uah(70_000), changesThere: 3 });
  expect(ledger.verify()).toEqual([]);
});

it('an unchanged draft order, or one still being calculated, is left alone', async () => {
  const { lookAt, ledger } = await setUp();
  expect(await lookAt('640.50')).not.toHaveProperty('changesThere');
  expect(await lookAt('700.00', false)).toMatchObject({ total: uah(64_050) });
  expect(ledger.drafts.entriesOf(id)).toHaveLength(1);
});
