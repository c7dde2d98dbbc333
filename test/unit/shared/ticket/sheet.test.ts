import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShopifyOrder } from '../../../../src/main/intake/shopify/read-order.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { languages } from '../../../../src/shared/languages.ts';
import type { OrderContent, PaymentStatus } from '../../../../src/shared/order.ts';
import { paymentStatuses } from '../../../../src/shared/order.ts';
import { textsOf } from '../../../../src/shared/texts.ts';
import type { SheetContext, TicketOrder } from '../../../../src/shared/ticket/sheet.ts';
import { ticketSheet } from '../../../../src/shared/ticket/sheet.ts';
import { shopifyOrderBody } from '../../../support/shopify-delivery.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const content: OrderContent = {
  number: '#1042',
  placedAt: '2026-11-27T10:03:00+02:00',
  total: uah(124_000),
  subtotal: uah(94_000),
  deliveryFee: uah(30_000),
  paymentStatus: 'pending',
  customer: { name: 'Olena Kovalenko', phone: '+380671234567' },
  address: 'Kyiv, Khoryva 12',
  wanted: { date: '2026-11-27', from: '10:00', to: '12:00' },
  gateways: ['cash-on-delivery'],
  items: [
    { title: 'Peony bouquet', quantity: 2, unitPrice: uah(45_000), options: ['pink', 'large'], sku: 'PB' },
    { title: 'Card', quantity: 1, lineTotal: uah(4_000), options: [] },
  ],
  note: 'Ring twice',
};
const context: SheetContext = {
  language: 'en',
  shop: 'Petal & Bean',
  sourceName: 'Dostavo',
  timeZone: 'Europe/Kyiv',
  country: 'UA',
  copy: 1,
  whole: null,
  printedAt: Date.parse('2026-11-27T10:05:00Z'),
  notes: true,
};
const order = (part: Partial<TicketOrder> = {}, more: Partial<OrderContent> = {}): TicketOrder => ({
  id: orderIdSchema.parse('shopify:1042'),
  content: { ...content, ...more },
  status: 'taken',
  paymentStatus: 'pending',
  needsReview: false,
  notes: [],
  takenBy: 'Anna',
  ...part,
});
const plain = (text: string): string => text.replaceAll(/\s/g, ' ');
/** `− ₴40` in minor units. */
const minorOf = (text: string): number =>
  Math.round(Number(text.replaceAll(/[^\d.]/g, '')) * 100) * (text.startsWith('−') ? -1 : 1);

