import { describe, expect, it } from 'vitest';
import { orderCsvColumns } from '../../../src/main/cli/order-csv.ts';
import { orderLine } from '../../../src/main/cli/order-line.ts';
import { csvHeadOf, csvRowOf, plainText } from '../../../src/main/csv.ts';
import type { Order } from '../../../src/shared/order.ts';
import { orderSchema } from '../../../src/shared/order.ts';
import { growthOf, mostGrowth } from '../../support/measured/growth.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

const bare = {
  id: 'mail:dostavo:4071583',
  source: 'mail:dostavo',
  sourceId: '4071583',
  version: 1,
  content: { number: '4071583', paymentStatus: 'unknown', customer: {}, items: [] },
  status: 'new',
  paymentStatus: 'unknown',
  needsReview: true,
  quarantined: false,
  receivedAt: Date.parse('2025-03-07T18:26:05Z'),
  changedAt: 0,
  notes: [],
  notifications: [],
  decisions: 0,
};
const orderWith = (content: object, more: object = {}): Order =>
  orderSchema.parse({ ...bare, ...more, content: { ...bare.content, ...content } });

const full = orderWith(
  {
    currency: 'UAH',
    total: uah(219_300),
    subtotal: uah(227_000),
    deliveryFee: uah(15_000),
    discount: uah(22_700),
    tax: uah(0),
    tip: uah(5),
    customer: { name: 'Оксана', phone: '+380675550143', email: 'oksana@example.com', id: '7' },
    address: 'м. Львів, вул. Липова Алея, 14',
    placedAt: '2025-03-07T18:25',
    items: [
      {
        title: 'Троянда',
        quantity: 15,
        unitPrice: uah(6_500),
        lineTotal: uah(97_500),
        options: ['60 см'],
        sku: 'R60',
      },
      { title: 'Листівка', quantity: 1, options: [] },
    ],
    note: 'Не телефонувати',
  },
  {
    notes: [{ text: 'подзвонити о 9', by: 'Anna', at: 1 }],
    notifications: [{ manager: 'Anna', channel: 'messenger', state: 'sent', at: 5, reason: 'x' }],
  },
);

describe('an order on the command line', () => {
  it('has the fields, order and formats that scripts rely on', () => {
    expect(JSON.stringify(orderLine(full, 'committed'))).toBe(
      JSON.stringify({
        id: 'mail:dostavo:4071583',
        source: 'mail:dostavo',
        sourceId: '4071583',
        number: '4071583',
        status: 'new',
        paymentStatus: 'unknown',
        currency: 'UAH',
        total: '2193.00',
        subtotal: '2270.00',
        deliveryFee: '150.00',
        discount: '227.00',
        tax: '0.00',
        tip: '0.05',
        customer: { name: 'Оксана', phone: '+380675550143', email: 'oksana@example.com' },
        address: 'м. Львів, вул. Липова Алея, 14',
        items: [
          {
            title: 'Троянда',
            quantity: 15,
            unitPrice: '65.00',
            lineTotal: '975.00',
            options: ['60 см'],
            sku: 'R60',
          },
          { title: 'Листівка', quantity: 1, options: [] },
        ],
        placedAt: '2025-03-07T18:25',
        receivedAt: '2025-03-07T18:26:05.000Z',
        needsReview: true,
        warehouse: 'committed',
        notifications: [{ manager: 'Anna', channel: 'messenger', state: 'sent' }],
        notes: 'Не телефонувати\nподзвонити о 9',
      }),
    );
  });

  it('leaves out what the source did not give', () => {
    expect(Object.keys(orderLine(orderWith({ number: '' }), 'off'))).toEqual([
      'id',
      'source',
      'sourceId',
      'status',
      'paymentStatus',
      'customer',
      'items',
      'receivedAt',
      'needsReview',
      'warehouse',
      'notifications',
    ]);
  });

  it('takes the currency of the total where the source names none', () => {
    expect(orderLine(orderWith({ total: { minor: 560, currency: 'JPY' } }), 'off')).toMatchObject({
      currency: 'JPY',
      total: '560',
    });
  });

  it('reports an order with a parked row as pending', () => {
    expect(orderLine(full, 'parked').warehouse).toBe('pending');
  });
});

