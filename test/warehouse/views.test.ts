import { expect, it } from 'vitest';
import { viewsOf } from '../../src/main/warehouse/views/views-of.ts';

const sqlOf = (name: string): string =>
  viewsOf('shop', 'crm').find((view) => view.name === name)?.query ?? '';

it('counts no order in quarantine as a sale or as a customer’s', () => {
  expect(sqlOf('sales')).toContain('WHERE NOT is_test AND NOT quarantined AND part_of IS NULL');
  expect(sqlOf('daily_sales')).toContain('FROM `shop.crm.sales`');
  expect(sqlOf('customers')).toContain("SUM(IF(status = 'cancelled', NULL, refunded)) AS refunded");
  expect(sqlOf('customers')).toContain('WHERE NOT is_test AND NOT quarantined AND part_of IS NULL');
});

it('says of each order and line whether it is in quarantine, which a release ends', () => {
  expect(sqlOf('orders')).toContain("WHERE kind = 'released'");
  expect(sqlOf('orders')).toMatch(/NOT is_released AND EXISTS \(.*'unverified-sender'\) AS quarantined,/);
  expect(sqlOf('order_lines')).toContain('o.quarantined');
});

it('says of each order and line whether another order tells it', () => {
  expect(sqlOf('orders')).toContain("WHERE kind = 'copy-of'");
  expect(sqlOf('orders')).toContain("WHERE newest = 1 AND verdict = 'merged'");
  expect(sqlOf('order_lines')).toContain('o.part_of');
});

it('reads entries by way of the facts alone, which have every id once however often its row was loaded', () => {
  expect(sqlOf('facts')).toContain(
    'QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY recorded_at, desk, seq) = 1',
  );
  for (const { name, query } of viewsOf('shop', 'crm')) {
    expect(query.includes('`shop.crm.entries`'), name).toBe(name === 'facts');
  }
});
