import type { OrderId } from '../../shared/ids.ts';
import { isProblem, messageOf, Problem } from '../../shared/problem.ts';
import { printHash } from '../../shared/ticket/print-place.ts';
import type { Printing } from '../../shared/ticket/printing.ts';
import type { TicketState } from '../../shared/ticket/ticket.ts';
import type { PrintOutcome } from '../../shared/ticket-commands.ts';
import type { Printer } from '../host.ts';
import type { Performer } from '../outbox/relay.ts';
import { wordsOf } from '../outbox/verdict.ts';
import type { Ledger, Log } from '../ports.ts';
import type { TicketBook } from './ticket-book.ts';
import { closedMeanwhile, inQuarantine } from './ticket-book.ts';
import type { TicketJob } from './ticket-job.ts';
import { jobOf, ticketKind } from './ticket-job.ts';

export type PrintTicketsParts = {
  readonly ledger: Ledger;
  readonly log: Log;
  readonly book: TicketBook;
  readonly printer: Printer;
  readonly printing: () => Printing;
  /** Called when a job has ended. */
  readonly onEnd: (job: TicketJob, outcome: PrintOutcome) => void;
};

export const nothingPrinted: PrintOutcome = {
  printed: 0,
  failed: 0,
  unknown: 0,
  waiting: false,
  reason: null,
};

/** Time after which an unfinished job counts as left by a crash, since the outbox awaits each job. */
const leaseMs = 30_000;

/** Prints pending jobs one after another, if the shell has a printer. */
export function createTicketPerformer(parts: PrintTicketsParts): Performer & { nudge(): void } {
  const { ledger, log, book, printer, printing, onEnd } = parts;
  let nudge = (): void => {};

  /** @returns the outcome and its reason */
  async function give(
    job: TicketJob,
    orders: readonly OrderId[],
    { format, printer: device, papers }: Printing,
  ): Promise<{ readonly state: TicketState; readonly reason?: string }> {
    try {
      const hash = printHash({ orders, format, printing: job.printing });
      await printer.print({ hash, printer: device, papers });
      return { state: 'printed' };
    } catch (error) {
      if (!isProblem(error)) log.error('a ticket was not printed as it should', { error });
      // the time of an unexpected error is unknown, so it may have printed
      const isUnknown = !isProblem(error) || error.kind === 'unknown-outcome';
      const problem = isProblem(error) ? error : new Problem('bug', messageOf(error), { cause: error });
      return { state: isUnknown ? 'unknown' : 'failed', reason: wordsOf(problem) };
    }
  }

  return {
    kind: ticketKind,
    leaseMs,
    limit: 1,
    wakeBy: (wake) => {
      nudge = wake;
    },
    nudge: () => nudge(),
    async perform(message) {
      const job = jobOf(message);
      const settings = printing();
      // a roll is cut after each ticket and its page is as long as the ticket, so each ticket is one document
      const groups = settings.format === 'a4' ? [job.orders] : job.orders.map((id) => [id]);
      let outcome = nothingPrinted;
      for (const group of groups) {
        const { due, unknown, refused } = book.begin(job, group, settings.format);
        outcome = plus(outcome, { unknown: unknown.length, ...(unknown[0] && { reason: closedMeanwhile }) });
        outcome = plus(outcome, { failed: refused.length, ...(refused[0] && { reason: inQuarantine }) });
        if (due.length === 0) continue;
        const { state, reason } = await give(job, due, settings);
        book.end(due, job.printing, { state, by: job.by, reason });
        outcome = plus(outcome, { [state]: due.length, reason: reason ?? outcome.reason });
        log.info('tickets ended', { printing: job.printing, tickets: due.length, state, reason });
      }
      ledger.outbox.done(message.id);
      onEnd(job, outcome);
      return { settled: true };
    },
  };
}

const plus = (a: PrintOutcome, b: Partial<PrintOutcome>): PrintOutcome => ({
  ...a,
  printed: a.printed + (b.printed ?? 0),
  failed: a.failed + (b.failed ?? 0),
  unknown: a.unknown + (b.unknown ?? 0),
  reason: b.reason ?? a.reason,
});