describe('an order as CSV', () => {
  const cells = (order: Order) => {
    const row = csvRowOf(orderCsvColumns, orderLine(order, 'off'));
    return Object.fromEntries(
      csvHeadOf(orderCsvColumns)
        .split(',')
        .map((name, index) => [name, splitCsv(row)[index]]),
    );
  };

  it('has a cell for every head', () => {
    expect(cells(full)).toMatchObject({
      id: 'mail:dostavo:4071583',
      total: '2193.00',
      customerName: 'Оксана',
      customerPhone: '+380675550143',
      items: '15 × Троянда; 1 × Листівка',
      notes: 'Не телефонувати\nподзвонити о 9',
    });
    expect(Object.keys(cells(full))).toHaveLength(
      splitCsv(csvRowOf(orderCsvColumns, orderLine(full, 'off'))).length,
    );
  });

  it('lists what is left of the goods', () => {
    const line = (title: string, left: number) => ({ title, quantity: 3, left, options: [] });
    const order = orderWith({ items: [line('Vase', 1), line('Bowl', 0)] });
    expect(cells(order)).toMatchObject({ items: '1 × Vase' });
    expect(orderLine(order, 'off').items).toMatchObject([
      { quantity: 3, left: 1 },
      { quantity: 3, left: 0 },
    ]);
    expect(orderLine(full, 'off').items?.[0]).not.toHaveProperty('left');
  });

  it('keeps commas, quotes and line ends within their cell', () => {
    expect(cells(orderWith({ address: 'a, "b"\nc' })).address).toBe('a, "b"\nc');
  });

  it.each([
    ['=HYPERLINK("http://evil.example")', `'=HYPERLINK("http://evil.example")`],
    ['+1+1', "'+1+1"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "\t'=1"],
    ['Anna;=1+1', "Anna;'=1+1"],
    ['Anna; =1+1;@A1', "Anna; '=1+1;'@A1"],
    ['Anna;"=1+1', `Anna;"'=1+1`],
    ['hi\n=1+1', "hi\n'=1+1"],
    ['hi\r\n \t-1', "hi\r\n \t'-1"],
    ['+380675550143;=1+1', "'+380675550143;'=1+1"],
  ])('lets no stranger write the formula %j into any spreadsheet', (formula, text) => {
    const customer = { name: formula, phone: formula, email: formula };
    const items = [{ title: formula, quantity: 1, options: [] }];
    const content = {
      number: formula,
      customer,
      address: formula,
      placedAt: formula,
      note: formula,
      items,
    };
    const notifications = [{ manager: formula, channel: 'messenger', state: 'sent', at: 5 }];
    const id = `mail:dostavo:${formula}`;
    const order = orderWith(content, {
      id,
      partOf: { id, why: 'copy' },
      sourceId: formula,
      notifications,
      soldBy: formula,
    });
    const asFormulas = Object.entries(cells(order)).filter(
      ([, cell]) => cell !== undefined && /(?:^|[;\t\r\n])[ "]*[=+\-@]/.test(cell),
    );
    expect(asFormulas).toEqual([]);
    expect(cells(order)).toMatchObject({ customerName: text, placedAt: text });
  });

  it('leaves harmless text alone: a phone, a range, an inner dash', () => {
    const customer = { name: 'Anna - Maria; a=b', phone: '+380675550143' };
    expect(cells(orderWith({ customer, note: 'from 10-12\nA + B' }))).toMatchObject({
      customerName: 'Anna - Maria; a=b',
      customerPhone: '+380675550143',
      notes: 'from 10-12\nA + B',
    });
  });

  it.each(['\n', ';', '"', ' ', ';\n', '=\n'])(
    'searches a text of %j for formulas in linear time',
    (sign) => {
      expect(growthOf(sign, 5_000, plainText)).toBeLessThan(mostGrowth);
    },
  );
});

function splitCsv(row: string): readonly string[] {
  return [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

it('lists who sold an order by link to whom, at the end', () => {
  const line = orderLine(orderWith({}, { soldBy: 'Anna', subscriberId: '42' }), 'off');
  expect(Object.entries(line).slice(-2)).toEqual([
    ['soldBy', 'Anna'],
    ['subscriberId', '42'],
  ]);
  expect(csvHeadOf(orderCsvColumns).split(',').slice(-5, -3)).toEqual(['soldBy', 'subscriberId']);
  expect(csvRowOf(orderCsvColumns, line).split(',').slice(-5, -3)).toEqual(['Anna', '42']);
});

it('marks tests and quarantined orders as no sale', () => {
  const heads = csvHeadOf(orderCsvColumns).split(',').slice(-3, -1);
  expect(heads).toEqual(['quarantined', 'test']);
  const lastOf = (order: Order) =>
    csvRowOf(orderCsvColumns, orderLine(order, 'off')).split(',').slice(-3, -1);
  expect(lastOf(orderWith({ test: true }))).toEqual(['', 'true']);
  expect(lastOf(orderWith({}, { quarantined: true }))).toEqual(['true', '']);
  expect(orderLine(orderWith({ test: true }), 'off')).toHaveProperty('test', true);
  expect(orderLine(orderWith({}), 'off')).not.toHaveProperty('test');
});

it('lists the fees that the total contains, in JSON and CSV', () => {
  const fees = [
    { label: 'Service fee', amount: uah(1_200) },
    { label: 'Packaging', amount: uah(350) },
  ];
  const line = orderLine(orderWith({ fees }), 'off');
  expect(line.fees).toEqual([
    { label: 'Service fee', amount: '12.00' },
    { label: 'Packaging', amount: '3.50' },
  ]);
  expect(csvHeadOf(orderCsvColumns).split(',').at(-1)).toBe('fees');
  expect(splitCsv(csvRowOf(orderCsvColumns, line)).at(-1)).toBe('Service fee 12.00; Packaging 3.50');
  expect(orderLine(orderWith({}), 'off')).not.toHaveProperty('fees');
});
