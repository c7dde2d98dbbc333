import type { MailTemplate } from '../../shared/mail-template.ts';

/** The English delivery service. */
export const bloomdash: MailTemplate = {
  format: 1,
  family: 'bloomdash',
  version: 1,
  name: 'Bloomdash',
  language: 'en',
  currency: 'UAH',
  decimal: '.',
  hue: 335,
  match: { sender: 'orders@bloomdash.example', subject: 'New order' },
  fields: {
    number: { label: 'Order number', take: 'below', part: 'first' },
    placedAt: { label: 'Placed', take: 'below', part: 'first' },
    customerName: { label: 'Customer', take: 'below', part: 'first' },
    phone: { label: 'Customer', take: 'below', part: 'phone' },
    address: { label: 'Deliver to', take: 'below' },
    subtotal: { label: 'Subtotal', take: 'end' },
    deliveryFee: { label: 'Delivery fee', take: 'end' },
    discount: { label: 'Discount', take: 'end' },
    tax: { label: 'Sales tax', take: 'end' },
    tip: { label: 'Tip', take: 'end' },
    total: { label: 'Order total', take: 'end' },
    note: { label: 'Customer note', take: 'beside' },
  },
  items: { row: ['quantity', 'title', 'lineTotal'] },
};
