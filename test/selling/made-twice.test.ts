import { expect, it } from 'vitest';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createSelling } from '../../src/main/selling/drafts.ts';
import { createOwedDrafts } from '../../src/main/selling/owed-drafts.ts';
import { tieToDraft } from '../../src/main/selling/tie-to-draft.ts';
import { Problem } from '../../src/shared/problem.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { quietLog } from '../support/log.ts';
import { form, id, inTime, tag } from './draft-shop.ts';
import { createFakeShop, throwsOnce } from './faults/fake-shop.ts';

/** A draft order whose first answer was lost, and which Shopify's search knew of only after it was made again. */
async function madeTwice() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const shop = createFakeShop(clock, 60_000);
  const { around } = throwsOnce('create', new Problem('unknown-outcome', 'the answer was lost'), true);
  const selling = createSelling({ client: shop.client(around), ledger, clock, log: quietLog() });
  await selling.createDraft(form, 'Daria');
  await inTime(clock, 1_000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
  await clock.advance(60_000);
  const live = () => shop.live().map((draft) => draft.id);
  const [lost, made] = live();
  expect(ledger.drafts.get(id)?.shopifyId).toBe(made);
  expect(lost).toBeDefined();
  /** As Shopify tells a paid order that carries the tag. */
  const order = (sourceId: string) =>
    ledger.transaction(() => {
      const content = {
        number: '#1',
        paymentStatus: 'paid',
        customer: {},
        items: [],
        draftTag: tag,
      } as const;
      const { orderId } = createRecorder({ ledger, clock, oweNotices: () => {} }).record(
        { source: 'shopify', sourceId, version: 1, content },
        { by: 'shopify', ring: true },
      );
      tieToDraft(ledger, clock, orderId, content);
    });
  return { clock, ledger, shop, selling, live, made, order };
}

it('leaves no other draft order open that would hold the goods, once it is paid', async () => {
  const { clock, ledger, shop, live, made, order } = await madeTwice();
  const draft = shop.drafts.find((one) => one.id === made);
  if (!draft) throw new Error('the one whose link is out is there');
  draft.status = 'COMPLETED';
  draft.order = { legacyResourceId: '100', displayFinancialStatus: 'PAID' };
  order('100');
  await inTime(clock, 1_000, () => expect(live()).toEqual([]));
  expect(draft.isDeleted).toBe(false);
  expect(ledger.drafts.get(id)).toMatchObject({ state: 'paid', name: '#D2' });
});

it('is deleted with it, but not a copy that somebody made in Shopify', async () => {
  const { shop, selling, live, made } = await madeTwice();
  const draft = shop.drafts.find((one) => one.id === made);
  if (draft) shop.drafts.push({ ...draft, id: 'gid://shopify/DraftOrder/9' });
  await selling.close(id, 'cancelled', 'Daria');
  expect(live()).toEqual(['gid://shopify/DraftOrder/9']);
});

it('stays open while a copy is paid that somebody made of it in Shopify', async () => {
  const { clock, ledger, shop, live, made, order } = await madeTwice();
  const draft = shop.drafts.find((one) => one.id === made);
  if (!draft) throw new Error('the one whose link is out is there');
  const sold = { legacyResourceId: '100', displayFinancialStatus: 'PAID' };
  shop.drafts.push({ ...draft, id: 'gid://shopify/DraftOrder/9', status: 'COMPLETED', order: sold });
  order('100');
  await clock.advance(60_000);
  await inTime(clock, 1_000, () => expect(createOwedDrafts(ledger).closings()).toEqual([]));
  expect(live()).toContain(made);
});
