import { z } from 'zod';
import { workstationIdSchema } from '../ids.ts';
import { ticketFormatSchema } from './printing.ts';

/** Why a ticket was printed: the order was taken, or somebody asked for it. */
export const ticketReasons = ['taken', 'asked'] as const;

/**
 * How a printing stands. `printing` is written before anything is given to a printer; `unknown` where nobody can say whether
 * a paper came out, and `repeated` where a person has had another one printed without knowing.
 */
export const ticketStates = ['printing', 'printed', 'failed', 'unknown', 'repeated'] as const;
export type TicketState = (typeof ticketStates)[number];

export const ticketPrintedSchema = z
  .object({
    /** Names one printing of the order: its entries tell how it went, and that with the greatest `decision` counts. */
    printing: z.string().min(1).max(400),
    decision: z.int().positive(),
    /** The how manieth ticket of the order it is, as far as its computer knew. */
    copy: z.int().positive(),
    format: ticketFormatSchema,
    why: z.enum(ticketReasons),
    state: z.enum(ticketStates),
    /** Why no paper came out, or why that is not known. */
    reason: z.string().max(500).optional(),
  })
  .readonly();

/** One printing of an order, as its entries tell it. */
export const ticketSchema = z
  .object({
    ...ticketPrintedSchema.unwrap().shape,
    /** Who took the order or asked, and whoever has said since how it went. */
    by: z.string(),
    /** When that was said, epoch milliseconds. */
    at: z.int(),
    /** The computer it was printed at. */
    desk: workstationIdSchema,
  })
  .readonly();
export type Ticket = z.infer<typeof ticketSchema>;

/** Whether a paper came out, or may have: then no other is printed that nobody asks for. */
export const mayBeOut = ({ state }: Pick<Ticket, 'state'>): boolean => state !== 'failed';

/** The number of the ticket that would be printed next; from the second on it is a reprint. */
export const nextCopy = (tickets: readonly Ticket[]): number =>
  Math.max(0, ...tickets.filter(mayBeOut).map(({ copy }) => copy)) + 1;

/** Longer than a printing takes, at whichever computer: whoever sees it stand for longer has to look at the printer. */
const longestPrintingMs = 2 * 60_000;

/** Whether a person has to say what became of it; `now` in epoch milliseconds. */
export const isInDoubt = ({ state, at }: Pick<Ticket, 'state' | 'at'>, now: number): boolean =>
  state === 'unknown' || (state === 'printing' && now - at > longestPrintingMs);
