import type { MailTemplate } from '../../src/shared/mail-template.ts';
import { mailTemplateSchema } from '../../src/shared/mail-template.ts';

/** A mail template of a service with an unknown label for its total. */
export const kiosklyTemplate = (changes: Partial<MailTemplate> = {}): MailTemplate => ({
  format: 1,
  family: 'kioskly',
  version: 1,
  name: 'Kioskly',
  language: 'en',
  currency: 'USD',
  decimal: '.',
  hue: 200,
  match: { sender: 'sales@kioskly.example' },
  fields: {
    number: { label: 'Order number', take: 'beside' },
    total: { label: 'Grandissimo', take: 'beside' },
  },
  items: { head: { title: 'Item', quantity: 'Qty', lineTotal: 'Amount' } },
  ...changes,
});

/** A mail template of a service with the usual labels, in a table with a header. */
export const plainTemplate = (changes: Partial<MailTemplate> = {}): MailTemplate =>
  mailTemplateSchema.parse({
    format: 1,
    family: 'x',
    version: 1,
    name: 'X',
    language: 'en',
    currency: 'EUR',
    decimal: '.',
    hue: 1,
    match: { sender: 'orders@x.example' },
    fields: { number: { label: 'Order number', take: 'end' }, total: { label: 'Total', take: 'end' } },
    items: { head: { title: 'Item', quantity: 'Qty', lineTotal: 'Amount' } },
    ...changes,
  });
