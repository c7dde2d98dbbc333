import { expect, it } from 'vitest';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { draftOrderFormSchema } from '../../../src/shared/forms.ts';
import { draftIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import type { FakeShopify } from '../shopify/fake-shopify.ts';
import { startFakeShopify } from '../shopify/fake-shopify.ts';

const form = draftOrderFormSchema.parse({
  key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11',
  currency: 'UAH',
  items: [{ title: 'Bouquet', quantity: 1, unitPrice: '640,50' }],
  customer: {},
});
const id = draftIdSchema.parse(form.key);
const made = {
  data: {
    draftOrderCreate: {
      draftOrder: {
        id: 'gid://shopify/DraftOrder/5',
        name: '#D5',
        status: 'OPEN',
        ready: true,
        invoiceUrl: 'https://fern.example/invoices/5',
        tags: [],
        totalPriceSet: { presentmentMoney: { amount: '640.50', currencyCode: 'UAH' } },
      },
      userErrors: [],
    },
  },
};

function sellingOver(shopify: FakeShopify) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const log = quietLog();
  const changes: string[] = [];
  const client = createShopifyClient({
    config: shopify.config,
    clock,
    log,
    timeoutMs: 5000,
    random: () => 0,
  });
  const selling = createSelling({ client, ledger, clock, log, onChange: (ids) => changes.push(...ids) });
  return { clock, ledger, selling, changes };
}

it('a form waits while Shopify is signed out, and is made later', async () => {
  const shopify = await startFakeShopify();
  shopify.once('DraftCreate', { status: 401 });
  shopify.on('DraftCreate', made);
  const { selling, ledger, changes } = sellingOver(shopify);
  expect(await selling.createDraft(form, 'Anna')).toMatchObject({ state: 'creating' });
  expect(selling.work(id)).toMatchObject({ doing: 'making', why: 'signed-out', made: 'no' });
  expect(changes).toContain(id);
  await selling.pollDrafts(); // a round that goes through
  await expect.poll(() => ledger.drafts.get(id)?.state).toBe('ready');
  expect(selling.work(id)).toBeNull();
  expect(shopify.callsOf('DraftCreate')).toHaveLength(2);
  expect(shopify.callsOf('DraftByTag')).toHaveLength(0); // nothing was made, so nothing is searched
});

it('says until when it waits because Shopify is limiting requests', async () => {
  const shopify = await startFakeShopify();
  const extensions = {
    cost: {
      requestedQueryCost: 600,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 100 },
    },
  };
  shopify.once('DraftCreate', {
    errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
    extensions,
  });
  shopify.on('DraftCreate', made);
  const { selling, clock, ledger } = sellingOver(shopify);
  const running = selling.createDraft(form, 'Anna');
  await expect.poll(() => selling.work(id)?.until).toBe(clock.now() + 5_000);
  expect(selling.work(id)).toMatchObject({ why: 'throttled', reason: 'Shopify is limiting requests' });
  await clock.advance(5_000);
  expect(await running).toMatchObject({ state: 'ready' });
  expect(ledger.drafts.get(id)?.state).toBe('ready');
});

it('reports a search for a draft order with an unknown outcome', async () => {
  const shopify = await startFakeShopify();
  shopify.once('DraftCreate', 'drop');
  const { selling, clock } = sellingOver(shopify);
  await selling.createDraft(form, 'Anna');
  expect(selling.work(id)).toMatchObject({ made: 'looking', until: clock.now() + 20_000 });
});

it('says that none was made when Shopify refuses it', async () => {
  const shopify = await startFakeShopify();
  const userErrors = [{ field: ['input', 'email'], message: 'Email is invalid' }];
  shopify.on('DraftCreate', { data: { draftOrderCreate: { draftOrder: null, userErrors } } });
  const { selling, ledger } = sellingOver(shopify);
  await expect(selling.createDraft(form, 'Anna')).rejects.toMatchObject({ field: 'customer.email' });
  expect(ledger.drafts.get(id)?.state).toBe('failed');
  expect(selling.work(id)).toBeNull();
  expect(selling.formOf(id)).toEqual(form);
});
