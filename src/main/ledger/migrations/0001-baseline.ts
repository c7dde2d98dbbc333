import { customersTables } from '../schema/customers.ts';
import { effectsTables } from '../schema/effects.ts';
import { entriesTables } from '../schema/entries.ts';
import { insightsTables } from '../schema/insights.ts';
import { ordersTables } from '../schema/orders.ts';
import { sellingTables } from '../schema/selling.ts';
import type { Migration } from './migration.ts';

export const baseline: Migration = {
  version: 1,
  up(database) {
    for (const tables of [
      entriesTables,
      ordersTables,
      effectsTables,
      sellingTables,
      customersTables,
      insightsTables,
    ])
      database.exec(tables);
  },
};
