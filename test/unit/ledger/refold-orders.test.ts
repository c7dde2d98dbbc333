import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { report } from '../../support/insights.ts';
import { entryOf, fact, incomingOrder, received } from '../../support/orders.ts';

it('folds anew what an earlier version told apart by the clocks of two desks, and what it left to whoever gave it back', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-refold-'));
  const file = join(dir, 'ledger.db');
  const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
  const taken = (id: string, desk: string, manager: string, at: number) =>
    entryOf({ id, desk, at, kind: 'taken', data: { manager, decision: 1 } });
  const before = open();
  before.entries.append(received(incomingOrder()));
  before.entries.append(received(incomingOrder({ sourceId: '1002', note: 'a' })));
  before.entries.importRemote([
    taken('deed:b', 'desk-2', 'Iryna', 5),
    taken('deed:a', 'desk-3', 'Oksana', 9),
  ]);
  const givenBack = orderIdSchema.parse('shopify:1003');
  before.entries.append(received(incomingOrder({ sourceId: '1003' })));
  for (const { kind, data } of [
    { kind: 'taken', data: { manager: 'Iryna', decision: 1 } },
    { kind: 'status-set', data: { status: 'new', decision: 2 } },
    { kind: 'status-set', data: { status: 'preparing', decision: 3 } },
  ] as const) {
    before.entries.append(fact({ id: `deed:${data.decision}`, orderId: givenBack, kind, data }));
  }
  before.close();
  changeFile(
    file,
    `
    DELETE FROM settings WHERE name = 'ledger.orderFold';
    UPDATE orders SET taken_by = 'Oksana', also_took = NULL WHERE id = 'shopify:1001';
    UPDATE order_bodies SET body = json_remove(json_set(body, '$.takenBy', 'Oksana'), '$.alsoTook')
      WHERE row = (SELECT row FROM orders WHERE id = 'shopify:1001');
    UPDATE order_bodies SET body = replace(body, '"note":"a"', '"note":"\\ud83d"')
      WHERE row = (SELECT row FROM orders WHERE id = 'shopify:1002');
    UPDATE orders SET taken_by = 'Iryna' WHERE id = 'shopify:1003';
    UPDATE order_bodies SET body = json_set(body, '$.takenBy', 'Iryna', '$.takenAt', 1)
      WHERE row = (SELECT row FROM orders WHERE id = 'shopify:1003');
  `,
  );
  const ledger = open();
  expect(ledger.orders.get(orderIdSchema.parse('shopify:1001'))).toMatchObject({
    takenBy: 'Iryna',
    alsoTook: ['Oksana'],
  });
  expect(ledger.orders.get(givenBack)).not.toHaveProperty('takenBy');
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  rmSync(dir, { recursive: true });
});

it('takes an order of several mails back to the day of the first, with its sale', () => {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-refold-'));
  const file = join(dir, 'ledger.db');
  const clock = fakeClock('2025-03-05T08:00:00Z');
  const open = () => openLedger({ file, clock, deskId: workstationIdSchema.parse('desk-1') });
  const mailedAt = Date.parse('2025-03-04T23:00:00Z');
  const mail = { source: 'mail:dostavo', sourceId: 'D-1', version: mailedAt } as const;
  const orderId = orderIdSchema.parse('mail:dostavo:D-1');
  const changed = incomingOrder({ ...mail, version: clock.now() + 7_200_000, note: 'Ring twice' });
  const before = open();
  before.entries.append(received(incomingOrder(mail)));
  before.entries.append(fact({ id: 'later', kind: 'order-updated', orderId, data: { order: changed } }));
  before.close();
  // as the version before left it: by its rules, what is kept with the moment is first made anew of this body
  changeFile(
    file,
    `
    UPDATE settings SET value = '3' WHERE name IN ('ledger.orderFold', 'ledger.sales');
    UPDATE order_bodies SET body = json_remove(body, '$.firstVersion');
  `,
  );
  const ledger = open();
  expect(ledger.orders.get(orderId)).toMatchObject({ version: changed.version, firstVersion: mailedAt });
  const days = report(ledger, { range: { from: '2025-03-04', to: '2025-03-05' } }).buckets;
  expect(days.map(({ orders }) => orders)).toEqual([1, 0]);
  expect(ledger.verify()).toEqual([]);
  ledger.close();
  rmSync(dir, { recursive: true });
});

