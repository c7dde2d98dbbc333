import type { Printing } from '../../shared/ticket/printing.ts';
import type { DueTickets } from '../../shared/ticket-commands.ts';
import type { Clock, Ledger, OutboxMessage } from '../ports.ts';
import type { TicketBook } from './ticket-book.ts';
import type { TicketJob } from './ticket-job.ts';
import { jobOf, ticketKind } from './ticket-job.ts';

export type PageTicketsParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly book: TicketBook;
  readonly printing: () => Printing;
};

/** How long a job is reserved for its own page; then any page of this computer may print it. */
const ownMs = 5_000;

const pageClosed = 'The page was closed while the ticket was being printed';

type Ended = Pick<DueTickets, 'printing' | 'orders'> & {
  /** Why no dialog was opened for it. */
  readonly reason?: string | undefined;
};

type Given = { readonly job: TicketJob; readonly page: string; readonly due: DueTickets };

/**
 * Assigns pending jobs to pages if the shell has no printer: a page opens its own print dialog and reports when it is closed.
 * Each job is assigned to one page, once.
 */
export function createPageTickets({ ledger, clock, book, printing }: PageTicketsParts) {
  const given = new Map<string, Given>();

  /** Uptime at which a page first requested a job reserved for another page. */
  const keptSince = new Map<OutboxMessage['id'], number>();

  /** The remaining reservation. Uptime counts too, so that a clock set back blocks no job. */
  function waits({ page }: TicketJob, { id, createdAt }: OutboxMessage, asking: string): number {
    if (page === undefined || page === asking) return 0;
    const uptime = clock.uptime();
    const since = keptSince.get(id) ?? uptime;
    keptSince.set(id, since);
    return Math.max(0, Math.ceil(ownMs - Math.max(clock.now() - createdAt, uptime - since)));
  }

  /** Starts a job, and ends those interrupted by a restart: `begin` records their outcome as unknown. */
  function begin(message: OutboxMessage, job: TicketJob, page: string): DueTickets | null {
    const { format, papers } = printing();
    const { due: orders } = ledger.transaction(() => {
      const begun = book.begin(job, job.orders, format);
      // from now on the log has its state: an unfinished printing is unknown and is not repeated automatically
      ledger.outbox.done(message.id);
      return begun;
    });
    keptSince.delete(message.id);
    if (orders.length === 0) return null;
    const due = { printing: job.printing, orders, format, papers };
    given.set(job.printing, { job, page, due });
    return due;
  }

  return {
    /** The next job of this page. */
    due(page: string): { readonly due: DueTickets | null; readonly againMs: number | null } {
      let againMs: number | null = null;
      for (const message of ledger.outbox.open(ticketKind)) {
        const job = jobOf(message);
        const wait = waits(job, message, page);
        if (wait > 0) againMs = Math.min(againMs ?? wait, wait);
        const due = wait > 0 ? null : begin(message, job, page);
        if (due) return { due, againMs: null };
      }
      return { due: null, againMs };
    },
    /** Handles the page's closed dialog; only a user can report that no paper came out. */
    end({ printing: name, orders, reason }: Ended): void {
      given.delete(name);
      // the page may have outlived the app process that assigned the job
      const open = orders.flatMap((id) => {
        const ticket = book.find(id, name);
        return ticket?.state === 'printing' || ticket?.state === 'unknown' ? [{ id, by: ticket.by }] : [];
      });
      const state = reason === undefined ? 'printed' : 'failed';
      for (const { id, by } of open) book.end([id], name, { state, by, reason });
    },
    /** Handles a page that closed while printing. */
    gone(page: string): void {
      for (const [name, one] of given) {
        if (one.page !== page) continue;
        given.delete(name);
        book.end(one.due.orders, name, { state: 'unknown', by: one.job.by, reason: pageClosed });
      }
    },
  };
}
