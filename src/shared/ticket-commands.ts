import { z } from 'zod';
import { orderIdSchema } from './ids.ts';
import type { Printing, TicketFormat } from './ticket/printing.ts';
import { printingSchema } from './ticket/printing.ts';
import type { TicketSheet } from './ticket/sheet.ts';
import type { OrderDetail } from './views.ts';

/** The maximum size of a print job. */
export const mostTickets = 200;
const orders = z.array(orderIdSchema).max(mostTickets).readonly();
const printing = z.string().max(400);

/** Commands for tickets and this computer's printer. */
export const ticketInputs = {
  /** The tickets of these orders; without orders, a sample ticket. */
  'tickets.read': z.object({ orders, printing: printing.optional() }).readonly(),
  /** Prints the tickets of these orders as one job. The page creates `key`, so that a retry does not print twice. */
  'tickets.print': z.object({ key: z.uuid(), orders: orders.unwrap().min(1).readonly() }).readonly(),
  /** The next job for this page, if the shell has no printer. The page calls it until there is none. */
  'tickets.due': z.undefined(),
  /** The page has printed the job as far as it can tell; with `reason` it could not. */
  'tickets.end': z.object({ printing, orders, reason: z.string().max(500).optional() }).readonly(),
  /** A manager sets whether the ticket was printed. */
  'tickets.settle': z.object({ id: orderIdSchema, printing, out: z.boolean() }).readonly(),
  'printing.get': z.undefined(),
  'printing.set': printingSchema.unwrap().partial().readonly(),
  /** Prints a sample ticket, if the shell has a printer. */
  'printing.try': z.undefined(),
} as const;

/** The result of a print job. */
export type PrintOutcome = {
  readonly printed: number;
  readonly failed: number;
  readonly unknown: number;
  /** A page prints it, or it takes long: call again with the same key to wait. */
  readonly waiting: boolean;
  /** Why a ticket was not printed, or why that is unknown. */
  readonly reason: string | null;
};

/** A job for a page to print. */
export type DueTickets = {
  readonly printing: string;
  readonly orders: TicketOrders;
  readonly format: TicketFormat;
  readonly papers: number;
};
type TicketOrders = readonly TicketSheet['order'][];

export type PrintingView = Printing & {
  /** The printers of this computer; null if the shell has none, and the browser's print dialog is used. */
  readonly printers: readonly { readonly name: string; readonly label: string }[] | null;
};

export type TicketOutputs = {
  'tickets.read': {
    readonly sheets: readonly TicketSheet[];
    readonly format: TicketFormat;
    readonly papers: number;
  };
  'tickets.print': PrintOutcome;
  /** `againMs`: another page has the job, and may be gone; retry after this time. */
  'tickets.due': { readonly due: DueTickets | null; readonly againMs: number | null };
  'tickets.end': null;
  'tickets.settle': OrderDetail;
  'printing.get': PrintingView;
  'printing.set': PrintingView;
  'printing.try': PrintOutcome;
};
