import type { Order } from '../../shared/order.ts';
import { momentOf } from '../../shared/placed-at.ts';
import { keyList, sameKeysOf, sameRule, whoOf } from '../../shared/same-order/keys.ts';
import type { Derived } from './catch-up.ts';
import type { Database } from './database.ts';

/** What another telling of the same order would have in common with it, see `same-order/keys.ts`. */
export function sameKeyRows(order: Order) {
  const [at, who] = [momentOf(order), whoOf(order)];
  return keyList(sameKeysOf(order)).map((key) => ({ key, at, who }));
}

/** Brings an order's keys from what it was before to what it is. */
export function rekey(database: Database, row: number, before: Order | null, order: Order): void {
  const [old, now] = [before ? sameKeyRows(before) : [], sameKeyRows(order)];
  if (JSON.stringify(old) === JSON.stringify(now)) return;
  for (const { key, at } of old) {
    database.run('DELETE FROM same_keys WHERE key = ? AND at = ? AND row = ?', key, at, row);
  }
  for (const { key, at, who } of now) {
    database.run('INSERT INTO same_keys (key, at, row, who) VALUES (?, ?, ?, ?)', key, at, row, who);
  }
}

export const sameKeysDerived = { setting: 'ledger.sameKeys', rule: sameRule, before: '5' } as const;

/** Makes all keys anew. */
export function sameKeysAnew(database: Database): Derived {
  return {
    ...sameKeysDerived,
    clear: () => database.exec('DELETE FROM same_keys'),
    take: (row, order) => rekey(database, row, null, order),
    finish: () => {},
  };
}
