import { z } from 'zod';
import { orderIdSchema } from '../../shared/ids.ts';
import { ticketReasons } from '../../shared/ticket/ticket.ts';
import type { OutboxMessage } from '../ports.ts';

/** The outbox kind of a pending print job. */
export const ticketKind = 'ticket.print';

/** Tickets that are printed together. */
const ticketJobSchema = z
  .object({
    /** Names the printing of each ticket. */
    printing: z.string(),
    orders: z.array(orderIdSchema).readonly(),
    why: z.enum(ticketReasons),
    /** The user who took the order or requested the ticket. */
    by: z.string(),
    /** The page of the action; it prints if the shell has no printer. */
    page: z.string().optional(),
  })
  .readonly();
export type TicketJob = z.infer<typeof ticketJobSchema>;

export const jobOf = ({ payload }: Pick<OutboxMessage, 'payload'>): TicketJob =>
  ticketJobSchema.parse(payload);
