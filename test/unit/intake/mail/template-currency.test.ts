import { describe, expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import { plainTemplate } from '../../../support/templates.ts';

const recipe = plainTemplate({ decimal: ',', items: { find: 'repeated' } });

function read(price: string, { currency = 'EUR', total = price } = {}) {
  const rows = [
    ['Order number', 'K-3001'],
    ['2 × Tulips', price],
    ['Total', total],
  ];
  const cells = rows.map(([label, value]) => `<tr><td>${label}</td><td>${value}</td></tr>`);
  const mail = {
    messageId: '<1@x.example>',
    from: 'orders@x.example',
    fromName: undefined,
    forwardedBy: undefined,
    subject: 'New order',
    date: undefined,
    html: `<table>${cells.join('')}</table>`,
    text: undefined,
  };
  return readMail(mail, [{ ...recipe, currency }]);
}

describe('a recipe taught in one currency', () => {
  it.each([
    ['€120,00', 'EUR'],
    ['120,00', 'EUR'],
    ['120,00 kr', 'SEK'],
    ['$120,00', 'CAD'],
    ['$120,00', 'TTD'],
    ['120,00 元', 'TWD'],
    ['C$120,00', 'NIO'],
    ['Rs 120,00', 'PKR'],
  ])('reads %s as %s', (price, currency) => {
    expect(read(price, { currency })).toMatchObject({
      kind: 'order',
      recipe: 'x@1',
      orders: [{ currency, total: { minor: 12_000, currency } }],
    });
  });

  it.each([
    ['120,00 zł', '120,00 zł'],
    ['120,00 zł', '120,00'],
    ['120,00', 'PLN 120,00'],
  ])('reads goods for %s and a total of %s in the one that they name', (price, total) => {
    const pln = { minor: 12_000, currency: 'PLN' };
    expect(read(price, { total })).toMatchObject({
      kind: 'order',
      recipe: 'x@1',
      orders: [{ currency: 'PLN', total: pln, items: [{ lineTotal: pln }] }],
    });
  });

  it('reads nothing where they name another one by a sign of several countries', () => {
    const { recipe: readBy, orders } = read('$120,00');
    expect(readBy).toBeNull();
    expect(orders).toMatchObject([{ total: { minor: 12_000, currency: 'USD' } }]);
  });
});
