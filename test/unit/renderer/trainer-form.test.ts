import { describe, expect, it } from 'vitest';
import { findPlace } from '../../../src/renderer/features/mail-templates/find-place.ts';
import { serviceName } from '../../../src/renderer/features/mail-templates/service-name.ts';
import { feeLabelOf } from '../../../src/renderer/features/mail-templates/state/fee-label.ts';
import { liveSum } from '../../../src/renderer/features/mail-templates/state/live-sum.ts';
import {
  formOf,
  readAmount,
  readForm,
} from '../../../src/renderer/features/mail-templates/state/trainer-form.ts';
import type { TrainerValues } from '../../../src/shared/trainer.ts';
import { trainerValuesSchema } from '../../../src/shared/trainer.ts';

const values: TrainerValues = {
  orderNumber: 'BD-7',
  currency: 'USD',
  deliveryFee: '7.99',
  discount: '5.00',
  total: '100.24',
  otherFees: [],
  items: [{ title: 'Rose', quantity: 3, lineTotal: '97.25', options: ['red, long', 'in a box'] }],
};

describe('the form', () => {
  it('gives back the values it was made of', () => {
    expect(readForm(formOf(values))).toEqual({ values, complaints: {} });
    expect(trainerValuesSchema.safeParse(readForm(formOf(values)).values).success).toBe(true);
  });

  it.each([
    ['1250', '1250'],
    ['1 240,50 ₴', '1240.50'],
    ['1,240.50', '1240.50'],
    ['1.240,50', '1240.50'],
    ['1,240', '1240'],
    ['12,5', '12.5'],
    ['−50', '50'],
    ["CHF 1'250.00", '1250.00'],
    ['much', null],
    ['1.2.3', null],
    ['1.234.567', '1234567'],
  ])('reads the amount %s as %s', (text, decimal) => {
    expect(readAmount(text)).toBe(decimal);
  });

  it.each([
    ['1.500', 'UAH', undefined],
    ['1.500', '', undefined],
    ['1.500', 'KWD', '1.500'],
    ['1.500', 'JPY', undefined],
    ['12.5', 'UAH', '12.5'],
    ['1,500', 'UAH', '1500'],
    ['1.500,00', 'UAH', '1500.00'],
  ])('reads of %s in the currency %j what it can only mean', (total, currency, decimal) => {
    const { fields, ...rows } = formOf({ otherFees: [], items: [] });
    const read = readForm({ ...rows, fields: { ...fields, total, currency } });
    expect(read.values?.total).toBe(decimal);
    expect(read.complaints).toEqual(decimal === undefined ? { total: 'amount' } : {});
  });

  it('names each place that cannot be understood, and guesses none', () => {
    const form = formOf(values);
    const [item] = form.items;
    if (!item) throw new Error('there is no item');
    const wrong = {
      ...form,
      fields: { ...form.fields, total: 'much', currency: 'us dollars' },
      items: [{ ...item, quantity: '0', title: ' ' }],
      fees: [{ key: 'a', label: 'Packing', amount: '' }],
    };
    expect(readForm(wrong)).toEqual({
      values: null,
      complaints: {
        total: 'amount',
        currency: 'currency',
        'items.0.quantity': 'quantity',
        'items.0.title': 'title',
        'otherFees.0': 'amount',
      },
    });
  });
});

describe('the live sum', () => {
  it('says what the values add up to, and whether the total agrees', () => {
    expect(liveSum(values)).toEqual({ kind: 'sum', text: '97.25 + 7.99 − 5.00 = 100.24', addsUp: true });
    expect(liveSum({ ...values, total: '120.21' })).toMatchObject({ addsUp: false });
  });

  it('leaves out a tax that is in the prices already', () => {
    expect(liveSum({ ...values, tax: '8.00' })).toMatchObject({
      text: '97.25 + 7.99 − 5.00 = 100.24',
      addsUp: true,
    });
    expect(liveSum({ ...values, tax: '8.00', total: '108.24' })).toMatchObject({
      text: '97.25 + 7.99 + 8.00 − 5.00 = 108.24',
      addsUp: true,
    });
  });

  it('waits until every item has a price', () => {
    expect(liveSum({ ...values, items: [{ title: 'Rose', quantity: 1, options: [] }] })).toEqual({
      kind: 'none',
    });
  });
});

describe('the place of a value in the mail', () => {
  const lines = [
    'Order BD-7',
    '24.11.2026 15:42',
    '+380 67 123 45 67',
    'Subtotal ₴1,240.50',
    'Total 1 240,50 грн',
  ];
  it.each([
    ['orderNumber', 'BD-7', 0],
    ['placedAt', '2026-11-24T15:42', 1],
    ['phone', '+380671234567', 2],
    ['subtotal', '1240.50', 3],
    ['total', '1240.5', 4],
    ['address', 'Kyiv', null],
    ['total', '', null],
  ] as const)('%s %s', (field, value, place) => {
    expect(findPlace(lines, field, value)).toBe(place);
  });
});

it.each([
  ['Packing   ₴15.00', 'Packing'],
  ['Service fee\n12,50 грн', 'Service fee'],
  ['Small order: 20.00 UAH', 'Small order'],
  ['₴15.00', ''],
])('takes of the fee %j the words %j', (text, label) => {
  expect(feeLabelOf(text)).toBe(label);
});

it('names a service by its known name, else by address', () => {
  const sender = 'hello@mail.bukieto.example';
  expect(serviceName({ sender, recipe: null, order: null }, [])).toBe('Bukieto');
  const sources = [{ source: 'mail:bukieto', name: 'Букієто', hue: 10 }];
  expect(serviceName({ sender, recipe: 'bukieto@2', order: null }, sources)).toBe('Букієто');
});
