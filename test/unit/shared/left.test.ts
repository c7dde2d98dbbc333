import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruledOf } from '../../../src/shared/alert-rules/rules.ts';
import { lineCost } from '../../../src/shared/bill.ts';
import { saleLinesOf, saleOf } from '../../../src/shared/insights/sale.ts';
import { incomingOrderSchema } from '../../../src/shared/order.ts';
import { costLeft, isGone, linesLeft, piecesLeft, piecesOf } from '../../../src/shared/remaining-quantity.ts';
import { sumUp } from '../../../src/shared/sum-up.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { partlyLeft as items, lineOf as line } from '../../support/lines.ts';
import { incomingOrder, type OrderParts, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });

function orderWith(parts: OrderParts) {
  const ledger = memoryLedger();
  ledger.entries.append(received(incomingOrder(parts)));
  const [row] = [...ledger.orders.each()];
  if (!row) throw new Error('no order');
  return row.order;
}

describe('what is left of a line', () => {
  it('is its pieces, and all of them where nothing says otherwise', () => {
    expect(items.map(piecesOf)).toEqual([1, 0, 4]);
    expect(piecesLeft(items)).toBe(5);
    expect(linesLeft(items).map(({ title }) => title)).toEqual(['Vase', 'Card']);
    expect(isGone(line('Of no pieces', 0))).toBe(false);
  });

  it('costs its pieces, where the line costs what was ordered', () => {
    expect(items.map(costLeft)).toEqual([uah(10_000), uah(0), uah(40_000)]);
    expect(items.map(lineCost)).toEqual([uah(30_000), uah(20_000), uah(40_000)]);
    expect(costLeft({ quantity: 3, left: 1, lineTotal: uah(10_000) })).toBeNull();
  });

  it('costs the full line when all pieces remain', () => {
    const money = fc.option(fc.nat({ max: 1_000_000 }).map(uah), { nil: undefined });
    const whole = fc.record({ quantity: fc.nat({ max: 999 }), unitPrice: money, lineTotal: money });
    fc.assert(
      fc.property(whole, (item) => {
        expect(costLeft(item)).toEqual(lineCost(item));
      }),
    );
  });

  it.each([
    ['as many as were ordered', 2],
    ['more than were ordered', 3],
    ['fewer than none', -1],
    ['a part of a piece', 0.5],
  ])('is refused where it is %s', (_what, left) => {
    const { content, ...head } = incomingOrder();
    const order = { ...head, content: { ...content, items: [{ ...line('Vase', 2), left }] } };
    expect(incomingOrderSchema.safeParse(order).success).toBe(false);
  });
});

describe('an order that goods were taken off', () => {
  const parts = { items, total: uah(50_000), takenOff: uah(40_000) };

  it('adds up with what was taken off it among its items', () => {
    expect(sumUp(orderWith(parts).content)).toEqual({ kind: 'adds-up' });
  });

  it('is a sale of its remaining pieces, products and amounts', () => {
    const order = orderWith(parts);
    expect(saleOf(order, null)).toMatchObject({ items: 5, total: 50_000 });
    expect(saleLinesOf(order)).toEqual([
      { product: 'Vase', currency: 'UAH', quantity: 1, total: 10_000 },
      { product: 'Card', currency: 'UAH', quantity: 4, total: 40_000 },
    ]);
  });

  it('is listed with its remaining pieces, and matched by its remaining products', () => {
    const ledger = memoryLedger();
    ledger.entries.append(received(incomingOrder(parts)));
    const page = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 5 }, shopTimeAt());
    expect(page.rows).toMatchObject([{ itemCount: 5 }]);
    expect(ledger.verify()).toEqual([]);
    expect(ruledOf(orderWith(parts), () => false).products).toEqual(['Vase', 'Card']);
  });

  it('has its revenue by product, with unpaid or refunded money', () => {
    const never = orderWith(parts);
    const back = orderWith({ items, total: uah(90_000), refunded: uah(40_000) });
    for (const order of [never, back]) {
      const sale = saleOf(order, null);
      const products = saleLinesOf(order).reduce((sum, { total }) => sum + total, 0);
      expect(products).toBe((sale?.total ?? 0) - (sale?.refunded ?? 0));
    }
  });
});

it('counts another source’s order unchanged, with an empty line’s product', () => {
  const order = orderWith({ source: 'manual', items: [line('Vase', 3), line('Gift', 0)] });
  expect(saleOf(order, null)).toMatchObject({ items: 3 });
  expect(saleLinesOf(order).map(({ product, quantity }) => [product, quantity])).toEqual([
    ['Vase', 3],
    ['Gift', 0],
  ]);
});
