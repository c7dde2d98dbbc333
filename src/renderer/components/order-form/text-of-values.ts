import type { FormValues } from './values.ts';

/** The input of a form as text to copy: one line per filled field. */
export function textOfValues({ items, customer, recipient, wanted, ...values }: FormValues): string {
  const lines = [
    ...items.map(({ quantity, title, unitPrice }) => `${quantity} × ${title}, ${unitPrice}`),
    customer.name,
    customer.phone,
    customer.email,
    values.address,
    [recipient.name, recipient.phone].filter(Boolean).join(', '),
    [wanted.date, wanted.from, wanted.to].filter(Boolean).join(' '),
    values.note,
    values.tags.join(', '),
  ];
  return lines.filter((line) => line.trim() !== '').join('\n');
}
