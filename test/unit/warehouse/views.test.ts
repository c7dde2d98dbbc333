import { expect, it } from 'vitest';
import { viewsOf } from '../../../src/main/warehouse/views/views-of.ts';

const sqlOf = (name: string): string =>
  viewsOf('shop', 'crm').find((view) => view.name === name)?.query ?? '';

it('counts no order in quarantine as a sale or as a customer’s', () => {
  expect(sqlOf('sales')).toContain('WHERE NOT is_test AND NOT quarantined AND part_of IS NULL');
  expect(sqlOf('daily_sales')).toContain('FROM `shop.crm.sales`');
  expect(sqlOf('customers')).toContain("SUM(IF(status = 'cancelled', NULL, refunded)) AS refunded");
  expect(sqlOf('customers')).toContain('WHERE NOT is_test AND NOT quarantined AND part_of IS NULL');
});

it('marks orders and lines in quarantine until their release', () => {
  expect(sqlOf('orders')).toContain("COUNTIF(kind = 'released') > 0 AS is_released");
  expect(sqlOf('orders')).toMatch(/NOT is_released AND EXISTS \(.*'unverified-sender'\) AS quarantined,/);
  expect(sqlOf('order_lines')).toContain('o.quarantined');
});

// Shopify's subtotal is after the discount: with `discount` beside it, it would be taken off twice
it('has each order’s lines total as subtotal when missing', () => {
  expect(sqlOf('orders')).toMatch(
    /\(SELECT IF\(COUNTIF\(.* IS NULL\) = 0, SUM\(.*\), NULL\) FROM UNNEST\(.*\) AS item\) AS lines_cost/,
  );
  expect(sqlOf('orders')).toMatch(
    /GREATEST\(COALESCE\(lines_cost, (.*)\), COALESCE\(\1, lines_cost\)\) AS subtotal,/,
  );
});

it('marks orders and lines that are merged into another order', () => {
  expect(sqlOf('orders')).toContain("WHERE kind = 'copy-of'");
  expect(sqlOf('orders')).toContain("WHERE newest = 1 AND verdict = 'merged'");
  expect(sqlOf('order_lines')).toContain('o.part_of');
});

it('reads events through the deduplicated facts view alone', () => {
  expect(sqlOf('facts')).toContain(
    'QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY recorded_at, desk, seq) = 1',
  );
  for (const { name, query } of viewsOf('shop', 'crm')) {
    expect(query.includes('`shop.crm.entries`'), name).toBe(name === 'facts');
  }
});

/** The text of a WITH name in the layout of the views. */
const named = /^(?:WITH )?(\w+) AS \(\n(.*?)^\),?$/gms;

/** How often a query reads `entries`. @param reads the counts of all names it may use */
function readsOf(query: string, reads: ReadonlyMap<string, number>): number {
  const known = new Map(reads);
  const counted = (text: string): number =>
    [...text.matchAll(/\b(?:FROM|JOIN)\s+(`[^`]+`|\w+)/g)].reduce(
      (sum, [, name = '']) => sum + (known.get(name) ?? 0),
      0,
    );
  for (const [, name = '', text = ''] of query.matchAll(named)) known.set(name, counted(text));
  return counted(query.replace(named, ''));
}

// https://cloud.google.com/bigquery/docs/reference/standard-sql/query-syntax#with_clause: a name of WITH is worked out once
// for each place it stands in, and a query may become too complex to be planned
it('reads the table at most a hundred times for any view', () => {
  const reads = new Map([['`shop.crm.entries`', 1]]);
  for (const { name, query } of viewsOf('shop', 'crm')) {
    reads.set(`\`shop.crm.${name}\``, readsOf(query, reads));
  }
  expect(reads.get('`shop.crm.facts`')).toBe(2);
  expect(reads.get('`shop.crm.orders`')).toBeGreaterThan(2);
  expect([...reads].filter(([, count]) => count > 100)).toEqual([]);
});
