import { madeUpOrder } from '../alert-rules/made-up-order.ts';
import { orderIdSchema } from '../ids.ts';
import type { TicketOrder } from './sheet.ts';

/** A ticket to try a printer with. */
export const sampleTicket: TicketOrder = {
  ...madeUpOrder,
  id: orderIdSchema.parse('shopify:sample'),
  content: {
    ...madeUpOrder.content,
    subtotal: { minor: 94_000, currency: 'UAH' },
    test: true,
  },
  status: 'new',
  notes: [],
};
