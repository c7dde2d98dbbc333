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
import { ticketKind } from './ticket-job.ts';
import { troubleToast } from './trouble.ts';

export type TicketsParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly events: Events;
  /** Null where the shell has none: then the pages print. */
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

const nameOf = (key: string): string => `asked:${key}`;

export type Taking = {
  /** Names the deed. */
  readonly key: string;
  readonly by: string;
  readonly page: string | undefined;
};

/** Two presses so soon after one another are one wish. */
const doublePressMs = 2_000;
/** A page is not kept waiting for a printer any longer than this. */
const longestWaitMs = 60_000;

/** Tickets: owed when an order is taken here, or asked for; printed by the shell, else by a page. */
export function createTickets(parts: TicketsParts) {
  const { ledger, clock, events, printer, printing, language } = parts;
  const book = createTicketBook(parts);
  const pages = createPageTickets({ ...parts, book });
  const waiting = new Map<string, (outcome: PrintOutcome) => void>();
  let lastAsked: LastAsked = {
    key: '',
    orders: '',
    at: Number.NEGATIVE_INFINITY,
    outcome: Promise.resolve(nothingPrinted),
  };

  function onEnd(job: TicketJob, outcome: PrintOutcome): void {
    waiting.get(job.printing)?.(outcome);
    waiting.delete(job.printing);
    if (job.why === 'asked') return;
    const troubles = job.orders.flatMap((orderId) => {
      const state = book.find(orderId, job.printing)?.state;
      const number = ledger.orders.get(orderId)?.content.number ?? '';
      return state === 'failed' || state === 'unknown' ? [{ orderId, number, state } as const] : [];
    });
    const toast = troubleToast(troubles, language());
    if (toast) parts.toast(toast);
  }
  const performer = printer && createTicketPerformer({ ...parts, printer, book, onEnd });

  /** To be called inside a transaction. */
  const put = (job: TicketJob): void => {
    ledger.outbox.put({
      kind: ticketKind,
      key: `ticket:${job.printing}`,
      ...(job.orders.length === 1 && job.orders[0] !== undefined && { orderId: job.orders[0] }),
      payload: job,
    });
  };
  const wake = (): void => {
    if (performer) performer.nudge();
    else events.emit({ kind: 'tickets-due' });
  };

  function ended(name: string): Promise<PrintOutcome> {
    if (performer === null) return Promise.resolve({ ...nothingPrinted, waiting: true });
    return new Promise((resolve) => {
      const cancel = clock.after(longestWaitMs, () => {
        waiting.delete(name);
        resolve({ ...nothingPrinted, waiting: true });
      });
      waiting.set(name, (outcome) => {
        cancel();
        resolve(outcome);
      });
    });
  }

  function ask({ key, orders, by, page }: Asked): Promise<PrintOutcome> {
    const name = nameOf(key);
    const ids = [...new Set(orders)];
    ledger.transaction(() => {
      const found = ids.map((id) => {
        const order = ledger.orders.get(id);
        if (order === null) throw new Problem('not-found', `There is no order ${id}`);
        return order;
      });
      if (found.every(({ quarantined }) => quarantined)) {
        throw new Problem('refused', inQuarantine, { fix: 'Release it first' });
      }
      // whoever prints it again without knowing has decided what was in doubt
      for (const { id, tickets = [] } of found) {
        for (const ticket of tickets.filter((one) => isInDoubt(one, clock.now()))) {
          book.end([id], ticket.printing, { state: 'repeated', by });
        }
      }
      put({ printing: name, orders: ids, why: 'asked', by, ...(page !== undefined && { page }) });
    });
    const outcome = ended(name);
    wake();
    return outcome;
  }

  return {
    performers: performer ? ([performer] satisfies readonly Performer[]) : [],
    book,
    /** To be called inside the transaction in which orders are taken at this computer, by one deed. */
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
    /** A page is told of what an order that was taken owes; a relay hears of it by the entry. */
    taken(): void {
      if (performer === null) events.emit({ kind: 'tickets-due' });
    },
    /** @throws Problem `not-found`, `refused` when all of them are in quarantine */
    print(asked: Asked): Promise<PrintOutcome> {
      const orders = asked.orders.join('\n');
      const isSame = lastAsked.orders === orders && clock.uptime() - lastAsked.at <= doublePressMs;
      // whoever knows that it did not come out wishes for another
      const isOver = asked.orders.some((id) => {
        const state = book.find(id, nameOf(lastAsked.key))?.state;
        return state === 'failed' || state === 'unknown';
      });
      if (!isSame || isOver) lastAsked = { key: asked.key, orders, at: clock.uptime(), outcome: ask(asked) };
      return lastAsked.outcome;
    },
    /** A person has looked whether the paper is there. */
    settle(id: OrderId, name: string, { out, by }: { readonly out: boolean; readonly by: string }): void {
      if (!book.find(id, name)) throw new Problem('not-found', 'Nobody has printed this ticket');
      book.end([id], name, {
        state: out ? 'printed' : 'failed',
        by,
        reason: out ? `Seen by ${by}` : `${by} says that it did not come out`,
      });
    },
    due: pages.due,
    end: pages.end,
    pageGone: pages.gone,
  };
}
export type Tickets = ReturnType<typeof createTickets>;
