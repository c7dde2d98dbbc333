import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { phoneKeys } from '../../../src/main/ledger/search-words.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { storedPhone } from '../../../src/shared/phone.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, type OrderParts, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

const add = (sourceId: string, parts: OrderParts) =>
  ledger.entries.append(received(incomingOrder({ sourceId, ...parts })));
const found = (text: string) =>
  ledger.orders
    .rows({ view: 'all', text, offset: 0, limit: 50 }, shopTimeAt())
    .rows.map((row) => row.id.replace('shopify:', ''));
const blank = { items: [], customer: {} };

describe('a phone is found', () => {
  it.each([
    '067 123 45 67',
    '+38 (067) 123-45-67',
    '380671234567',
    '+380671234567',
    '00380671234567',
    '8 067 123 45 67',
    '0671234567',
    '671234567',
    '1234567',
    '123-45-67',
    '4567',
    '067 123',
    '067 1',
    '+38 (067) 12',
    '067',
    '0671',
  ])('by %s', (typed) => {
    const writings = ['+380671234567', '067 123 45 67', '8 (067) 123-45-67', '00380671234567'];
    for (const [index, phone] of writings.entries()) add(`a${index}`, { ...blank, customer: { phone } });
    add('b', { ...blank, customer: { phone: '+380509876543' } });
    add('r', { ...blank, recipient: { phone: '067-123-45-67' } });
    expect(found(typed)).toEqual(['r', 'a3', 'a2', 'a1', 'a0']);
  });

  it.each(['050 987–65–43', '050‑987‑65‑43', '+38 (050) 987—65—43', '987−65−43'])(
    'by %s, pasted with the dashes of a typeset text',
    (typed) => {
      add('a', { ...blank, customer: { phone: '+380509876543' } });
      expect(found(typed)).toEqual(['a']);
    },
  );

  it('of another country, with and without its trunk zero', () => {
    add('de', { ...blank, customer: { phone: '+49 151 23456789' } });
    for (const typed of ['0151 23456789', '+49 151 234', '151234', '0049 151'])
      expect(found(typed)).toEqual(['de']);
  });

  it.each(['067/123-45-67', '067 123-45-67', '0671234567', '+380671234567', '+38 067/123-45-67'])(
    'by %s with a slash after its area code',
    (typed) => {
      add('area', { ...blank, customer: { phone: '067/123-45-67' } });
      add('other', { ...blank, customer: { phone: '050/123-45-67' } });
      expect(found(typed)).toEqual(['area']);
    },
  );

  it.each(['22/632-00-00', '226320000', '22 632 00 00', '+48 22 632 00 00', '+48 22/632-00-00'])(
    'by %s with a slash after a Polish area code',
    (typed) => {
      add('area', { ...blank, customer: { phone: '22/632-00-00' } });
      expect(found(typed)).toEqual(['area']);
    },
  );

  it.each([
    ['0671234567/0509876543', ['380671234567', '380509876543']],
    ['067 123-45-67 / 050 987-65-43', ['380671234567', '380509876543']],
    ['067/123-45-67/050/987-65-43', ['380671234567', '380509876543']],
    ['067/123-45-67, 22/632-00-00', ['380671234567', '226320000']],
    ['067/123-45-67;044/222-33-44\n+380 50/987-65-43', ['380671234567', '380442223344', '380509876543']],
    ['067 123-45-67/22', ['380671234567']],
    ['4-12-34/067 123-45-67', ['380671234567']],
    ['тел/моб 0671234567', ['380671234567']],
    ['04594/5-12-34', ['380459451234']],
    ['8/067/123-45-67', ['380671234567']],
    ['2-34-56/067/123-45-67', ['380671234567']],
    // a number with slashes throughout is no phone: its prefix would match many others
    ['+380 67/123/45/67', []],
    ['+38 067/123/45/67', []],
    ['+48 601/234/567', []],
    ['+43 664/123/4567', []],
  ])('and separated from others in %j', (field, keys) => {
    expect(phoneKeys(storedPhone(field, 'UA'))).toEqual(keys);
  });

  it('when one field has two', () => {
    add('two', { ...blank, customer: { phone: '067 123 45 67, 050 987 65 43' } });
    expect(found('050 987')).toEqual(['two']);
  });
});

