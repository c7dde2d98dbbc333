import { z } from 'zod';

/** The papers a ticket is made for: two widths of a roll, and a sheet. */
export const ticketFormats = ['80mm', '58mm', 'a4'] as const;
export const ticketFormatSchema = z.enum(ticketFormats);
export type TicketFormat = z.infer<typeof ticketFormatSchema>;

/** How wide the paper of a roll is, in millimetres; a sheet is no roll. */
export const rollWidths: { readonly [F in Exclude<TicketFormat, 'a4'>]: number } = { '80mm': 80, '58mm': 58 };

export const mostPapers = 5;

/** How tickets are printed at one computer: a printer belongs to a computer. */
export const printingSchema = z
  .object({
    format: ticketFormatSchema,
    /** As the system names it; empty for the system's default printer. */
    printer: z.string().max(300),
    /** A ticket is printed when an order is taken at this computer. */
    onTake: z.boolean(),
    /** Papers of each ticket. */
    papers: z.int().min(1).max(mostPapers),
    /** Managers' notes are printed below the customer's. */
    notes: z.boolean(),
  })
  .readonly();
export type Printing = z.infer<typeof printingSchema>;

export const usualPrinting: Printing = {
  format: '80mm',
  printer: '',
  onTake: false,
  papers: 1,
  notes: true,
};
