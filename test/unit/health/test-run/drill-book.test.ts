import { expect, it } from 'vitest';
import { createTestRunStore } from '../../../../src/main/health/test-run/test-run-store.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { orderIdOf } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { incomingOrder } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';

it('owes no notice and shows nothing of a marked order, and closes what a crash left open at the next start', () => {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const owed: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => owed.push(id) });
  const id = orderIdOf('shopify', '9000');
  createTestRunStore(ledger, clock).begin({ id: 'drill-1', by: 'Anna', orderIds: [id] });
  recorder.record(incomingOrder({ sourceId: '9000' }), { by: 'shopify', ring: true });
  recorder.record(incomingOrder({ sourceId: '9001' }), { by: 'shopify', ring: true });

  const afterCrash = createTestRunStore(ledger, clock);
  expect(afterCrash.end()).toBe(true);
  expect(afterCrash.end()).toBe(false);

  expect(owed).toEqual([orderIdOf('shopify', '9001')]);
  expect(ledger.orders.get(id)).toBeNull();
  const { rows, counts } = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 10 }, shopTimeAt());
  expect(rows.map((row) => row.id)).toEqual([orderIdOf('shopify', '9001')]);
  expect(counts).toMatchObject({ all: 1, new: 1, today: 1 });
  const told = ledger.entries.ofOrder(id);
  expect(told.map(({ kind }) => kind)).toEqual(['drill-marked', 'order-received', 'status-set']);
  expect(told[1]).toMatchObject({ data: { quiet: true, order: { content: { test: true } } } });
  expect(told[2]).toMatchObject({ data: { status: 'cancelled' } });
  expect(ledger.verify()).toEqual([]);
  ledger.close();
});
