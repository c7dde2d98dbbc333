import { expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import type { MailTemplate } from '../../../../src/shared/mail-template.ts';
import type { Mail, Reading } from '../../../../src/shared/reading.ts';
import { plainTemplate } from '../../../support/templates.ts';

const mailOf = (html: string, subject = 'New orders'): Mail => ({
  messageId: '<1@x.example>',
  from: 'orders@x.example',
  fromName: undefined,
  forwardedBy: undefined,
  subject,
  date: undefined,
  html,
  text: undefined,
});
const table = (...rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</table>`;
const head = ['Item', 'Qty', 'Amount'];
const tulips = `<p>Order number: GL-5001</p>${table(head, ['Tulips', '2', '€10.00'], ['Total', '', '€10.00'])}`;
const vase = `<p>Order number: GL-5002</p>${table(head, ['Vase', '1', '€12.50'], ['Total', '', '€12.50'])}`;
const numbersOf = ({ orders }: Reading) => orders.map(({ number }) => number);

const recipe = plainTemplate({
  fields: { number: { label: 'Order number', take: 'beside' }, total: { label: 'Total', take: 'end' } },
});

it('a recipe that was taught from a mail of one order reads each of a mail that tells several', () => {
  expect(readMail(mailOf(tulips + vase), [recipe])).toMatchObject({
    kind: 'order',
    recipe: 'x@1',
    orders: [
      { number: 'GL-5001', total: { minor: 1000 }, items: [{ title: 'Tulips', quantity: 2 }] },
      { number: 'GL-5002', total: { minor: 1250 }, items: [{ title: 'Vase', quantity: 1 }] },
    ],
  });
});

it('a recipe that takes the number from the subject calls each by the number of its part', () => {
  const bySubject: MailTemplate = {
    ...recipe,
    fields: { ...recipe.fields, number: { sentence: 'subject', before: 'New order ', after: '' } },
  };
  const reading = readMail(mailOf(tulips + vase, 'New order GL-5001'), [bySubject]);
  expect(reading).toMatchObject({ kind: 'order', recipe: 'x@1' });
  expect(numbersOf(reading)).toEqual(['GL-5001', 'GL-5002']);
});

it('an order beside the one that a recipe reads is not lost where only the general reader reads it', () => {
  const other = vase.replace(
    '<tr><td>Total</td><td></td><td>€12.50',
    '<tr><td>Delivery</td><td></td><td>€2.00</td></tr><tr><td>Total</td><td></td><td>€14.50',
  );
  const reading = readMail(mailOf(tulips + other), [recipe]);
  expect(reading).toMatchObject({ kind: 'order', recipe: null });
  expect(numbersOf(reading)).toEqual(['GL-5001', 'GL-5002']);
});

it('nor where the recipe leaves something of the first one unread', () => {
  const blind: MailTemplate = {
    ...recipe,
    fields: { ...recipe.fields, phone: { label: 'Call', take: 'beside' } },
  };
  expect(numbersOf(readMail(mailOf(tulips + vase), [blind]))).toEqual(['GL-5001', 'GL-5002']);
});

const unsummed = vase.replace('Total</td><td></td><td>€12.50', 'Total</td><td></td><td>€14.50');

it('an order beside the one that a recipe reads is for a person to look at where it does not add up', () => {
  const reading = readMail(mailOf(tulips + unsummed), [recipe]);
  expect(reading).toMatchObject({
    kind: 'needs-review',
    recipe: 'x@1',
    orders: [
      { number: 'GL-5001', total: { minor: 1000 } },
      { number: 'GL-5002', total: { minor: 1450 }, review: [{ code: 'sum-mismatch' }] },
    ],
  });
  expect(reading.orders[0]).not.toHaveProperty('review');
});

it('parts whose sum a recipe was taught to read stay one order', () => {
  const parts =
    table(['Grandissimo', '€22.50']) +
    `<p>Order number: GL-1</p>${table(['2 ×', 'Tulips', '€10.00'], ['Total', '€10.00'])}` +
    `<p>Order number: GL-2</p>${table(['1 ×', 'Vase', '€12.50'], ['Total', '€12.50'])}`;
  const whole: MailTemplate = {
    ...recipe,
    fields: {
      number: { sentence: 'subject', before: 'Basket ', after: '' },
      total: { label: 'Grandissimo', take: 'end' },
    },
    items: { row: ['quantity', 'title', 'lineTotal'] },
  };
  expect(numbersOf(readMail(mailOf(parts, 'Basket B-77'), []))).toEqual(['GL-1', 'GL-2']);
  expect(readMail(mailOf(parts, 'Basket B-77'), [whole])).toMatchObject({
    recipe: 'x@1',
    orders: [{ number: 'B-77', total: { minor: 2250 }, items: [{}, {}] }],
  });
});

it('goods that stand above two numbers are one order', () => {
  const below =
    table(head, ['Tulips', '2', '€10.00'], ['Total', '', '€10.00']) +
    '<p>Order number: GL-5001</p><p>Transaction ID: 9M26-77</p>';
  expect(readMail(mailOf(below), [recipe])).toMatchObject({
    kind: 'order',
    recipe: 'x@1',
    orders: [{ number: 'GL-5001' }],
  });
  expect(numbersOf(readMail(mailOf(below), [recipe]))).toHaveLength(1);
});

it('of several orders in a mail that calls one off none is taken for it', () => {
  expect(readMail(mailOf(tulips + vase, 'Your order was cancelled'), [recipe])).toMatchObject({
    kind: 'not-an-order',
    says: 'cancelled',
    orders: [],
  });
});
