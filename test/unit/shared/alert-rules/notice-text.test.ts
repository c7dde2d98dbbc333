import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoticeContext, NoticeOrder } from '../../../../src/shared/alert-rules/notice-text.ts';
import { longestText, noticeText } from '../../../../src/shared/alert-rules/notice-text.ts';
import { longestTemplate } from '../../../../src/shared/alert-rules/template.ts';
import type { OrderContent } from '../../../../src/shared/order.ts';
import { textsOf } from '../../../../src/shared/texts.ts';
import { lineOf, partlyLeft } from '../../../support/lines.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const order = (content: Partial<OrderContent> = {}, rest: Partial<NoticeOrder> = {}): NoticeOrder => ({
  needsReview: false,
  paymentStatus: 'paid',
  content: {
    number: '#7',
    paymentStatus: 'paid',
    customer: { name: 'Olha', phone: '+380' },
    items: [{ title: 'Mug', quantity: 1, options: [] }],
    ...content,
  },
  ...rest,
});
const english: NoticeContext = { language: 'en', sourceName: 'Shopify', warehouse: 'in' };
const words = (text: string): readonly string[] => text.replaceAll('\u00a0', ' ').split('\n');

const text = fc
  .string({
    unit: fc.constantFrom('a', 'Я', '7', ' ', '\n', '\u2028', '\u200d', '{', '}', '🧋'),
    minLength: 1,
    maxLength: 200,
  })
  .filter((typed) => /[^\p{Cc}\p{Cf}\s]/u.test(typed));
const money = fc.record({ minor: fc.integer(), currency: fc.constantFrom('UAH', 'JPY', 'KWD') });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const item = fc.record({
  title: text,
  quantity: fc.nat(),
  options: fc.array(text, { maxLength: 3 }),
  lineTotal: maybe(money),
  unitPrice: maybe(money),
});
const anyOrder = fc
  .record({
    number: text,
    test: fc.boolean(),
    total: maybe(money),
    note: maybe(text),
    address: maybe(text),
    name: maybe(text),
    phone: maybe(text),
    items: fc.array(item, { maxLength: 14 }),
    needsReview: fc.boolean(),
  })
  .map(({ name, phone, needsReview, note, address, total, ...content }) =>
    order(
      {
        ...content,
        items: content.items.map(({ lineTotal, unitPrice, ...rest }) => ({
          ...rest,
          ...(lineTotal && { lineTotal }),
          ...(unitPrice && { unitPrice }),
        })),
        customer: { ...(name && { name }), ...(phone && { phone }) },
        ...(total && { total }),
        ...(note && { note }),
        ...(address && { address }),
      },
      { needsReview },
    ),
  );
const anyContext = fc.record({
  language: fc.constantFrom('en' as const, 'uk' as const),
  sourceName: text,
  warehouse: fc.constantFrom('in' as const, 'late' as const, 'off' as const),
});

