import { describe, expect, it } from 'vitest';
import { compareReadings } from '../../../src/main/trainer/compare-readings.ts';
import { orderOfValues } from '../../../src/main/trainer/order-of-values.ts';
import { pickItem, pickValue } from '../../../src/main/trainer/pick-value.ts';
import { valuesOfOrder } from '../../../src/main/trainer/values-of-order.ts';
import type { OrderContent } from '../../../src/shared/order.ts';
import type { Reading } from '../../../src/shared/reading.ts';
import type { TrainerValues } from '../../../src/shared/trainer.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const before: OrderContent = { number: '', paymentStatus: 'paid', customer: {}, items: [] };
const values: TrainerValues = {
  orderNumber: 'DS-1',
  currency: 'UAH',
  deliveryFee: '80',
  discount: '10.50',
  total: '1309.50',
  otherFees: [],
  items: [{ title: 'Rose', quantity: 2, unitPrice: '620', options: ['red'] }],
};

describe('the order that pointed-at values make', () => {
  it('adds up to the kopiyka, and keeps what the mail cannot say', () => {
    const { content, sum, addsUp } = orderOfValues(values, before);
    expect(addsUp).toBe(true);
    expect(sum).toBe('1240.00 + 80.00 − 10.50 = 1309.50');
    expect(content).toMatchObject({
      number: 'DS-1',
      paymentStatus: 'paid',
      total: uah(130_950),
      items: [{ title: 'Rose', quantity: 2, unitPrice: uah(62_000), options: ['red'] }],
    });
    expect(content.review).toBeUndefined();
  });

  it('stays in review when it does not add up, with the sum', () => {
    const { content, addsUp } = orderOfValues({ ...values, total: '1400' }, before);
    expect(addsUp).toBe(false);
    expect(content.review).toEqual([
      { code: 'sum-mismatch', detail: '1240.00 + 80.00 − 10.50 = 1309.50, the mail says 1400.00' },
    ]);
  });

  it('leaves a tax that is included out of the sum', () => {
    expect(orderOfValues({ ...values, tax: '200' }, before)).toMatchObject({
      addsUp: true,
      sum: '1240.00 + 80.00 − 10.50 = 1309.50',
      content: { taxIncluded: true },
    });
  });

  it('keeps the doubt about an unverified sender', () => {
    const doubted = { ...before, review: [{ code: 'unverified-sender', detail: 'DMARC failed' }] as const };
    expect(orderOfValues(values, doubted).content.review).toEqual(doubted.review);
  });

  it('says which value is missing or cannot be kept exactly', () => {
    const { currency: _, ...withoutCurrency } = values;
    expect(() => orderOfValues(withoutCurrency, before)).toThrow('The currency is missing');
    expect(() => orderOfValues({ ...values, total: '1.005' }, before)).toThrow(
      expect.objectContaining({ kind: 'bad-input', field: 'total' }),
    );
  });

  it('is the order again when its values are taken from it', () => {
    const { content } = orderOfValues(values, before);
    expect(orderOfValues(valuesOfOrder(content), before).content).toEqual(content);
  });
});

describe('what a field takes of a text that was pointed at', () => {
  it.each([
    ['total', 'До сплати: 1 240,50 ₴', '1240.50'],
    ['total', 'Total: 1.750 KWD', '1.750'],
    ['total', 'Total: 1,500 LYD', '1500'],
    ['total', 'Total: 1,500 TND', '1.500'],
    ['total', 'Total: 1.750 UAH', '1750'],
    ['discount', '−100.00', '100.00'],
    ['currency', '1 240,50 ₴', 'UAH'],
    ['orderNumber', 'Order #BD-58213947', 'BD-58213947'],
    ['customerName', 'Customer: Ann Lee', 'Ann Lee'],
    ['phone', 'Ann Lee, +380 67 555 01 43', '+380 67 555 01 43'],
    ['email', 'write to ann@mail.example', 'ann@mail.example'],
    ['address', 'Kyiv, 7 Lypska Street\napt. 12', 'Kyiv, 7 Lypska Street, apt. 12'],
    ['notes', 'Ring  twice', 'Ring twice'],
  ] as const)('%s of "%s" is %s', (field, text, value) => {
    expect(pickValue(field, text)).toBe(value);
  });

  it('is nothing where the text holds nothing of the kind', () => {
    expect(pickValue('phone', 'no number here')).toBeNull();
    expect(pickValue('total', '   ')).toBeNull();
  });

  it('is a whole item of a row of the items', () => {
    expect(pickItem('Rose\n2\n62.00\n124.00')).toMatchObject({
      title: 'Rose',
      quantity: 2,
      unitPrice: '62.00',
      lineTotal: '124.00',
    });
    expect(pickItem('12.00')).toBeNull();
    expect(pickItem('Rose\n2\n1.250 KWD\n2.500 KWD')).toMatchObject({
      unitPrice: '1.250',
      lineTotal: '2.500',
    });
  });
});

describe('reading a mail another way', () => {
  const reading = (kind: Reading['kind'], order: OrderContent): Reading => ({
    kind,
    orders: [order],
    confidence: {},
    says: 'new-order',
    recipe: null,
    why: '',
  });
  const { content } = orderOfValues(values, before);

  it('is the same when every value is', () => {
    expect(compareReadings(reading('order', content), reading('order', content))).toMatchObject({
      outcome: 'same',
      changes: [],
      number: 'DS-1',
      total: '1309.50 UAH',
    });
  });

  it('is fixed or broken by full parsing, and lists changed values', () => {
    const unread = { ...content, number: '' };
    expect(compareReadings(reading('needs-review', unread), reading('order', content))).toMatchObject({
      outcome: 'fixed',
      changes: [{ field: 'orderNumber', before: null, after: 'DS-1' }],
    });
    expect(compareReadings(reading('order', content), reading('needs-review', unread)).outcome).toBe(
      'broken',
    );
  });

  it('is broken where it reads fewer orders than before', () => {
    const two = { ...reading('order', content), orders: [content, { ...content, number: 'DS-2' }] };
    expect(compareReadings(two, reading('order', content)).outcome).toBe('broken');
  });

  it('is changed, and may be saved, when several orders become one', () => {
    const part = (minor: number) => ({ ...content, number: `DS-${minor}`, total: uah(minor) });
    const parts = (...orders: readonly OrderContent[]) => ({ ...reading('order', content), orders });
    const sum = reading('order', content);
    expect(compareReadings(parts(part(100_000), part(30_950)), sum).outcome).toBe('changed');
    expect(compareReadings(parts(part(100_000), part(30_949)), sum).outcome).toBe('broken');
    const dollars = { ...part(30_950), total: { minor: 30_950, currency: 'USD' } };
    expect(compareReadings(parts(part(100_000), dollars), sum).outcome).toBe('broken');
  });

  it('is changed when another order of it needs review', () => {
    const other = { ...content, number: 'DS-2', review: [{ code: 'no-items' as const }] };
    const two = { ...reading('needs-review', content), orders: [content, other] };
    expect(compareReadings(reading('order', content), two).outcome).toBe('changed');
    expect(compareReadings(two, reading('order', content)).outcome).toBe('fixed');
  });

  it('is changed when it reads whole both ways with another value', () => {
    const other = { ...content, customer: { name: 'Ann' } };
    expect(compareReadings(reading('order', content), reading('order', other))).toMatchObject({
      outcome: 'changed',
      changes: [{ field: 'customerName', before: null, after: 'Ann' }],
    });
  });
});
