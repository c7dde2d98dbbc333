import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { createOrders } from '../../../src/main/ledger/orders.ts';
import { parseEntry } from '../../../src/shared/entry.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { heard, planOf } from '../../support/plans.ts';
import { shopTimeAt } from '../../support/shop-time.ts';
import { add, clock, eachWithOrders, ledger, setStatus } from './each-with-orders.ts';

eachWithOrders();

describe('every order', () => {
  it('is listed oldest first, while others arrive', async () => {
    for (let number = 1; number <= 450; number += 1) add(String(number));
    const seen: string[] = [];
    for (const { order } of ledger.orders.each()) {
      if (seen.length === 0) add('451');
      seen.push(order.sourceId);
    }
    expect(seen).toHaveLength(451);
    expect(seen.slice(0, 3)).toEqual(['1', '2', '3']);
  });

  it('can be listed since a time, by source and by status', async () => {
    add('1');
    await clock.advance(10);
    add('2');
    add('3', { source: 'manual' });
    const listed = (options: Parameters<typeof ledger.orders.each>[0]) =>
      [...ledger.orders.each(options)].map(({ order }) => order.sourceId);
    expect(listed({ since: clock.now() })).toEqual(['2', '3']);
    expect(listed({ source: 'shopify' })).toEqual(['1', '2']);
    expect(listed({ since: clock.now(), source: 'manual' })).toEqual(['3']);
    setStatus('2', 'cancelled');
    expect(listed({ status: 'cancelled' })).toEqual(['2']);
    expect(listed({ source: 'manual', status: 'cancelled' })).toEqual([]);
  });

  it('is listed since a time when an earlier order is imported late', async () => {
    const before = clock.now();
    add('1');
    await clock.advance(10);
    add('2');
    const other = received(incomingOrder({ sourceId: '3' }));
    ledger.entries.importRemote([parseEntry({ ...other, desk: 'desk-2', seq: 1, recordedAt: before })]);
    add('4');
    expect([...ledger.orders.each({ since: clock.now() })].map(({ order }) => order.sourceId)).toEqual([
      '2',
      '4',
    ]);
  });

  it('since a time is found at the table’s end without a scan', () => {
    const database = openDatabase(':memory:');
    migrate(database);
    const insert = (at: number) =>
      database.run(
        `INSERT INTO orders (id, source, number, status, payment_status, open, needs_review, test, customer_name, place,
           item_count, received_at, warehouse)
         VALUES (?1, 'shopify', ?1, 'new', 'paid', 1, 0, 0, '', '', 1, ?2, 'off')`,
        `shopify:${at}`,
        at,
      );
    for (let at = 1; at <= 1_000; at += 1) insert(at);
    const { asked, database: listening } = heard(database);
    const orders = createOrders(listening);
    const plans = (work: () => unknown) => {
      asked.length = 0;
      work();
      return asked.flatMap((one) => planOf(database, one));
    };
    expect(plans(() => [...orders.each({ since: 991 })])).toEqual([
      expect.stringContaining('CO-ROUTINE'),
      expect.stringContaining('USING COVERING INDEX orders_received (received_at>?)'),
      expect.stringContaining('SCAN'),
      expect.stringContaining('SEARCH o USING INTEGER PRIMARY KEY (rowid>?)'),
      expect.stringContaining('SEARCH b USING INTEGER PRIMARY KEY'),
    ]);
    expect(asked.at(-1)?.[1][0]).toBe(990);
    const filter = { view: 'today', text: 'anna', offset: 0, limit: 50 } as const;
    expect(plans(() => orders.rows(filter, shopTimeAt(991)))).not.toContain('SEARCH orders');
    database.close();
  });
});
