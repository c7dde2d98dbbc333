import { takingsOf } from '../../shared/fold-takings.ts';
import type { OrderId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import type { TicketFormat } from '../../shared/ticket/printing.ts';
import type { Ticket, TicketState } from '../../shared/ticket/ticket.ts';
import { mayBeOut, nextCopy } from '../../shared/ticket/ticket.ts';
import type { Clock, Ledger } from '../ports.ts';
import { shortName } from '../short-name.ts';
import type { TicketJob } from './ticket-job.ts';

export type TicketBookParts = { readonly ledger: Ledger; readonly clock: Clock };

/** The state of a job's orders when it starts. */
export type Begun = {
  /** Orders to print now, recorded as being printed. */
  readonly due: readonly OrderId[];
  /** Orders whose printing was interrupted by a stop, recorded with unknown outcome. */
  readonly unknown: readonly OrderId[];
  /** Orders that must not be printed. */
  readonly refused: readonly OrderId[];
};

export const closedMeanwhile = 'Orderbell was closed while the ticket was being printed';
export const inQuarantine = 'The order is quarantined: its sender is not verified';

/**
 * Records the states of tickets. A printing is recorded before the printer receives it, so that no computer of the shop prints
 * it twice, even after a crash.
 */
export function createTicketBook({ ledger, clock }: TicketBookParts) {
  const find = (id: OrderId, printing: string): Ticket | undefined =>
    ledger.orders.get(id)?.tickets?.find((ticket) => ticket.printing === printing);

  /** Appends the next state of a printing. */
  function write(
    orderId: OrderId,
    ticket: Pick<Ticket, 'printing' | 'copy' | 'format' | 'why' | 'decision'>,
    end: { readonly state: TicketState; readonly by: string; readonly reason?: string | undefined },
  ): void {
    const { printing, copy, format, why } = ticket;
    const decision = ticket.decision + 1;
    const { state, by, reason } = end;
    ledger.entries.append({
      id: entryIdSchema.parse(shortName(`ticket:${orderId}:${printing}:${decision}`, 200, 'ticket')),
      orderId,
      at: clock.now(),
      by,
      kind: 'ticket-printed',
      data: { printing, decision, copy, format, why, state, ...(reason !== undefined && { reason }) },
    });
  }

  /** Whether an automatic ticket is still pending on this computer. */
  function isOwedForTaking({ id, status, tickets, partOf }: Order): boolean {
    if (status === 'new' || status === 'cancelled' || partOf) return false;
    if (tickets?.some(mayBeOut)) return false;
    // if several users took it at once, the one who has it now prints
    return takingsOf(ledger.entries.ofOrder(id)).taken?.desk === ledger.deskId;
  }

  return {
    /** Call when a job starts, also after a crash: it never starts the same printing twice. */
    begin: ({ printing, why, by }: TicketJob, orders: readonly OrderId[], format: TicketFormat): Begun =>
      ledger.transaction(() => {
        const due: OrderId[] = [];
        const unknown: OrderId[] = [];
        const refused: OrderId[] = [];
        for (const id of orders) {
          const order = ledger.orders.get(id);
          const known = find(id, printing);
          if (order === null) continue;
          if (known?.state === 'printing') {
            write(id, known, { state: 'unknown', by, reason: closedMeanwhile });
            unknown.push(id);
          } else if (known) {
            // it ended before the job did; only a user repeats a failed one
          } else if (order.quarantined) {
            refused.push(id);
          } else if (why === 'asked' || isOwedForTaking(order)) {
            const copy = nextCopy(order.tickets ?? []);
            write(id, { printing, copy, format, why, decision: 0 }, { state: 'printing', by });
            due.push(id);
          }
        }
        return { due, unknown, refused };
      }),
    /** Records the outcome of a printing; ignores one that is not known here. */
    end(
      orders: readonly OrderId[],
      printing: string,
      end: { readonly state: TicketState; readonly by: string; readonly reason?: string | undefined },
    ): void {
      ledger.transaction(() => {
        for (const id of orders) {
          const ticket = find(id, printing);
          if (ticket && ticket.state !== end.state) write(id, ticket, end);
        }
      });
    },
    find,
  };
}
export type TicketBook = ReturnType<typeof createTicketBook>;