describe('the text of a notice', () => {
  it('is by the usual text the same as by its template', () => {
    fc.assert(
      fc.property(anyOrder, anyContext, (one, context) => {
        const template = textsOf(context.language, 'notification')('template');
        expect(noticeText(one, { ...context, template })).toBe(noticeText(one, context));
      }),
      { numRuns: 500 },
    );
  });

  it('says payment, time, place, note, and charges that make the total', () => {
    const one = order({
      recipient: { name: 'Ira' },
      address: 'Kyiv, Podil',
      wanted: { date: '2026-11-25', from: '10:00', to: '12:00' },
      items: [
        { title: 'Peonies', quantity: 2, unitPrice: uah(45_000), options: [] },
        { title: 'Card', quantity: 1, lineTotal: uah(4_000), options: [] },
      ],
      deliveryFee: uah(10_000),
      fees: [{ label: 'Packaging', amount: uah(1_500) }],
      discount: uah(5_000),
      discountCodes: ['SPRING'],
      tax: uah(2_000),
      tip: uah(0),
      total: uah(102_500),
      note: 'Call before',
    });
    expect(words(noticeText(one, english))).toEqual([
      'New order #7 · Shopify',
      'Customer: Olha, +380',
      'Recipient: Ira',
      'When: 25 November, 10:00–12:00',
      'Address: Kyiv, Podil',
      '2 × Peonies · ₴900',
      '1 × Card · ₴40',
      'Delivery · ₴100',
      'Packaging · ₴15',
      'Discount · SPRING · − ₴50',
      'Tax · ₴20',
      'Total: ₴1,025',
      'Payment: paid',
      'Note: Call before',
    ]);
  });

  it('leaves out what the prices of the items already contain', () => {
    const one = order({
      items: [{ title: 'Mug', quantity: 1, lineTotal: uah(9_000), options: [] }],
      subtotal: uah(9_000),
      discount: uah(1_000),
      tax: uah(1_500),
      taxIncluded: true,
      total: uah(9_000),
    });
    expect(words(noticeText(one, { ...english, template: '{items}\n{total}' }))).toEqual([
      '1 × Mug · ₴90',
      '₴90',
    ]);
  });

  it.each([
    ['paid', undefined, 'Payment: paid'],
    ['unknown', undefined, 'Payment: unknown'],
    ['pending', undefined, 'Payment: not paid'],
    ['pending', ['cash-on-delivery'], 'Payment: cash on delivery'],
    ['pending', ['Cash on Delivery (COD)'], 'Payment: cash on delivery'],
    ['pending', ['bank-transfer'], 'Payment: not paid, bank transfer'],
    ['pending', ['Bank Deposit'], 'Payment: not paid, Bank Deposit'],
    ['partially-paid', undefined, 'Payment: partially paid, due: ₴3'],
  ] as const)('includes the payment of a %s order by %s', (paymentStatus, gateways, line) => {
    const one = order({ due: uah(300), ...(gateways && { gateways }) }, { paymentStatus });
    expect(words(noticeText(one, english))).toContain(line);
  });

  it('names the pickup where there is no address', () => {
    const pickup = order({ deliveryMethod: 'Local pickup' });
    expect(words(noticeText(pickup, english))).toContain('Address: Local pickup');
    const delivered = order({ deliveryMethod: 'Courier', address: 'Kyiv' });
    expect(words(noticeText(delivered, english))).toContain('Address: Kyiv');
  });

  it('lists what is left of the goods, and for how much', () => {
    const one = order({ items: partlyLeft });
    expect(words(noticeText(one, { ...english, template: '{number}\n{items}' }))).toEqual([
      '#7',
      '1 × Vase · ₴100',
      '4 × Card · ₴400',
    ]);
    const gone = Array.from({ length: 12 }, (_, at) => lineOf(`Bowl ${at}`, 1, 0));
    const long = order({ items: [...gone, lineOf('Card', 1)] });
    expect(words(noticeText(long, { ...english, template: '{number}\n{items}' }))).toEqual([
      '#7',
      '1 × Card · ₴100',
    ]);
  });

  it('has every field of the order the template asks for', () => {
    const template =
      '{number} {source}\n{name} / {phone} / {email}\n{recipient}\n{address}\n{wanted}\n{items}\n{total} {payment}\n{note}\n{link}';
    const one = order({
      customer: { name: 'Olha', phone: '+380', email: 'o@example.com' },
      recipient: { name: 'Ira', phone: '+381' },
      address: 'Kyiv,\nPodil',
      wanted: { date: '2026-11-25', to: '17:00' },
      total: uah(56_000),
      note: 'no\nonions',
    });
    const link = 'https://pivonia.example/admin/orders/7';
    expect(words(noticeText(one, { ...english, template, link }))).toEqual([
      '#7 Shopify',
      'Olha / +380 / o@example.com',
      'Ira, +381',
      'Kyiv, Podil',
      '25 November, by 17:00',
      '1 × Mug',
      '₴560 paid',
      'no onions',
      link,
    ]);
    expect(words(noticeText(one, { ...english, language: 'uk', template }))).toContain(
      '25 листопада, до 17:00',
    );
  });

  it('marks review, tests and missing BigQuery, with any template', () => {
    const one = order({ test: true }, { needsReview: true });
    const late = { ...english, warehouse: 'late', template: 'Hurry!\n{total}' } as const;
    expect(words(noticeText(one, late))).toEqual([
      'Hurry!',
      'Test order',
      'Needs review',
      'Not yet in BigQuery',
    ]);
  });

  it('is never empty: the default text replaces an empty template', () => {
    expect(words(noticeText(order(), { ...english, template: '{note}' }))[0]).toBe('New order #7 · Shopify');
  });

  it('is the default when the template is of another version', () => {
    expect(words(noticeText(order(), { ...english, template: 'Soon: {eta}' }))[0]).toBe(
      'New order #7 · Shopify',
    );
  });

  it('omits items first when too long, with a count', () => {
    const items = Array.from({ length: 12 }, (_, n) => ({
      title: `${n} ${'x'.repeat(90)}`,
      quantity: 1,
      options: ['y'.repeat(70)],
    }));
    const template = `{number}\n{items}\n${'z'.repeat(900)}\n{total}`;
    const notice = noticeText(order({ items, total: uah(100) }), { ...english, template, warehouse: 'late' });
    expect(notice.length).toBeLessThanOrEqual(longestText);
    const lines = words(notice);
    expect(lines.slice(-2)).toEqual(['₴1', 'Not yet in BigQuery']);
    const shown = lines.filter((line) => line.startsWith('1 × ')).length;
    expect(shown).toBeGreaterThan(0);
    expect(lines).toContain(`+${12 - shown} more`);
  });

  it('fits into a message with any texts of people', () => {
    const long = fc.string({ unit: 'grapheme', minLength: longestText, maxLength: longestText });
    const template = fc.constantFrom(
      '{note}{note}{note}{note}{note}{note}\n{items}',
      '{customer}{address}{customer}{address}{customer}{address}{customer}{address}{customer}{address}',
      `${'w'.repeat(longestTemplate - 7)}{note}`,
    );
    fc.assert(
      fc.property(long, template, fc.nat(), (typed, mine, count) => {
        const one = order(
          {
            number: typed,
            customer: { name: typed, phone: typed },
            address: typed,
            note: typed,
            test: true,
            items: Array.from({ length: count % 20 }, () => ({
              title: typed,
              quantity: 1,
              options: [typed],
            })),
          },
          { needsReview: true },
        );
        const notice = noticeText(one, { ...english, template: mine, warehouse: 'off' });
        expect(notice.length).toBeLessThanOrEqual(longestText);
        expect(notice.isWellFormed()).toBe(true);
        const lines = notice.split('\n');
        expect(lines.slice(1, 3)).toEqual(['Test order', 'Needs review']);
        expect(lines.at(-1)).toBe('BigQuery is not connected');
      }),
      { numRuns: 50 },
    );
  });

  it('has no line that a buyer made', () => {
    fc.assert(
      fc.property(anyOrder, (one) => {
        const template = '{number}\n{name}\n{phone}\n{address}\n{note}';
        const notice = noticeText(one, { ...english, template });
        expect(notice.split('\n').length).toBeLessThanOrEqual(7);
      }),
    );
  });
});
