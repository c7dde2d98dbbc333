import { describe, expect, it } from 'vitest';
import { goodsCost, linesCost } from '../../../src/shared/bill.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const line = (more: object = {}) => ({ title: 'Peony', quantity: 2, options: [], ...more });
const lines = [line({ unitPrice: uah(45_000) }), line({ lineTotal: uah(10_000) })];

describe('what the lines cost together', () => {
  it('is for all ordered pieces, including removed ones', () => {
    expect(linesCost(lines)).toEqual(uah(100_000));
    expect(linesCost([line({ unitPrice: uah(45_000), left: 1 })])).toEqual(uah(90_000));
  });

  it('is unknown without a price, with another currency, or without lines', () => {
    expect(linesCost([...lines, line()])).toBeNull();
    expect(linesCost([...lines, line({ lineTotal: { minor: 1, currency: 'EUR' } })])).toBeNull();
    expect(linesCost([])).toBeNull();
  });
});

describe('what the goods cost', () => {
  it('is the sum of the lines without a subtotal before discount', () => {
    expect(goodsCost({ items: lines, subtotal: uah(90_000) })).toEqual(uah(100_000));
    expect(goodsCost({ items: lines })).toEqual(uah(100_000));
  });

  it('is the subtotal when the lines do not add up to it', () => {
    expect(goodsCost({ items: [...lines, line()], subtotal: uah(120_000) })).toEqual(uah(120_000));
    // choices that cost extra, priced beside the lines
    expect(goodsCost({ items: lines, subtotal: uah(103_000) })).toEqual(uah(103_000));
  });

  it('is unknown without any source for it', () => {
    expect(goodsCost({ items: [] })).toBeNull();
  });
});
