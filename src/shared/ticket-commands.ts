import { z } from 'zod';
import { orderIdSchema } from './ids.ts';
import type { Printing, TicketFormat } from './ticket/printing.ts';
import { printingSchema } from './ticket/printing.ts';
import type { TicketSheet } from './ticket/sheet.ts';
import type { OrderDetail } from './views.ts';

/** More are no set that somebody picked. */
export const mostTickets = 200;
const orders = z.array(orderIdSchema).max(mostTickets).readonly();
const printing = z.string().max(400);

/** What a page may ask of tickets and of the printer of this computer. */
export const ticketInputs = {
  /** What stands on the tickets of these orders; without any order, on one that is made up. */
  'tickets.read': z.object({ orders, printing: printing.optional() }).readonly(),
  /** Prints the tickets of these orders as one job. `key` is made by the page, so that it is one however often it is asked. */
  'tickets.print': z.object({ key: z.uuid(), orders: orders.unwrap().min(1).readonly() }).readonly(),
  /** What this page is to print, where the shell has no printer; asked for again until there is none. */
  'tickets.due': z.undefined(),
  /** The page has printed what was due, as far as it can tell; with a `reason` it never came to that. */
  'tickets.end': z.object({ printing, orders, reason: z.string().max(500).optional() }).readonly(),
  /** A person says whether the paper of a printing came out. */
  'tickets.settle': z.object({ id: orderIdSchema, printing, out: z.boolean() }).readonly(),
  'printing.get': z.undefined(),
  'printing.set': printingSchema.unwrap().partial().readonly(),
  /** Prints a made-up ticket, where the shell has a printer. */
  'printing.try': z.undefined(),
} as const;

/** What became of a job that was asked for. */
export type PrintOutcome = {
  readonly printed: number;
  readonly failed: number;
  readonly unknown: number;
  /** A page prints it, or it takes long: then to ask again with the same key is to wait on. */
  readonly waiting: boolean;
  /** Why one was not printed, or why that is not known. */
  readonly reason: string | null;
};

/** A job that a page is to print. */
export type DueTickets = {
  readonly printing: string;
  readonly orders: TicketOrders;
  readonly format: TicketFormat;
  readonly papers: number;
};
type TicketOrders = readonly TicketSheet['order'][];

export type PrintingView = Printing & {
  /** The printers of this computer; null where the shell knows of none, and the page's own dialog offers them. */
  readonly printers: readonly { readonly name: string; readonly label: string }[] | null;
};

export type TicketOutputs = {
  'tickets.read': {
    readonly sheets: readonly TicketSheet[];
    readonly format: TicketFormat;
    readonly papers: number;
  };
  'tickets.print': PrintOutcome;
  /** `againMs`: another page was asked first, and may be gone. */
  'tickets.due': { readonly due: DueTickets | null; readonly againMs: number | null };
  'tickets.end': null;
  'tickets.settle': OrderDetail;
  'printing.get': PrintingView;
  'printing.set': PrintingView;
  'printing.try': PrintOutcome;
};
