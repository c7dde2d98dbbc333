import { describe, expect, it } from 'vitest';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { createDraftHandlers } from '../../../src/main/ipc/draft-handlers.ts';
import type { DraftFact } from '../../../src/main/selling/draft-fact.ts';
import { draftChanged, draftTagOf } from '../../../src/main/selling/draft-fact.ts';
import { createSelling } from '../../../src/main/selling/drafts.ts';
import { tieToDraft } from '../../../src/main/selling/tie-to-draft.ts';
import type { DraftId } from '../../../src/shared/ids.ts';
import { draftIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import type { PaymentStatus } from '../../../src/shared/order.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { form, id, inTime, tag } from '../selling/draft-shop.ts';
import { atOnce, createFakeShop } from '../selling/faults/fake-shop.ts';

type Content = { readonly draftTag?: string; readonly cancelledAt?: string };

async function setUp() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const client = createFakeShop(clock).client(atOnce);
  const selling = createSelling({ client, ledger, clock, log: quietLog() });
  await selling.createDraft(form, 'Daria');
  await inTime(clock, 1_000, () => expect(ledger.drafts.get(id)?.state).toBe('ready'));
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const handlers = createDraftHandlers({
    ledger,
    clock,
    selling,
    messenger: () => null,
    manager: () => 'Daria',
    country: () => 'UA',
    shop: null,
  });
  return {
    /** An order of this link, as Shopify delivers it. */
    receive(sourceId: string, version: number, paymentStatus: PaymentStatus, more: Content = {}): void {
      const content = { number: sourceId, customer: {}, items: [], draftTag: tag, paymentStatus } as const;
      const merged = { ...content, ...more };
      ledger.transaction(() => {
        const { orderId } = recorder.record(
          { source: 'shopify', sourceId, version, content: merged },
          { by: 'shopify', ring: false },
        );
        tieToDraft(ledger, clock, orderId, merged);
      });
    },
    same: createSameOrders({ ledger, clock }),
    rows: () => handlers['drafts.list'](undefined),
    /** Whether it was paid twice, by its row in the list and by its own page, which must agree. */
    async twice(draftId: DraftId): Promise<boolean | undefined> {
      const row = (await handlers['drafts.list'](undefined)).find((each) => each.id === draftId);
      const { draft } = await handlers['drafts.get']({ id: draftId });
      expect(draft.isPaidTwice).toBe(row?.isPaidTwice);
      return row?.isPaidTwice;
    },
    /** Changes it, and waits for the link of what takes its place. */
    async change(old: DraftId, key: string): Promise<DraftId> {
      const next = draftIdSchema.parse(key);
      await selling.replaceDraft(old, { ...form, key }, 'Daria');
      await inTime(clock, 1_000, () => expect(ledger.drafts.get(next)?.state).toBe('ready'));
      return next;
    },
    say(draftId: DraftId, fact: Pick<DraftFact, 'state' | 'replaces' | 'replacedBy'>): void {
      ledger.entries.append(
        draftChanged({ draftId, tag: draftTagOf(draftId), ...fact }, { at: clock.now(), by: 'Ivan' }),
      );
    },
  };
}

it.each([
  ['paid back', 'refunded', {}],
  ['cancelled', 'paid', { cancelledAt: '2026-11-25T10:00:00Z' }],
] as const)('reports a link as paid twice until one order is %s', async (_, payment, more) => {
  const { receive, rows } = await setUp();
  receive('100', 1, 'paid');
  expect(await rows()).toMatchObject([{ isPaidTwice: false }]);
  receive('101', 1, 'paid');
  expect(await rows()).toMatchObject([{ isPaidTwice: true }]);
  receive('101', 2, payment, more);
  expect(await rows()).toMatchObject([{ isPaidTwice: false, orderIds: ['shopify:100', 'shopify:101'] }]);
});

it('reports both payments of two merged orders', async () => {
  const { receive, same, rows } = await setUp();
  receive('100', 1, 'paid');
  receive('101', 1, 'paid');
  same.merge(orderIdOf('shopify', '100'), orderIdOf('shopify', '101'), 'Daria');
  expect(await rows()).toMatchObject([{ isPaidTwice: true }]);
});

describe('a changed draft order whose old checkout is paid and whose link', () => {
  const second = '7c1d0a52-3f4e-4f0b-8a39-51f4a0a7b902';
  const third = '8d2e1b63-4a5f-4f0b-8a39-51f4a0a7b903';

  it.each(['100', '101'] as const)(
    'is reported paid twice on both until order %s is refunded',
    async (back) => {
      const { receive, twice, change } = await setUp();
      const newer = await change(id, second);
      const tags = { 100: draftTagOf(newer), 101: tag };
      receive('100', 1, 'paid', { draftTag: tags[100] });
      expect([await twice(id), await twice(newer)]).toEqual([false, false]);
      receive('101', 1, 'paid', { draftTag: tags[101] });
      expect([await twice(id), await twice(newer)]).toEqual([true, true]);
      receive(back, 2, 'refunded', { draftTag: tags[back] });
      expect([await twice(id), await twice(newer)]).toEqual([false, false]);
    },
  );

  it('is reported across an unpaid change between, even in a circle', async () => {
    const { receive, twice, change, say } = await setUp();
    const between = await change(id, second);
    const newest = await change(between, third);
    receive('100', 1, 'paid', { draftTag: draftTagOf(newest) });
    receive('101', 1, 'paid');
    const all = async () => [await twice(id), await twice(between), await twice(newest)];
    expect(await all()).toEqual([true, false, true]);
    say(newest, { state: 'replaced', replacedBy: id });
    expect(await all()).toEqual([true, false, true]);
  });

  it('is reported when only the newer draft names the one it replaced', async () => {
    const { receive, twice, say } = await setUp();
    const newer = draftIdSchema.parse(second);
    say(id, { state: 'cancelled' });
    say(newer, { state: 'ready', replaces: id });
    receive('100', 1, 'paid', { draftTag: draftTagOf(newer) });
    receive('101', 1, 'paid');
    expect([await twice(id), await twice(newer)]).toEqual([true, true]);
  });
});
