import { z } from 'zod';
import { workstationIdSchema } from '../ids.ts';
import { ticketFormatSchema } from './printing.ts';

/** Why a ticket was printed: the order was taken, or a manager requested it. */
export const ticketReasons = ['taken', 'asked'] as const;

/**
 * The state of a printing. `printing` is recorded before the printer gets it; `unknown` if it may or may not have been printed;
 * `repeated` if a manager printed another one without knowing.
 */
export const ticketStates = ['printing', 'printed', 'failed', 'unknown', 'repeated'] as const;
export type TicketState = (typeof ticketStates)[number];

export const ticketPrintedSchema = z
  .object({
    /** The id of one printing. Of its events the one with the greatest `decision` counts. */
    printing: z.string().min(1).max(400),
    decision: z.int().positive(),
    /** Which ticket of the order it is, from 1, as far as its computer knew. */
    copy: z.int().positive(),
    format: ticketFormatSchema,
    why: z.enum(ticketReasons),
    state: z.enum(ticketStates),
    /** Why it was not printed, or why that is unknown. */
    reason: z.string().max(500).optional(),
  })
  .readonly();

/** One printing of an order, folded from its events. */
export const ticketSchema = z
  .object({
    ...ticketPrintedSchema.unwrap().shape,
    /** Who took the order or requested the ticket, or last set its state. */
    by: z.string(),
    /** When the state was set, epoch milliseconds. */
    at: z.int(),
    /** The computer that printed it. */
    desk: workstationIdSchema,
  })
  .readonly();
export type Ticket = z.infer<typeof ticketSchema>;

/** Whether a ticket was or may have been printed: then none is printed again automatically. */
export const mayBeOut = ({ state }: Pick<Ticket, 'state'>): boolean => state !== 'failed';

/** The number of the next ticket; from 2 on it is a reprint. */
export const nextCopy = (tickets: readonly Ticket[]): number =>
  Math.max(0, ...tickets.filter(mayBeOut).map(({ copy }) => copy)) + 1;

/** No printing takes longer than this; after it, the printer has to be checked. */
const longestPrintingMs = 2 * 60_000;

/** Whether a manager has to set the outcome; `now` in epoch milliseconds. */
export const isInDoubt = ({ state, at }: Pick<Ticket, 'state' | 'at'>, now: number): boolean =>
  state === 'unknown' || (state === 'printing' && now - at > longestPrintingMs);