/** An order as it is folded today, and by the ledger that an earlier app had left otherwise, once it is opened again. */
function foldedAnew(id: OrderId, entries: readonly EntryDraft[], left: string) {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-refold-'));
  const file = join(dir, 'ledger.db');
  const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
  const before = open();
  for (const entry of entries) before.entries.append(entry);
  const folded = before.orders.get(id);
  before.close();
  changeFile(file, left);
  const ledger = open();
  const again = { order: ledger.orders.get(id), faults: ledger.verify() };
  ledger.close();
  rmSync(dir, { recursive: true });
  return { folded, again };
}
const [kept, part] = [orderIdSchema.parse('shopify:1001'), orderIdSchema.parse('mail:dostavo:D-1')];
const merged = fact({
  id: 'same-decided',
  orderId: kept,
  kind: 'same-decided',
  data: { other: part, verdict: 'kept', decision: 1 },
});
const toldOfPart = (said: object) =>
  fact({
    id: 'copy-told',
    orderId: kept,
    kind: 'copy-told',
    data: { copy: part, why: 'merged', version: 1, ...said },
  });
const cancelledAt = '2025-03-04T10:05:00Z';

it('folds anew what was said to be given back with an order that was merged into it', () => {
  const { folded, again } = foldedAnew(
    kept,
    [received(incomingOrder()), merged, toldOfPart({ paymentStatus: 'refunded', cancelledAt })],
    `
    UPDATE settings SET value = '4' WHERE name = 'ledger.orderFold';
    UPDATE order_bodies SET body = json_set(body, '$.paymentStatus', 'refunded');
  `,
  );
  expect(folded?.paymentStatus).not.toBe('refunded');
  expect(again).toEqual({ order: folded, faults: [] });
});

it('folds anew what was announced again after it was cancelled, and was not shown for review as somebody had taken it', () => {
  const off = incomingOrder({ cancelledAt, review: [{ code: 'cancelled-unknown' }] });
  const taken = { kind: 'taken', data: { manager: 'Iryna', decision: 1 } } as const;
  const { folded, again } = foldedAnew(
    kept,
    [received(off), fact({ id: 'taken', orderId: kept, ...taken })],
    `
    UPDATE settings SET value = '5' WHERE name = 'ledger.orderFold';
    UPDATE orders SET needs_review = 0;
    UPDATE order_bodies SET body = json_set(body, '$.needsReview', json('false'));
  `,
  );
  expect(folded?.needsReview).toBe(true);
  expect(again).toEqual({ order: folded, faults: [] });
});

it('folds anew what its source cancelled while another order was merged into it that still stands', () => {
  const { folded, again } = foldedAnew(
    kept,
    [received(incomingOrder({ cancelledAt })), merged, toldOfPart({ paymentStatus: 'paid' })],
    `
    UPDATE settings SET value = '5' WHERE name = 'ledger.orderFold';
    UPDATE orders SET needs_review = 0;
    UPDATE order_bodies SET body = json_remove(json_set(body, '$.needsReview', json('false')), '$.standingParts');
  `,
  );
  expect(folded?.needsReview).toBe(true);
  expect(again).toEqual({ order: folded, faults: [] });
});

it('folds anew what a manager cancelled, so that opened again it is not taken for cancelled by somebody else', () => {
  const decided = (id: string, status: 'cancelled' | 'new', decision: number) =>
    fact({ id, orderId: kept, kind: 'status-set', data: { status, decision } });
  const { folded, again } = foldedAnew(
    kept,
    [received(incomingOrder()), decided('off', 'cancelled', 1)],
    `
    UPDATE settings SET value = '6' WHERE name = 'ledger.orderFold';
    UPDATE order_bodies SET body = json_remove(body, '$.cancellations');
  `,
  );
  expect(folded?.cancellations?.map(({ id }) => id)).toEqual(['off']);
  expect(again).toEqual({ order: folded, faults: [] });
});
