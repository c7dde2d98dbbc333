import { expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { createPendingDrafts } from '../../../src/main/selling/pending-drafts.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { form, id, inTime, tag } from './draft-shop.ts';
import { createFakeShop, throwsOnce } from './faults/fake-shop.ts';

/** A draft order whose first answer was lost, and which Shopify's search found only after it was made again. */
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
  /** A paid order with the tag, as Shopify delivers it. */
  const order = (sourceId: string) =>
    ledger.transaction(() => {
      const content = {
        number: '#1',
        paymentStatus: 'paid',
        customer: {},
        items: [],
        draftTag: tag,
      } as const;
      const { orderId } = createRecorder({ ledger, clock, enqueueNotices: () => {} }).record(
        { source: 'shopify', sourceId, version: 1, content },
        { by: 'shopify', ring: true },
      );
      tieToDraft(ledger, clock, orderId, content);
    });
  return { clock, ledger, shop, selling, live, made, order };
}

it('leaves no other reserving draft order open once paid', async () => {
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

it('is deleted with it, but not a manual copy in Shopify', async () => {
  const { shop, selling, live, made } = await madeTwice();
  const draft = shop.drafts.find((one) => one.id === made);
  if (draft) shop.drafts.push({ ...draft, id: 'gid://shopify/DraftOrder/9' });
  await selling.close(id, 'cancelled', 'Daria');
  expect(live()).toEqual(['gid://shopify/DraftOrder/9']);
});

/** The draft order whose link is out, and a manual copy of it that was sold in Shopify. */
async function copySold() {
  const twice = await madeTwice();
  const { clock, ledger, shop, made, order } = twice;
  const draft = shop.drafts.find((one) => one.id === made);
  if (!draft) throw new Error('the one whose link is out is there');
  const sold = { legacyResourceId: '100', displayFinancialStatus: 'PAID' };
  shop.drafts.push({ ...draft, id: 'gid://shopify/DraftOrder/9', status: 'COMPLETED', order: sold });
  order('100');
  await clock.advance(60_000);
  const closingState = () => ledger.drafts.get(id)?.closing ?? null;
  const reason = expect.stringContaining('#D2 itself is still open');
  await inTime(clock, 1_000, () => expect(closingState()).toMatchObject({ end: 'leftover', reason }));
  return { ...twice, draft, sold, closingState };
}

it('stays open, and reports it, when its manual copy is paid', async () => {
  const { clock, live, made } = await copySold();
  await clock.advance(24 * 60 * 60_000);
  expect(live()).toContain(made);
});

it.each(['paid', 'deleted'] as const)('says so no more once it is %s itself', async (end) => {
  const { clock, ledger, draft, sold, closingState, order } = await copySold();
  if (end === 'deleted') draft.isDeleted = true;
  else {
    draft.status = 'COMPLETED';
    draft.order = { ...sold, legacyResourceId: '101' };
    order('101');
  }
  await inTime(clock, 60_000, () => expect(closingState()).toBeNull());
  expect(createPendingDrafts(ledger).closings()).toEqual([]);
  expect(draft.isDeleted).toBe(end === 'deleted');
});

it('is deleted when its loose checkout was paid beside a copy', async () => {
  const { clock, live, closingState, order } = await copySold();
  order('101');
  await clock.advance(60_000);
  await inTime(clock, 1_000, () => expect(live()).toEqual([]));
  expect(closingState()).toBeNull();
});
