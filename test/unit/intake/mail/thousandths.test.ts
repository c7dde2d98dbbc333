import { describe, expect, it } from 'vitest';
import { readMail } from '../../../../src/main/intake/mail/read-mail.ts';
import { mailOf, rows } from './words-of.ts';

const readText = (...lines: readonly string[]) =>
  readMail({ ...mailOf('New order #4120'), text: lines.join('\n') }, []);
const readPage = (...lines: readonly (readonly string[])[]) =>
  readMail(mailOf('New order #4120', rows(...lines)), []);

describe('three digits behind the only separator of an amount', () => {
  it.each(['BHD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'])('are decimals where %s has as many', (currency) => {
    const money = (minor: number) => ({ minor, currency });
    const lines = [`2 x Tulips 1.250 ${currency}`, `Delivery 0.500 ${currency}`, `Total 1.750 ${currency}`];
    const items = [{ title: 'Tulips', quantity: 2, lineTotal: money(1250) }];
    const content = { deliveryFee: money(500), total: money(1750), items };
    expect(readText(...lines)).toMatchObject({ kind: 'order', orders: [content] });
    const page = readPage(
      ['Item', 'Qty', 'Price', 'Amount'],
      ['Tulips', '2', `0.625 ${currency}`, `1.250 ${currency}`],
      ['Delivery', '', '', `0.500 ${currency}`],
      ['Total', '', '', `${currency} 1.750`],
    );
    const priced = [{ title: 'Tulips', quantity: 2, unitPrice: money(625), lineTotal: money(1250) }];
    expect(page).toMatchObject({ kind: 'order', orders: [{ ...content, items: priced }] });
  });

  it('are decimals beside an amount whose thousands are parted too', () => {
    const reading = readText('Vase 1,250.500 KWD', 'Delivery 1.500 KWD', 'Total 1,252.000 KWD');
    expect(reading).toMatchObject({
      kind: 'order',
      orders: [{ deliveryFee: { minor: 1500 }, total: { minor: 1_252_000 }, items: [{ title: 'Vase' }] }],
    });
  });

  it('are thousands where only so the amounts add up', () => {
    const reading = readText('Vase 1,250 LYD', 'Delivery 250 LYD', 'Total 1,500 LYD');
    expect(reading).toMatchObject({ kind: 'order', orders: [{ total: { minor: 1_500_000 } }] });
  });

  it('behind a comma are for review where each amount may be meant both ways', () => {
    const reading = readText('Vase 1,250 LYD', 'Delivery 1,500 LYD', 'Total 2,750 LYD');
    expect(reading.kind).toBe('needs-review');
    expect(reading.orders[0]?.review).toEqual([
      { code: 'sum-mismatch', detail: 'the commas in the mail’s amounts are ambiguous' },
    ]);
  });

  it('behind a comma are decimals in Tunisia', () => {
    const reading = readText('Vase 1,250 TND', 'Livraison 1,500 TND', 'Total 2,750 TND');
    expect(reading).toMatchObject({ kind: 'order', orders: [{ total: { minor: 2750 } }] });
  });

  it.each([
    ['IQD', 1_750_000],
    ['UAH', 175_000],
    ['JPY', 1750],
  ])('are thousands in %s, which is not printed with three decimals', (currency, minor) => {
    const lines = [`2 x Tulips 1,250 ${currency}`, `Delivery 500 ${currency}`, `Total 1,750 ${currency}`];
    expect(readText(...lines)).toMatchObject({ kind: 'order', orders: [{ total: { minor, currency } }] });
  });
});
