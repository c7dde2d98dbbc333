import type { Order } from '../../shared/order.ts';
import { iterateOrders } from './all-orders.ts';
import { count } from './columns.ts';
import type { Database } from './database.ts';
import { createSettings } from './named-values.ts';

/** The progress of one upgrade step, counted in orders or in its own items. */
export type Progress = { readonly done: number; readonly total: number };

/** Tables computed only from the orders; a new `rule` causes a rebuild. */
export type Derived = {
  /** The setting that stores the rule of the tables. */
  readonly setting: string;
  readonly rule: string;
  /** The previous rule. Its results differ only in what `isReadByTodaysRules` checks. */
  readonly before: string;
  readonly clear: () => void;
  readonly take: (row: number, order: Order) => void;
  readonly finish: () => void;
};

const ordersInStep = 250;

/**
 * Stores the new rule without a rebuild if nothing in the ledger is affected by the change. A rebuild takes a minute for a
 * hundred thousand orders.
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
 * Rebuilds tables that are missing or were made by another rule, in one pass over the orders and one transaction. Does nothing
 * if all are current.
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
      // an empty ledger needs no progress display
      if (total > 0) yield { done, total };
    }
  });
}

/** Runs this work, in steps of one transaction, unless its rule is stored, and stores the rule with its result. */
export function* onceByRule(
  database: Database,
  made: Pick<Derived, 'setting' | 'rule'>,
  work: () => Iterable<Progress>,
): Iterable<Progress> {
  if (isCurrent(database, made)) return;
  yield* database.inSteps(function* () {
    yield* work();
    createSettings(database).set(made.setting, made.rule);
  });
}

/** For items of about a millisecond each: small batches keep the progress visible. */
const foldedInStep = 25;

/** Processes items one by one and yields progress; call it inside `inSteps`. */
export function* eachInSteps<T>(those: readonly T[], work: (one: T) => void): Iterable<Progress> {
  for (const [index, one] of those.entries()) {
    work(one);
    const done = index + 1;
    if (done % foldedInStep === 0) yield { done, total: those.length };
  }
}

/** Whether the tables follow this app's rule. Another rule is no fault: they are rebuilt at the next start. */
export const isCurrent = (
  database: Database,
  { setting, rule }: Pick<Derived, 'setting' | 'rule'>,
): boolean => createSettings(database).get(setting) === rule;
