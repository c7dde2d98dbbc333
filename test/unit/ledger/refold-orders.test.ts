import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { orderIdSchema, workstationIdSchema } from '../../../src/shared/ids.ts';
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
