import { orderSenders } from '../../src/main/ledger/facts.ts';
import type { Ledger } from '../../src/main/ports.ts';
import type { CustomerDetail } from '../../src/shared/customer/view.ts';
import type { Entry, EntryDraft } from '../../src/shared/entry.ts';
import { senderDecisions } from '../../src/shared/sender-decisions.ts';
import type { FakeClock } from './clock.ts';
import { fakeClock } from './clock.ts';
import { memoryLedger } from './ledger.ts';
import { shopTimeAt } from './shop-time.ts';

/** One manager's computer: its own ledger, and a clock that may be wrong. */
export type Desk = { readonly ledger: Ledger; readonly clock: FakeClock };

/** @param skews the error of each computer's clock in milliseconds */
export function makeDesks(skews: readonly number[]): readonly Desk[] {
  const start = Date.parse('2025-03-04T10:00:00Z');
  return skews.map((skew, index) => {
    const clock = fakeClock(new Date(start + skew).toISOString());
    return { clock, ledger: memoryLedger({ clock, deskId: `desk-${index + 1}` }) };
  });
}

/** The events that a computer wrote itself, oldest first. */
export const writtenBy = ({ ledger }: Pick<Desk, 'ledger'>): readonly Entry[] =>
  ledger.entries.list({ limit: 1_000_000 }).filter(({ desk }) => desk === ledger.deskId);

/** Two computers import what the other wrote. */
export function exchange(one: Ledger, other: Ledger): void {
  const said = writtenBy({ ledger: one });
  one.entries.importRemote(writtenBy({ ledger: other }));
  other.entries.importRemote(said);
}

export function append({ ledger }: Desk, drafts: readonly EntryDraft[]): void {
  ledger.transaction(() => {
    for (const draft of drafts) ledger.entries.append(draft);
  });
}

/** Everything a window could show; computers with the same events show the same. */
export function projectionOf(ledger: Ledger, words: readonly string[] = []) {
  const sorted = <T>(items: Iterable<T>, key: (item: T) => string): readonly T[] =>
    [...items].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const rows = (text: string) =>
    ledger.orders.rows({ view: 'all', text, offset: 0, limit: 1000 }, shopTimeAt());
  const all = rows('');
  return {
    orders: sorted(
      [...ledger.orders.each()].map(({ order }) => order),
      ({ id }) => id,
    ),
    counts: all.counts,
    rows: sorted(
      all.rows.map(({ warehouse: _ofThisDesk, ...row }) => row),
      ({ id }) => id,
    ),
    drafts: sorted(ledger.drafts.list(1000), ({ id }) => id),
    people: sorted(ledger.people.list(1000), ({ subscriberId }) => subscriberId),
    customerIndex: customersOf(ledger),
    recipes: ledger.recipes.list(),
    senders: sorted([...senderDecisions(ledger.entries.ofSubject(orderSenders))], ([sender]) => sender),
    customers: words.map((word) => [word, ledger.customers.search(word, 40)]),
    found: words.map((word) => [
      word,
      rows(word)
        .rows.map(({ id }) => id)
        .sort(),
    ]),
  };
}

/** The load state of an order in BigQuery is specific to each computer. */
const withoutWarehouse = (customer: CustomerDetail | null) =>
  customer && { ...customer, orders: customer.orders.map(({ warehouse: _ofThisDesk, ...row }) => row) };

/** The customers with their details, one per person. */
const customersOf = ({ customerIndex }: Ledger) => {
  const filter = { view: 'all', text: '', sort: 'name', offset: 0, limit: 500 } as const;
  const { rows, counts } = customerIndex.page(filter);
  return {
    counts,
    all: rows
      .map(({ id }) => id)
      .toSorted()
      .map((id) => withoutWarehouse(customerIndex.get(id))),
  };
};
