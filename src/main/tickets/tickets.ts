import type { OrderId } from '../../shared/ids.ts';
import type { Language } from '../../shared/languages.ts';
import type { Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { Printing } from '../../shared/ticket/printing.ts';
import { isInDoubt, mayBeOut } from '../../shared/ticket/ticket.ts';
import type { PrintOutcome } from '../../shared/ticket-commands.ts';
import type { Printer, Toast } from '../host.ts';
import type { Performer } from '../outbox/relay.ts';
import type { Clock, Events, Ledger, Log } from '../ports.ts';
import { createPageTickets } from './page-tickets.ts';
import { createTicketPerformer, nothingPrinted } from './print-tickets.ts';
import { createTicketBook, inQuarantine } from './ticket-book.ts';
import type { TicketJob } from './ticket-job.ts';
import { jobOf, ticketKind } from './ticket-job.ts';
import { troubleToast } from './trouble.ts';

export type TicketsParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Events;
  /** Null if the shell has none: then the pages print. */
  readonly printer: Printer | null;
  readonly printing: () => Printing;
  readonly language: () => Language;
  readonly toast: (toast: Toast) => void;
};

export type Asked = {
  readonly key: string;
  readonly orders: readonly OrderId[];
  readonly by: string;
  readonly page: string | undefined;
};

type LastAsked = Pick<Asked, 'key'> & {
  readonly orders: string;
  readonly at: number;
  readonly outcome: Promise<PrintOutcome>;
};

/** A page that waits for the result of its job. */
type Wait = {
  readonly page: string | undefined;
  readonly outcome: Promise<PrintOutcome>;
  readonly tell: (outcome: PrintOutcome) => void;
};

/** Identifies a set of orders, independent of order and duplicates. */
const setOf = (orders: readonly OrderId[]): string => [...new Set(orders)].toSorted().join('\n');

const goesOn: PrintOutcome = { ...nothingPrinted, waiting: true };

export type Taking = {
  /** Idempotency key of the request. */
  readonly key: string;
  readonly by: string;
  readonly page: string | undefined;
};

/** Two requests within this time count as one. */
const doublePressMs = 2_000;
/** After this time a page polls its job again; without a page, a notification reports what was not printed. */
const longestWaitMs = 60_000;