describe('an order is found', () => {
  beforeEach(() => {
    add('1', {
      ...blank,
      number: 'DS-1042',
      customer: { name: "Мар'яна Ґалаґан-Їжак", email: 'Maryana.G@Example.com' },
      items: [{ title: 'Букет «Осінь»', quantity: 1, options: [], sku: 'BQ-7/XL' }],
    });
    add('2', { ...blank, number: '#1043', customer: { name: 'José Ångström' } });
  });

  it.each([
    'мар’яна',
    'МАРʼЯНА',
    'маряна',
    'мар',
    'галаган',
    'їжак мар',
    'їж',
    'осін',
    'букет осінь',
    '«осінь»',
    'bq-7',
    'BQ7',
    'ds-1042',
    'DS1042',
    'ds1',
    '1042',
    'maryana.g@example.com',
    'maryana.g@exa',
    'example.com',
  ])('by %s', (typed) => {
    expect(found(typed)).toEqual(['1']);
  });

  it.each(['jose angstrom', 'JOSÉ', 'ångs', '#1043', '№1043', '№ 1043', '1043'])('by %s', (typed) => {
    expect(found(typed)).toEqual(['2']);
  });

  it.each([
    ['Łukasz Wałęsa', ['lukasz', 'walesa', 'Łukasz', 'wałęsa', 'LUKASZ WALESA']],
    ['Đorđe Straße', ['dorde', 'strasse', 'straße', 'STRASSE', 'Đorđe']],
    ['Søren Æbelø', ['soren', 'aebelo', 'søren', 'Æbelø']],
    ['Дем′янчук', ["дем'янчук", 'дем’янчук', 'демянчук', 'Дем′янчук', 'дем´янчук']],
    ['Лук´янова', ["лук'янова", 'лук’ян', 'лукянова', 'ЛУК´ЯНОВА']],
  ])('by %s typed on whatever keyboard', (name, writings) => {
    add('3', { ...blank, customer: { name } });
    for (const typed of writings) expect([typed, found(typed)]).toEqual([typed, ['3']]);
  });

  it('by the number in a title, with or without its sign', () => {
    const items = [{ title: 'Букет №19', quantity: 1, options: [] }];
    add('3', { ...blank, number: '№1044', items });
    for (const typed of ['букет 19', 'букет №19', 'Букет № 19', '1044', '#1044', '№1044'])
      expect([typed, found(typed)]).toEqual([typed, ['3']]);
  });

  it.each(['арʼяна', 'хризантема', 'мар jose', '9999'])('not by %s', (typed) => {
    expect(found(typed)).toEqual([]);
  });

  it('by its number before others whose phone holds the same digits', () => {
    add('old', { ...blank, number: '#9042' });
    for (let index = 1; index <= 4; index += 1) {
      add(`p${index}`, { ...blank, customer: { phone: `+38067123904${index}` } });
      add(`q${index}`, { ...blank, customer: { phone: `+38067123${index}9042` } });
    }
    expect(found('9042')).toEqual(['old', 'q4', 'q3', 'q2', 'p2', 'q1']);
    const page = (offset: number, limit: number) =>
      ledger.orders
        .rows({ view: 'all', text: '#9042', offset, limit }, shopTimeAt())
        .rows.map((row) => row.id.replace('shopify:', ''));
    expect([page(0, 1), page(0, 2), page(1, 3), page(4, 5)]).toEqual([
      ['old'],
      ['old', 'q4'],
      ['q4', 'q3', 'q2'],
      ['p2', 'q1'],
    ]);
  });

  it('by its current text, not by its earlier one', () => {
    const order = incomingOrder({ sourceId: '2', version: 2, ...blank, customer: { name: 'Ганна' } });
    ledger.entries.append(fact({ id: 'u', kind: 'order-updated', orderId: 'shopify:2', data: { order } }));
    expect(found('ганна')).toEqual(['2']);
    expect(found('angstrom')).toEqual([]);
    expect(ledger.verify()).toEqual([]);
  });
});

describe('what is typed', () => {
  it('is all orders when it has nothing to search for', () => {
    add('1', {});
    add('2', {});
    for (const typed of ['', '  ', '#', '"', '()', '***', '-']) expect(found(typed)).toEqual(['2', '1']);
  });

  it.each([
    'olena OR taras',
    'olena NOT koval',
    '"olena',
    'olena*',
    'words:olena',
    'NEAR(olena koval)',
    "olena'; DROP TABLE orders; --",
    'marks:"is:new"',
    '^olena',
    'olena + koval',
    '{words}: x',
  ])('is words alone: %s', (typed) => {
    add('1', { customer: { name: 'Nobody' } });
    expect(() => found(typed)).not.toThrow();
    expect(found(typed)).toEqual([]);
  });

  it('never is an error', () => {
    add('1', {});
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        expect(() => found(typed)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('finds an order by any of its words from three letters', () => {
    const name = fc.stringMatching(/^[a-zа-яіїєґé]{3,12}( [a-zа-яіїєґé]{3,12})?$/);
    fc.assert(
      fc.property(fc.uuid(), name, (sourceId, customer) => {
        add(sourceId, { ...blank, customer: { name: customer } });
        expect(found(customer.slice(0, 3))).toContain(sourceId);
        expect(found(customer.toUpperCase())).toContain(sourceId);
      }),
      { numRuns: 30 },
    );
  });
});
