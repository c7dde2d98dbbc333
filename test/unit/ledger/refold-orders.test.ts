import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import type { EntryDraft } from '../../../src/shared/entry.ts';
import { orderIdSchema, subscriberIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
import { changeFile } from '../../support/change-file.ts';
import { fakeClock } from '../../support/clock.ts';
import { report } from '../../support/insights.ts';
import { entryOf, fact, incomingOrder, received } from '../../support/orders.ts';

it('folds every order again that another rule folded', () => {
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

it('moves the sale with the day of its order', () => {
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
  // the sales are rebuilt first, from the body that is still wrong
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

/** An order and a conversation in today's fold, and in a changed ledger after it reopened. */
function rebuilt(entries: readonly EntryDraft[], changes: string) {
  const dir = mkdtempSync(join(tmpdir(), 'orderbell-refold-'));
  const file = join(dir, 'ledger.db');
  const open = () => openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
  const before = open();
  for (const entry of entries) before.entries.append(entry);
  const folded = { order: before.orders.get(kept), person: before.people.get(lina) };
  before.close();
  changeFile(file, `UPDATE settings SET value = '6' WHERE name = 'ledger.orderFold'; ${changes}`);
  const ledger = open();
  const again = { order: ledger.orders.get(kept), person: ledger.people.get(lina) };
  const faults = ledger.verify();
  ledger.close();
  rmSync(dir, { recursive: true });
  return { folded, again, faults };
}

const [kept, part] = [orderIdSchema.parse('shopify:1001'), orderIdSchema.parse('mail:dostavo:D-1')];
const lina = subscriberIdSchema.parse('42');
const cancelledAt = '2025-03-04T10:05:00Z';
const ofKept = (kind: 'taken' | 'status-set' | 'same-decided' | 'copy-told', data: object) =>
  fact({ id: kind, orderId: kept, kind, data });
const merged = ofKept('same-decided', { other: part, verdict: 'kept', decision: 1 });
const copyOfPart = (data: object) => ofKept('copy-told', { copy: part, why: 'merged', version: 1, ...data });

it.each([
  {
    what: 'a refund of a cancelled order that was merged into it',
    entries: [received(incomingOrder()), merged, copyOfPart({ paymentStatus: 'refunded', cancelledAt })],
    changes: `UPDATE order_bodies SET body = json_set(body, '$.paymentStatus', 'refunded')`,
    wanted: { order: { paymentStatus: 'pending' } },
  },
  {
    what: 'a review of an order that came again after its cancellation',
    entries: [
      received(incomingOrder({ cancelledAt, review: [{ code: 'cancelled-unknown' }] })),
      ofKept('taken', { manager: 'Iryna', decision: 1 }),
    ],
    changes: `UPDATE orders SET needs_review = 0;
      UPDATE order_bodies SET body = json_set(body, '$.needsReview', json('false'))`,
    wanted: { order: { needsReview: true } },
  },
  {
    what: 'a merged part that is not cancelled with its order',
    entries: [received(incomingOrder({ cancelledAt })), merged, copyOfPart({ paymentStatus: 'paid' })],
    changes: `UPDATE orders SET needs_review = 0;
      UPDATE order_bodies SET body = json_remove(json_set(body, '$.needsReview', json('false')), '$.standingParts')`,
    wanted: { order: { needsReview: true } },
  },
  {
    what: 'the decision of a manager who cancelled',
    entries: [received(incomingOrder()), ofKept('status-set', { status: 'cancelled', decision: 1 })],
    changes: `UPDATE order_bodies SET body = json_remove(body, '$.cancellations')`,
    wanted: { order: { cancellations: [{ id: 'status-set' }] } },
  },
  {
    what: 'a conversation',
    entries: [
      fact({
        id: 'touch',
        at: 1,
        kind: 'touched',
        data: { subscriberId: lina, name: 'Lina', wantsManager: true },
      }),
    ],
    changes: `UPDATE people SET waiting = 0, body = json_set(body, '$.wantsManager', json('false'))`,
    wanted: { person: { wantsManager: true } },
  },
])('folds again $what', ({ entries, changes, wanted }) => {
  const { folded, again, faults } = rebuilt(entries, changes);
  expect(folded).toMatchObject(wanted);
  expect(again).toEqual(folded);
  expect(faults).toEqual([]);
});