/** Prints tickets when an order is taken here or on request, by the shell's printer or by a page. */
export function createTickets(parts: TicketsParts) {
  const { ledger, clock, events, printer, printing, language } = parts;
  const book = createTicketBook(parts);
  const pages = createPageTickets({ ...parts, book });
  const waiting = new Map<string, Wait>();
  /** Jobs by the key of a later request that joined them. */
  const joined = new Map<string, string>();
  const nameOf = (key: string): string => joined.get(key) ?? `asked:${key}`;
  let lastAsked: LastAsked = {
    key: '',
    orders: '',
    at: Number.NEGATIVE_INFINITY,
    outcome: Promise.resolve(nothingPrinted),
  };

  function onEnd(job: TicketJob, outcome: PrintOutcome): void {
    const wait = waiting.get(job.printing);
    if (wait) {
      wait.tell(outcome);
      return;
    }
    const troubles = job.orders.flatMap((orderId) => {
      const state = book.find(orderId, job.printing)?.state;
      const number = ledger.orders.get(orderId)?.content.number ?? '';
      return state === 'failed' || state === 'unknown' ? [{ orderId, number, state } as const] : [];
    });
    const toast = troubleToast(troubles, language());
    if (toast) parts.toast(toast);
  }
  const performer = printer && createTicketPerformer({ ...parts, printer, book, onEnd });

  /** Must run in a transaction. @returns false if the job was already enqueued */
  const put = (job: TicketJob): boolean => {
    const id = ledger.outbox.put({
      kind: ticketKind,
      key: `ticket:${job.printing}`,
      ...(job.orders.length === 1 && job.orders[0] !== undefined && { orderId: job.orders[0] }),
      payload: job,
    });
    return id !== null;
  };
  const wake = (): void => {
    if (performer) performer.nudge();
    else events.emit({ kind: 'tickets-due' });
  };

  function ended(name: string, page: string | undefined): Promise<PrintOutcome> {
    if (performer === null) return Promise.resolve(goesOn);
    const known = waiting.get(name);
    if (known) return known.outcome;
    const { promise: outcome, resolve } = Promise.withResolvers<PrintOutcome>();
    const tell = (how: PrintOutcome): void => {
      cancel();
      waiting.delete(name);
      resolve(how);
    };
    const cancel = clock.after(longestWaitMs, () => tell(goesOn));
    waiting.set(name, { page, outcome, tell });
    return outcome;
  }

  /** The name of an unfinished job for the same set of orders. */
  function goingOn(set: string): string | undefined {
    if (performer === null) return undefined;
    const jobs = ledger.outbox.open(ticketKind).filter(({ state }) => state !== 'parked');
    return jobs.map(jobOf).find((job) => job.why === 'asked' && setOf(job.orders) === set)?.printing;
  }

  /** The outcome of a finished job from the log; what was not started was not printed. */
  function outcomeOf(orders: readonly OrderId[], name: string): PrintOutcome {
    const tickets = orders.flatMap((id) => book.find(id, name) ?? []);
    const printed = tickets.filter(({ state }) => state === 'printed').length;
    const unknown = tickets.filter(({ state }) => state !== 'printed' && state !== 'failed').length;
    const reason = tickets.findLast(({ state }) => state !== 'printed')?.reason ?? null;
    return { ...nothingPrinted, printed, unknown, failed: orders.length - printed - unknown, reason };
  }

  function ask({ key, orders, by, page }: Asked): Promise<PrintOutcome> {
    const name = nameOf(key);
    const ids = [...new Set(orders)];
    const isNew = ledger.transaction(() => {
      const found = ids.map((id) => {
        const order = ledger.orders.get(id);
        if (order === null) throw new Problem('not-found', `There is no order ${id}`);
        return order;
      });
      if (found.every(({ quarantined }) => quarantined)) {
        throw new Problem('refused', inQuarantine, { fix: 'Release it first' });
      }
      const job = {
        printing: name,
        orders: ids,
        why: 'asked',
        by,
        ...(page !== undefined && { page }),
      } as const;
      if (!put(job)) return false;
      // a user who prints again resolves an unknown outcome
      for (const { id, tickets = [] } of found) {
        for (const ticket of tickets.filter((one) => isInDoubt(one, clock.now()))) {
          book.end([id], ticket.printing, { state: 'repeated', by });
        }
      }
      return true;
    });
    if (!isNew && performer) return Promise.resolve(outcomeOf(ids, name));
    const outcome = ended(name, page);
    wake();
    return outcome;
  }

  return {
    performers: performer ? ([performer] satisfies readonly Performer[]) : [],
    book,
    /** Call inside the transaction in which orders are taken at this computer by one action. */
    oweTaken(orders: readonly Order[], { key, by, page }: Taking): void {
      if (!printing().onTake) return;
      const owed = orders.filter(({ partOf, tickets }) => !partOf && !tickets?.some(mayBeOut));
      if (owed.length === 0) return;
      put({
        printing: `taken:${key}`,
        orders: owed.map(({ id }) => id),
        why: 'taken',
        by,
        ...(page !== undefined && { page }),
      });
    },
    /** Notifies a page about the tickets of a taken order; the outbox relay is notified by the event. */
    taken(): void {
      if (performer === null) events.emit({ kind: 'tickets-due' });
    },
    /**
     * Repeated with the same key, it prints nothing more and returns the outcome.
     * @throws Problem `not-found`, `refused` when all of them are in quarantine
     */
    print(asked: Asked): Promise<PrintOutcome> {
      // otherwise a second click during a long job would print everything again
      const set = setOf(asked.orders);
      const same = goingOn(set);
      if (same !== undefined) {
        joined.set(asked.key, same);
        return ended(same, asked.page);
      }
      const isSame = lastAsked.orders === set && clock.uptime() - lastAsked.at <= doublePressMs;
      // a user who knows that nothing was printed requests another printing
      const isOver = asked.orders.some((id) => {
        const state = book.find(id, nameOf(lastAsked.key))?.state;
        return state === 'failed' || state === 'unknown';
      });
      if (!isSame || isOver)
        lastAsked = { key: asked.key, orders: set, at: clock.uptime(), outcome: ask(asked) };
      return lastAsked.outcome;
    },
    /** Records a user's decision whether the paper came out. */
    settle(id: OrderId, name: string, { out, by }: { readonly out: boolean; readonly by: string }): void {
      if (!book.find(id, name)) throw new Problem('not-found', 'This ticket has not been printed');
      book.end([id], name, {
        state: out ? 'printed' : 'failed',
        by,
        reason: out ? `Seen by ${by}` : `${by} reported that it did not print`,
      });
    },
    due: pages.due,
    end: pages.end,
    pageGone(page: string): void {
      pages.gone(page);
      for (const wait of waiting.values()) if (wait.page === page) wait.tell(goesOn);
    },
  };
}
export type Tickets = ReturnType<typeof createTickets>;
