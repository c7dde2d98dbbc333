import { describe, expect, it } from 'vitest';
import { findDates, hasTimeSpan } from '../../../../src/main/intake/mail/dates.ts';
import { readLabel } from '../../../../src/main/intake/mail/labels.ts';
import { looksLikeName } from '../../../../src/main/intake/mail/names.ts';
import { findPhone } from '../../../../src/main/intake/mail/phones.ts';
import {
  columnQuantity,
  markedQuantity,
  splitQuantity,
} from '../../../../src/main/intake/mail/read-quantity.ts';
import { saysFree, saysIncluded, sumKind } from '../../../../src/main/intake/mail/total-words.ts';

describe('a date in a mail', () => {
  it.each([
    ['Mar 14, 2025 at 3:42 PM', '2025-03-14T15:42'],
    ['12:05 AM is no date, March 1, 2025 12:05 AM is', '2025-03-01T00:05'],
    ['Створено: 07.03.2025, 18:25 · Спосіб оплати', '2025-03-07T18:25'],
    ['14 березня 2025 р. о 15:42', '2025-03-14T15:42'],
    ['14 марта 2025 г. в 15:42', '2025-03-14T15:42'],
    ['Bestellt am 12.05.2025 um 11:48 Uhr', '2025-05-12T11:48'],
    ['12. Mai 2025', '2025-05-12'],
    ['19/06/2025 12:07', '2025-06-19T12:07'],
    ['19 de junio de 2025, 12:07', '2025-06-19T12:07'],
    ['1er mars 2025 à 10:30', '2025-03-01T10:30'],
    ['14 mar 2025', '2025-03-14'],
    ['1 Feb 2017 12:54:35 GMT', '2017-02-01T12:54:35Z'],
    ['2025-03-14T15:42:00-05:00', '2025-03-14T15:42:00-05:00'],
    ['07-11-2021', '2021-11-07'],
  ])('%s is %s', (text, iso) => {
    expect(findDates(text)[0]?.iso).toBe(iso);
  });

  it('reads 04/05/2025 by the country of the mail, and 13/05 the only way it can', () => {
    expect(findDates('04/05/2025')[0]?.iso).toBe('2025-05-04');
    expect(findDates('04/05/2025', true)[0]?.iso).toBe('2025-04-05');
    expect(findDates('13/05/2025', true)[0]?.iso).toBe('2025-05-13');
  });

  it.each(['+380 67 555 01 43', '1.250,00', '99.99.2025', 'BD-2025-0314-77'])('%s is none', (text) => {
    expect(findDates(text)).toEqual([]);
  });

  it('tells a delivery window from a time', () => {
    expect(hasTimeSpan('Today, 5:30 PM – 6:00 PM')).toBe(true);
    expect(hasTimeSpan('08.03.2025, 09:00–11:00')).toBe(true);
    expect(hasTimeSpan('Placed at 11:48')).toBe(false);
  });
});

describe('a quantity', () => {
  it.each([
    ['2 ×', 2],
    ['1x', 1],
    ['×3', 3],
    ['15 шт.', 15],
    ['Quantity: 4', 4],
    ['К-сть: 2', 2],
    ['Menge 7', 7],
  ])('%s says so itself', (text, quantity) => {
    expect(markedQuantity(text)).toBe(quantity);
  });

  it('may be a bare number only in its own column', () => {
    expect(markedQuantity('3')).toBeNull();
    expect(columnQuantity('3')).toBe(3);
  });

  it('is split from a title, but not made of what belongs to it', () => {
    expect(splitQuantity('2 x General Admission')).toMatchObject({ title: 'General Admission', quantity: 2 });
    expect(splitQuantity('Almonds × 1')).toMatchObject({ title: 'Almonds', quantity: 1 });
    expect(splitQuantity('Rose Freedom, 60 cm')).toMatchObject({
      title: 'Rose Freedom, 60 cm',
      quantity: null,
    });
    expect(splitQuantity('Dog food 395g (18 Pack)')).toMatchObject({
      title: 'Dog food 395g (18 Pack)',
      quantity: null,
    });
  });
});

describe('a row of the sums', () => {
  it.each([
    ['Subtotal', 'subtotal'],
    ['Item Subtotal:', 'subtotal'],
    ['Total Before VAT:', 'subtotal'],
    ['Вартість товарів:', 'subtotal'],
    ['Zwischensumme', 'subtotal'],
    ["Доставка кур'єром:", 'delivery'],
    ['Gastos de envío', 'delivery'],
    ['Frais de livraison', 'delivery'],
    ['Discount (SPRING5)', 'discount'],
    ['Знижка за промокодом MARCH10:', 'discount'],
    ['Promoción “-15 % en ramos”', 'discount'],
    ['Sales tax', 'tax'],
    ['inkl. 7 % MwSt.', 'tax'],
    ['Trinkgeld', 'tip'],
    ['Service fee', 'fee'],
    ['До сплати:', 'total'],
    ['Gesamtbetrag', 'total'],
    ['Total in PLN (incl. VAT)', 'total'],
    ['You saved', 'other'],
    ['Trinkgeldschlüssel-Anhänger', null],
    ['Букет «Весняний ранок»', null],
  ])('%s is %s', (label, kind) => {
    expect(sumKind(label)).toBe(kind);
  });

  it('knows tax that is inside the amounts, and what costs nothing', () => {
    expect(saysIncluded('inkl. 19 % MwSt.')).toBe(true);
    expect(saysIncluded('у т.ч. ПДВ 20%')).toBe(true);
    expect(saysIncluded('Sales tax')).toBe(false);
    expect(saysFree('Free')).toBe(true);
    expect(saysFree('Безкоштовно')).toBe(true);
  });
});

describe('a label', () => {
  it('is whole words, closed by a colon or by standing alone', () => {
    expect(readLabel('Customer: Ann')).toMatchObject({ fields: ['customer'], rest: 'Ann', closed: true });
    expect(readLabel('Order number')).toMatchObject({ fields: ['number'], rest: '', closed: true });
    expect(readLabel('Customer service')?.fields).not.toContain('customer');
    expect(readLabel('Addressing')).toBeNull();
  });

  it('takes the longest words that fit', () => {
    expect(readLabel('Отримувач та адреса')?.fields).toEqual(['address']);
    expect(readLabel('Отримувач: Ірина')?.fields).toEqual(['recipient']);
  });
});

describe('a person', () => {
  it.each(['+1 (312) 555-0178', '+38 (067) 555-01-43', '0351 / 55 50 199', '4355550142', '+34 612 555 098'])(
    'has the phone %s',
    (phone) => {
      expect(findPhone(`Tel.: ${phone}`)).toBe(phone);
    },
  );

  it.each(['02099-3303', '01099 Dresden', '12.05.2025', 'Order 1234', 'KT9 9ZX'])(
    'has no phone in %s',
    (text) => {
      expect(findPhone(text)).toBeNull();
    },
  );

  it('is told from a place and a sentence', () => {
    expect(
      ['Оксана Гриценко', 'Lucía M.', 'Jürgen Weißmüller', 'Maria da Silva', "O'Neil"].every(looksLikeName),
    ).toBe(true);
    expect(['17 Bramley Road', 'your order', 'Petal & Stem', 'a@b.example'].some(looksLikeName)).toBe(false);
  });
});
