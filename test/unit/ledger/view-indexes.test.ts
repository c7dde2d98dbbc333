import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { migrate } from '../../../src/main/ledger/migrate.ts';
import { createOrders } from '../../../src/main/ledger/orders.ts';
import { heard, planOf } from '../../support/plans.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

it.each([
  ['open', 'o.open = 1 AND o.aside = 0 AND (o.due', 'orders_open'],
  ['review', 'o.needs_review', 'orders_review'],
  ['unpaid', 'o.unpaid', 'orders_unpaid'],
  ['snoozed', 'WHERE o.snoozed_until >', 'orders_snoozed'],
])('counts the view %s in an index alone', (_view, condition, index) => {
  const database = openDatabase(':memory:');
  migrate(database);
  const { asked, database: listening } = heard(database);
  createOrders(listening).counts(shopTimeAt());
  const counting = asked.filter(([sql]) => sql.includes('count(*)') && sql.includes(condition));
  expect(counting.flatMap((query) => planOf(database, query))).toEqual([
    expect.stringContaining(`COVERING INDEX ${index}`),
  ]);
});
