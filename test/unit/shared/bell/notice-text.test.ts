import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoticeContext, NoticeOrder } from '../../../../src/shared/bell/notice-text.ts';
import { longestText, noticeText } from '../../../../src/shared/bell/notice-text.ts';
import { noticeWords, usualTemplates } from '../../../../src/shared/bell/notice-words.ts';
import { longestTemplate } from '../../../../src/shared/bell/template.ts';
import { moneyText } from '../../../../src/shared/money-text.ts';
import type { OrderContent } from '../../../../src/shared/order.ts';
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

/** What was told before a shop could have a text of its own. */
function untemplated({ content, needsReview }: NoticeOrder, context: NoticeContext): string {
  const { language, sourceName, warehouse } = context;
  const [title, customerWord, totalWord] =
    language === 'en' ? ['New order', 'Customer', 'Total'] : ['Нове замовлення', 'Клієнт', 'Разом'];
  const say = noticeWords[language];
  const { customer, items, total } = content;
  const who = [customer.name, customer.phone].filter(Boolean).map((part) => oneLine(part ?? '', 120));
  const more = items.length - 10;
  return [
    `${title} ${oneLine(content.number, 60)} · ${oneLine(sourceName, 60)}`,
    ...(content.test ? [say.test] : []),
    ...(needsReview ? [say.review] : []),
    ...(who.length > 0 ? [`${customerWord}: ${who.join(', ')}`] : []),
    ...items.slice(0, 10).map(({ title: name, quantity, options, lineTotal, unitPrice }) => {
      const choice = options.length > 0 ? ` (${oneLine(options.join(', '), 60)})` : '';
      const price = lineTotal ?? (quantity === 1 ? unitPrice : undefined);
      return `${quantity} × ${oneLine(name, 80)}${choice}${price ? ` · ${moneyText(price, language)}` : ''}`;
    }),
    ...(more > 0 ? [say.more(more)] : []),
    ...(total ? [`${totalWord}: ${moneyText(total, language)}`] : []),
    ...(warehouse === 'in' ? [] : [say[warehouse]]),
  ].join('\n');
}
function oneLine(typed: string, longest: number): string {
  const line = typed.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  if (line.length <= longest) return line;
  let short = '';
  for (const character of line) {
    if (short.length + character.length > longest - 1) break;
    short += character;
  }
  return `${short.trimEnd()}…`;
}

describe('the text of a notice', () => {
  it('is by the usual template what it was without one, character by character, where that fits', () => {
    fc.assert(
      fc.property(anyOrder, anyContext, (one, context) => {
        const before = untemplated(one, context);
        fc.pre(before.length <= longestText);
        expect(noticeText(one, context)).toBe(before.toWellFormed());
        const template = usualTemplates[context.language];
        expect(noticeText(one, { ...context, template })).toBe(before.toWellFormed());
      }),
      { numRuns: 500 },
    );
  });

  it('lists what is left of the goods, and for how much', () => {
    const one = order({ items: partlyLeft });
    expect(words(noticeText(one, { ...english, template: '{number}\n{items}' }))).toEqual([
      '#7',
      '1 × Vase · 100.00 UAH',
      '4 × Card · 400.00 UAH',
    ]);
    const gone = Array.from({ length: 12 }, (_, at) => lineOf(`Bowl ${at}`, 1, 0));
    const long = order({ items: [...gone, lineOf('Card', 1)] });
    expect(words(noticeText(long, { ...english, template: '{number}\n{items}' }))).toEqual([
      '#7',
      '1 × Card · 100.00 UAH',
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
      '560.00 UAH paid',
      'no onions',
      link,
    ]);
    expect(words(noticeText(one, { ...english, language: 'uk', template }))).toContain(
      '25 листопада, до 17:00',
    );
  });

  it('says that it needs review, is a test and is not in BigQuery, whatever the template says', () => {
    const one = order({ test: true }, { needsReview: true });
    const late = { ...english, warehouse: 'late', template: 'Hurry!\n{total}' } as const;
    expect(words(noticeText(one, late))).toEqual([
      'Hurry!',
      'Test order',
      'Needs review',
      'Not yet in BigQuery',
    ]);
  });

  it('is never empty: of an order that a template says nothing about, the usual text tells', () => {
    expect(words(noticeText(order(), { ...english, template: '{note}' }))[0]).toBe('New order #7 · Shopify');
  });

  it('is the usual one where the text is no template of this version', () => {
    expect(words(noticeText(order(), { ...english, template: 'Soon: {eta}' }))[0]).toBe(
      'New order #7 · Shopify',
    );
  });

  it('leaves out items first where it is too long, says how many, and keeps the rest', () => {
    const items = Array.from({ length: 12 }, (_, n) => ({
      title: `${n} ${'x'.repeat(90)}`,
      quantity: 1,
      options: ['y'.repeat(70)],
    }));
    const template = `{number}\n{items}\n${'z'.repeat(900)}\n{total}`;
    const told = noticeText(order({ items, total: uah(100) }), { ...english, template, warehouse: 'late' });
    expect(told.length).toBeLessThanOrEqual(longestText);
    const lines = words(told);
    expect(lines.slice(-2)).toEqual(['1.00 UAH', 'Not yet in BigQuery']);
    const shown = lines.filter((line) => line.startsWith('1 × ')).length;
    expect(shown).toBeGreaterThan(0);
    expect(lines).toContain(`+${12 - shown} more`);
  });

  it('fits into a message with all its marks, whatever buyers and managers typed', () => {
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
        const told = noticeText(one, { ...english, template: mine, warehouse: 'off' });
        expect(told.length).toBeLessThanOrEqual(longestText);
        expect(told.isWellFormed()).toBe(true);
        const lines = told.split('\n');
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
        const told = noticeText(one, { ...english, template });
        expect(told.split('\n').length).toBeLessThanOrEqual(7);
      }),
    );
  });
});