describe('a ticket', () => {
  it('says who, what, when, how much, and what to collect', () => {
    const sheet = ticketSheet(order(), context);
    expect(sheet).toMatchObject({
      shop: 'Petal & Bean',
      number: '#1042',
      source: 'Dostavo',
      code: '#1042',
      marks: [],
      wanted: { label: 'Delivery time', text: 'Fri 27 November, 10:00–12:00' },
      who: [
        { label: 'Customer', text: 'Olena Kovalenko\n067 123 4567' },
        { label: 'Address', text: 'Kyiv, Khoryva 12' },
      ],
      notes: [{ label: 'Customer note', text: 'Ring twice' }],
    });
    expect(
      sheet.items.map(({ quantity, title, facts, amount }) => [quantity, title, plain(facts), plain(amount)]),
    ).toEqual([
      [2, 'Peony bouquet', 'pink · large · PB · ₴450 each', '₴900'],
      [1, 'Card', '', '₴40'],
    ]);
    expect(sheet.sums.map(({ label, text }) => [label, plain(text)])).toEqual([
      ['Items', '₴940'],
      ['Delivery', '₴300'],
    ]);
    expect(plain(sheet.total?.text ?? '')).toBe('₴1,240');
    expect(sheet.differs).toBeNull();
    expect({ ...sheet.payment, text: plain(sheet.payment.text) }).toEqual({
      text: 'COLLECT ₴1,240',
      how: 'cash on delivery',
    });
    expect(sheet.foot).toEqual(['Taken by Anna', 'Ordered 27 Nov 2026, 10:03', 'Printed 27 Nov 2026, 12:05']);
  });

  it('is written in Ukrainian where the shop speaks it', () => {
    const sheet = ticketSheet(order(), { ...context, language: 'uk', copy: 2, sourceName: null });
    expect(sheet.marks).toEqual(['ПОВТОРНИЙ ДРУК 2']);
    expect(sheet.source).toBe('Вручну');
    expect(plain(sheet.payment.text)).toBe('ДО СПЛАТИ 1 240 ₴');
    expect(sheet.wanted?.text).toMatch(/27 листопада, 10:00–12:00/);
  });

  it('is marked as a reprint, test, cancelled or doubtful', () => {
    const marks = (part: Partial<TicketOrder>, more: Partial<OrderContent>, copy: number) =>
      ticketSheet(order(part, more), { ...context, copy }).marks;
    expect(marks({}, {}, 2)).toEqual(['REPRINT 2']);
    expect(marks({ needsReview: true }, { test: true }, 3)).toEqual([
      'REPRINT 3',
      'TEST ORDER',
      'NEEDS REVIEW',
    ]);
    expect(marks({ status: 'cancelled', needsReview: true }, {}, 1)).toEqual(['CANCELLED']);
  });

  it.each(languages)('states in %s that a part is packed and paid elsewhere', (language) => {
    const linesOf = (part: Partial<TicketOrder>, whole: string | null) => {
      const { marks, payment } = ticketSheet(order(part), { ...context, language, whole });
      return { marks, payment };
    };
    const say = textsOf(language, 'ticket');
    for (const paymentStatus of ['pending', 'partially-paid', 'paid'] as const) {
      expect(linesOf({ paymentStatus }, '#1041')).toEqual({
        marks: [say('partOf', { whole: '#1041' })],
        payment: { text: say('paidWith', { whole: '#1041' }), how: '' },
      });
    }
    for (const words of [say('partOf', { whole: '#1041' }), say('paidWith', { whole: '#1041' })])
      expect(words).toContain('#1041');
    expect(linesOf({}, null).payment.text).toContain(say('collect', { amount: '' }).trim());
  });

  it('names who gets it before who ordered it', () => {
    const recipient = { name: 'Iryna', phone: '+380501112233' };
    expect(ticketSheet(order({}, { recipient }), context).who.map(({ label }) => label)).toEqual([
      'For',
      'Address',
      'Customer',
    ]);
    const self = { name: 'Olena Kovalenko', phone: '+380671234567' };
    expect(ticketSheet(order({}, { recipient: self }), context).who.map(({ label }) => label)).toEqual([
      'For',
      'Address',
    ]);
  });

  it('requests money only when none was paid for sure', () => {
    const collecting = paymentStatuses.filter((paymentStatus: PaymentStatus) =>
      ticketSheet(order({ paymentStatus }), context).payment.text.startsWith('COLLECT'),
    );
    expect(collecting).toEqual(['pending']);
    expect(ticketSheet(order({ paymentStatus: 'paid' }), context).payment.text).toBe('PAID');
  });

  it.each([
    ['pending', /^COLLECT ₴600$/],
    ['partially-paid', /^COLLECT ₴600$/],
    ['paid', /^PAID$/],
  ] as const)('collects no more than is left of what was ordered, %s', (paymentStatus, text) => {
    const due = { minor: 60_000, currency: 'UAH' };
    expect(ticketSheet(order({ paymentStatus }, { due }), context).payment.text).toMatch(text);
  });

  it('says what was taken off, and adds up without it', () => {
    const sheet = ticketSheet(order({}, { takenOff: uah(4_000), total: uah(120_000) }), context);
    expect(sheet.sums.map(({ label, text }) => [label, plain(text)])).toContainEqual([
      'Removed items',
      '− ₴40',
    ]);
    expect(sheet.differs).toBeNull();
    expect(plain(sheet.payment.text)).toBe('COLLECT ₴1,200');
  });

  it.each([
    ['with a discount', {}],
    ['with tax on top', { taxes_included: false, total_tax: '20.00', total_price: '120.00' }],
    ['with tax in its prices', { total_tax: '20.00' }],
    [
      'of which some was paid back',
      {
        refunds: [
          { transactions: [{ kind: 'refund', status: 'success', amount: '40.00', currency: 'UAH' }] },
        ],
      },
    ],
    [
      'with goods taken off',
      {
        current_total_price: '55.00',
        line_items: [{ title: 'Vase', quantity: 2, current_quantity: 1, price: '50.00' }],
      },
    ],
  ])('sums row by row to a Shopify delivery total %s', (_what, fields) => {
    const body = shopifyOrderBody({
      total_price: '100.00',
      subtotal_price: '90.00',
      total_discounts: '10.00',
      total_shipping_price_set: { shop_money: { amount: '10.00', currency_code: 'UAH' } },
      line_items: [{ title: 'Vase', quantity: 2, price: '50.00' }],
      ...fields,
    });
    const reading = readShopifyOrder(body);
    if (reading.kind !== 'order') throw new Error(reading.reason);
    const sheet = ticketSheet(order({ content: reading.order.content }), context);
    const column = sheet.sums.filter(({ label }) => !label.includes('included'));
    expect(column.map(({ label, text }) => [label, minorOf(text)])).toEqual(
      expect.arrayContaining([
        ['Items', 10_000],
        ['Delivery', 1_000],
        ['Discount', -1_000],
      ]),
    );
    expect(column.reduce((sum, { text }) => sum + minorOf(text), 0)).toBe(minorOf(sheet.total?.text ?? ''));
    expect(sheet.differs).toBeNull();
  });

  it.each([
    ['en', 'Discount (included in prices) · SPRING'],
    ['uk', 'Знижка, вже в цінах · SPRING'],
    ['pl', 'Rabat, już w cenach · SPRING'],
  ] as const)('explains discounted lines, and subtracts nothing (%s)', (language, words) => {
    const net = { subtotal: uah(94_000), discount: uah(10_000), discountCodes: ['SPRING'] };
    const sheet = ticketSheet(order({}, net), { ...context, language });
    expect(sheet.sums.map(({ label, text }) => [label, minorOf(text)])).toContainEqual([words, 10_000]);
    expect(sheet.differs).toBeNull();
  });

  it('shows the refund apart from the sums of its total', () => {
    const { sums, total, refunded } = ticketSheet(order({}, { refunded: uah(4_000) }), context);
    expect([total, refunded].map((line) => line && [line.label, plain(line.text)])).toEqual([
      ['Total', '₴1,240'],
      ['Refunded', '− ₴40'],
    ]);
    expect(sums.map(({ label }) => label)).toEqual(['Items', 'Delivery']);
    expect(ticketSheet(order(), context).refunded).toBeNull();
  });

  it('shows a line’s remaining quantity, and strikes out removed ones', () => {
    const items = [
      { title: 'Peony bouquet', quantity: 2, left: 1, unitPrice: uah(45_000), options: ['pink'] },
      { title: 'Card', quantity: 1, left: 0, unitPrice: uah(4_000), options: [] },
    ];
    const printed = (language: 'en' | 'uk') =>
      ticketSheet(order({}, { items, takenOff: uah(49_000), total: uah(75_000) }), { ...context, language });
    const sheet = printed('en');
    expect(
      sheet.items.map(({ quantity, gone, facts, amount }) => [quantity, gone, plain(facts), plain(amount)]),
    ).toEqual([
      [1, false, 'pink · removed or returned: 1 of 2 · ₴450 each', '₴900'],
      [0, true, 'removed or returned: 1 of 1', '₴40'],
    ]);
    expect(sheet.differs).toBeNull();
    expect(printed('uk').items[1]?.facts).toBe('прибрано чи повернено: 1 з 1');
  });

  it('says where its sums are not its total', () => {
    expect(plain(ticketSheet(order({}, { total: uah(125_000) }), context).differs ?? '')).toBe(
      'Does not add up: differs by ₴10',
    );
  });

  it('holds every line and every digit of a large order', () => {
    const items = Array.from({ length: 36 }, (_, n) => ({
      title: `Bouquet ${n} ${'of the longest name there is '.repeat(4)}`,
      quantity: 1,
      unitPrice: uah(999_999_999_999 - n),
      options: [],
    }));
    const sheet = ticketSheet(order({}, { items }), context);
    expect(sheet.items).toHaveLength(36);
    expect(plain(sheet.items[35]?.amount ?? '')).toBe('₴9,999,999,999.64');
    expect(sheet.items[35]?.title).toContain('longest name there is of the');
  });

  it('has managers’ notes on choice, and never automatic ones', () => {
    const notes = [
      { text: 'No lilies', by: 'Anna', at: 0 },
      { text: 'The mail was read again', by: 'orderbell', at: 0 },
    ];
    const labels = (withNotes: boolean) =>
      ticketSheet(order({ notes }), { ...context, notes: withNotes }).notes.map(({ label }) => label);
    expect(labels(true)).toEqual(['Customer note', 'Note, Anna']);
    expect(labels(false)).toEqual(['Customer note']);
  });

  it('does without whatever a source did not give', () => {
    const nothing: OrderContent = { number: '', paymentStatus: 'unknown', customer: {}, items: [] };
    const bare = ticketSheet(order({ paymentStatus: 'unknown', content: nothing }), context);
    expect(bare).toMatchObject({
      number: 'no number',
      code: '',
      wanted: null,
      who: [],
      items: [],
      noItems: 'No items found.',
      sums: [],
      total: null,
      notes: [],
      payment: { text: 'PAYMENT UNKNOWN', how: '' },
    });
  });

  it('keeps a buyer’s text in its place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ї', '\n', '\r', '\t', '\u2028', '😀') }),
        (text) => {
          const sheet = ticketSheet(
            order({}, { number: text, items: [{ title: text, quantity: 1, options: [text] }] }),
            context,
          );
          for (const line of [sheet.number, sheet.items[0]?.title ?? '', sheet.items[0]?.facts ?? '']) {
            expect(line).not.toMatch(/[\n\r\u2028]/);
          }
        },
      ),
    );
  });
});
