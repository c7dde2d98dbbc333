import { z } from 'zod';
import { orderIdSchema } from '../../shared/ids.ts';
import { ticketReasons } from '../../shared/ticket/ticket.ts';
import type { OutboxMessage } from '../ports.ts';

/** The outbox kind of a printing that is owed. */
export const ticketKind = 'ticket.print';

/** Tickets that are printed together. */
const ticketJobSchema = z
  .object({
    /** Names the printing of each of them. */
    printing: z.string(),
    orders: z.array(orderIdSchema).readonly(),
    why: z.enum(ticketReasons),
    /** Who took the order, or asked. */
    by: z.string(),
    /** The page it was done on: where the shell has no printer, that one prints. */
    page: z.string().optional(),
  })
  .readonly();
export type TicketJob = z.infer<typeof ticketJobSchema>;

export const jobOf = ({ payload }: Pick<OutboxMessage, 'payload'>): TicketJob =>
  ticketJobSchema.parse(payload);
