import type { Order } from '../../shared/order.ts';
import { iterateOrders } from './all-orders.ts';
import { count } from './columns.ts';
import type { Database } from './database.ts';
import { createSettings } from './named-values.ts';

/** How far one of the works has come that bring a ledger up to date: in orders, or in what else it goes through. */
export type Progress = { readonly done: number; readonly total: number };

/** Tables that are computed from the orders alone: a new `rule` has them computed anew. */
export type Derived = {
  /** Where the ledger notes by which rule it has them. */
  readonly setting: string;
  readonly rule: string;
  /** The rule before, whose results differ by what `isReadByTodaysRules` looks for alone. */
  readonly before: string;
  readonly clear: () => void;
  readonly take: (row: number, order: Order) => void;
  readonly finish: () => void;
};

const ordersInStep = 250;

/**
 * Notes today's rule for what was made by the one before, where nothing in the ledger reads otherwise by it: making all of
 * it anew takes a minute for a hundred thousand orders.
 */
export function keepAlike(database: Database, derived: readonly Derived[], isAlike: () => boolean): void {
  const settings = createSettings(database);
  const kept = derived.filter(({ setting, before }) => settings.get(setting) === before);
  if (kept.length === 0 || !isAlike()) return;
  database.transaction(() => {
    for (const { setting, rule } of kept) settings.set(setting, rule);
  });
}

/**
 * Makes anew what a ledger has by another rule than this app's, or has not yet: in one reading of its orders, and in one
 * transaction. A ledger that has all of it is left alone.
 */
export function* catchUp(database: Database, derived: readonly Derived[]): Iterable<Progress> {
  const due = derived.filter((one) => !isCurrent(database, one));
  if (due.length === 0) return;
  yield* database.inSteps(function* () {
    const total = count(database.get('SELECT count(*) AS n FROM order_bodies'));
    let done = 0;
    for (const { clear } of due) clear();
    for (const { row, order } of iterateOrders(database)) {
      for (const { take } of due) take(row, order);
      done += 1;
      if (done % ordersInStep === 0) yield { done, total };
    }
    const settings = createSettings(database);
    for (const { finish, setting, rule } of due) {
      finish();
      settings.set(setting, rule);
      // a new ledger has nothing anybody would wait for
      if (total > 0) yield { done, total };
    }
  });
}

/** Of what takes a millisecond each; fewer are done before anybody would see that there was something to wait for. */
const foldedInStep = 25;

/** Goes through what is made anew each by itself, as little or as much of a ledger as that is; call it in work in steps. */
export function* eachInSteps<T>(those: readonly T[], work: (one: T) => void): Iterable<Progress> {
  for (const [index, one] of those.entries()) {
    work(one);
    const done = index + 1;
    if (done % foldedInStep === 0) yield { done, total: those.length };
  }
}

/** Whether a ledger has it by this app's rule; what it has by another is no fault, and is made anew at the next start. */
export const isCurrent = (
  database: Database,
  { setting, rule }: Pick<Derived, 'setting' | 'rule'>,
): boolean => createSettings(database).get(setting) === rule;
