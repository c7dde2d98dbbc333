import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdvice } from '../../../src/renderer/components/order-form/advice.ts';
import { stockWarnings } from '../../../src/renderer/components/order-form/lines/stock-warnings.ts';
import { readCalculateForm } from '../../../src/renderer/components/order-form/read-form.ts';
import { createCalculation } from '../../../src/renderer/components/order-form/totals/calculation.ts';
import { differenceOf } from '../../../src/renderer/components/order-form/totals/difference.ts';
import type { FormValues, LineValues } from '../../../src/renderer/components/order-form/values.ts';
import { emptyForm } from '../../../src/renderer/components/order-form/values.ts';
import type { Client } from '../../../src/renderer/lib/client/client.ts';
import { CallError } from '../../../src/renderer/lib/client/client.ts';
import type { CalculateForm } from '../../../src/shared/forms.ts';
import type { ProblemKind } from '../../../src/shared/problem.ts';
import { formTotals } from '../../../src/shared/totals.ts';
import type { CalculationView, StockView } from '../../../src/shared/views.ts';
import { pageClock, settle } from './page-clock.ts';

const uah = (minor: number) => ({ minor, currency: 'UAH' });
const key = '0b8f3c1e-5f1d-4a43-9a53-6a53f0a1c9d1';
const line = (values: Partial<LineValues> = {}): LineValues => ({
  id: 'a',
  title: 'Peony',
  quantity: '2',
  unitPrice: '450',
  variantId: 'v1',
  sku: '',
  listPrice: '450',
  discountKind: 'percent',
  discount: '',
  ...values,
});
const filled = (values: Partial<FormValues> = {}): FormValues => ({
  ...emptyForm(key),
  items: [line()],
  ...values,
});
const viewOf = (form: CalculateForm, change: Partial<CalculationView> = {}): CalculationView => {
  const { subtotal, discount, deliveryFee, total } = formTotals(form);
  return {
    subtotal,
    discount,
    deliveryFee,
    total,
    tax: uah(0),
    taxIncluded: true,
    dueNow: total,
    rates: [],
    lines: form.items.map(() => ({ total, stock: null })),
    warnings: [],
    ...change,
  };
};

/** An app that holds each answer back until the test gives it. */
function setUp(stock: readonly StockView[] = []) {
  const asked: {
    form: CalculateForm;
    answer: (view: CalculationView) => void;
    fail: (kind: ProblemKind) => void;
  }[] = [];
  const call = (name: string, input: unknown): Promise<unknown> => {
    if (name === 'catalogue.stock') return Promise.resolve(stock);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    asked.push({
      form: input as CalculateForm, // the queries of the store
      answer: resolve,
      fail: (kind) => reject(new CallError({ kind, message: 'no' })),
    });
    return promise;
  };
  return { asked, client: { call } as Pick<Client, 'call'> }; // only these two are ever called
}

const read = (values: FormValues): CalculateForm => {
  const form = readCalculateForm(values, 'UAH');
  if (!form) throw new Error('a form that can be worked out');
  return form;
};

describe('what Shopify is asked while a form is typed', () => {
  it('is all that decides the price, before the customer is known', () => {
    const values = filled({
      items: [line({ title: '', discount: '10' })],
      rate: { handle: 'h', title: 'Courier', price: '120' },
      deliveryFee: '7',
      deposit: '30',
      reserveHours: 'x',
      customer: { name: '', phone: 'x', email: 'x' },
    });
    expect(readCalculateForm(values, 'UAH')).toEqual({
      key,
      currency: 'UAH',
      address: '',
      items: [
        {
          title: '—',
          quantity: 2,
          unitPrice: '450',
          variantId: 'v1',
          discount: { kind: 'percent', percent: 10 },
        },
      ],
      shippingRate: { handle: 'h', title: 'Courier', price: '120' },
      deposit: 30,
    });
  });

  it('is nothing while an amount is unreadable or items are missing', () => {
    for (const values of [
      filled({ items: [] }),
      filled({ items: [line({ unitPrice: '' })] }),
      filled({ items: [line({ unitPrice: '1.005' })] }),
      filled({ items: [line({ discount: 'x' })] }),
      filled({ discount: 'x' }),
      filled({ deposit: '100' }),
    ]) {
      expect(readCalculateForm(values, 'UAH')).toBeNull();
    }
  });
});

describe('Shopify’s answer', () => {
  it('is requested after a pause, and the last request wins', async () => {
    const clock = pageClock();
    const { asked, client } = setUp();
    const calculation = createCalculation(client, clock);
    const [one, two, three] = ['1', '2', '3'].map((deliveryFee) => read(filled({ deliveryFee })));
    if (!one || !two || !three) throw new Error('three forms');

    calculation.look(one);
    await clock.advance(300);
    calculation.look(two);
    await clock.advance(400);
    expect(asked.map(({ form }) => form.deliveryFee)).toEqual(['2']);
    calculation.look(three);
    await clock.advance(400);
    asked[1]?.answer(viewOf(three));
    await settle();
    asked[0]?.answer(viewOf(two));
    await settle();
    expect(calculation.getState()).toMatchObject({ state: 'ready', last: { deliveryFee: uah(300) } });
  });

  it('is not asked for again while nothing that costs has changed', async () => {
    const clock = pageClock();
    const { asked, client } = setUp();
    const calculation = createCalculation(client, clock);
    calculation.look(read(filled()));
    await clock.advance(400);
    asked[0]?.answer(viewOf(read(filled())));
    await settle();
    calculation.look(read(filled({ note: 'x', customer: { name: 'Olena', phone: '', email: '' } })));
    await clock.advance(10_000);
    expect(asked).toHaveLength(1);
    expect(calculation.getState().state).toBe('ready');
  });

  it('is shown as late, and keeps the previous rates', async () => {
    const clock = pageClock();
    const { asked, client } = setUp();
    const calculation = createCalculation(client, clock);
    const rates = [{ handle: 'h', title: 'Courier', price: uah(12_000) }];
    calculation.look(read(filled()));
    await clock.advance(400);
    asked[0]?.answer(viewOf(read(filled()), { rates }));
    await settle();
    calculation.look(read(filled({ deliveryFee: '5' })));
    expect(calculation.getState()).toMatchObject({ state: 'asking', isSlow: false, last: { rates } });
    await clock.advance(3400);
    expect(calculation.getState()).toMatchObject({ state: 'asking', isSlow: true, last: { rates } });
  });

  it('is requested again after an outage, not after a refusal', async () => {
    for (const [kind, questions] of [
      ['unreachable', 2],
      ['throttled', 2],
      ['signed-out', 1],
      ['bad-input', 1],
    ] as const) {
      const clock = pageClock();
      const { asked, client } = setUp();
      const calculation = createCalculation(client, clock);
      calculation.look(read(filled()));
      await clock.advance(400);
      asked[0]?.fail(kind);
      await settle();
      expect(calculation.getState()).toMatchObject({ state: 'failed', error: { kind } });
      await clock.advance(20_000);
      expect(asked).toHaveLength(questions);
      calculation.stop();
      await clock.advance(60_000);
      expect(asked).toHaveLength(questions);
    }
  });
});

describe('a sum that is not ours', () => {
  const form = read(filled({ items: [line({ quantity: '3' })], discount: '10', deliveryFee: '80' }));
  const ours = formTotals(form);
  const reasons = (change: Partial<CalculationView>) =>
    differenceOf(ours, viewOf(form, change)).map(({ kind, by }) => [kind, by.minor]);

  it('has no reason while both are equal, whatever the tax in it', () => {
    expect(reasons({ tax: uah(20_000), taxIncluded: true })).toEqual([]);
  });

  it('explains extra tax, a rounded discount or another delivery price', () => {
    const { discount, deliveryFee, total } = ours;
    const more = (minor: number) => uah(total.minor + minor);
    expect(reasons({ tax: uah(2000), taxIncluded: false, total: more(2000) })).toEqual([['tax', 2000]]);
    expect(reasons({ discount: uah(discount.minor - 1), total: more(1) })).toEqual([['rounding', 1]]);
    expect(reasons({ discount: uah(discount.minor - 500), total: more(500) })).toEqual([['discount', 500]]);
    expect(reasons({ deliveryFee: uah(deliveryFee.minor - 300), total: more(-300) })).toEqual([
      ['delivery', -300],
    ]);
  });

  it('is always the sum of its reasons', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        amount,
        amount,
        fc.boolean(),
        (subtotal, discount, fee, tax, total, taxIncluded) => {
          const theirs = viewOf(form, {
            subtotal: uah(subtotal),
            discount: uah(discount),
            deliveryFee: uah(fee),
            tax: uah(tax),
            total: uah(total),
            taxIncluded,
          });
          const sum = differenceOf(ours, theirs).reduce((all, { by }) => all + by.minor, 0);
          expect(ours.total.minor + sum).toBe(total);
        },
      ),
    );
  });
});

describe('stock', () => {
  const stock = (parts: Partial<StockView> = {}): StockView => ({
    variantId: 'v1',
    stock: 3,
    available: true,
    ...parts,
  });
  const warn = (items: readonly LineValues[], ...known: readonly StockView[]) =>
    stockWarnings(items, new Map(known.map((one) => [one.variantId, one])));

  it('is warned of on the line that exceeds it', () => {
    expect(warn([line({ quantity: '3' })], stock())).toEqual([null]);
    expect(warn([line({ quantity: '4' })], stock())).toEqual([{ kind: 'too-few', left: 3 }]);
    expect(warn([line()], stock({ stock: 0, available: false }))).toEqual([{ kind: 'none-left' }]);
    expect(warn([line()], stock({ available: false }))).toEqual([{ kind: 'not-sold' }]);
  });

  it('is ignored for pieces reserved by the link being changed', () => {
    const warnKept = (quantity: string, now: Partial<StockView>) =>
      stockWarnings([line({ quantity })], new Map([['v1', stock(now)]]), [{ id: 'v1', quantity: 3 }]);
    expect(warnKept('3', { stock: 2 })).toEqual([null]);
    expect(warnKept('6', { stock: 2 })).toEqual([{ kind: 'too-few', left: 5 }]);
    expect(warnKept('3', { stock: 0, available: false })).toEqual([null]);
    expect(warnKept('4', { stock: 0, available: false })).toEqual([{ kind: 'too-few', left: 3 }]);
    expect(warnKept('3', { stock: -2 })).toEqual([null]); // sold beyond its stock
  });

  it('counts a variant on two lines together', () => {
    const warnings = warn([line(), line({ id: 'b' }), line({ id: 'c', variantId: 'v2' })], stock());
    expect(warnings).toEqual([{ kind: 'too-few', left: 3 }, { kind: 'too-few', left: 3 }, null]);
  });

  it('is ignored for custom lines, untracked products and overselling', () => {
    expect(warn([line({ variantId: '' })])).toEqual([null]);
    expect(warn([line({ quantity: '99' })], stock({ stock: null }))).toEqual([null]);
    expect(warn([line({ quantity: '99' })], stock({ stock: 0 }))).toEqual([null]);
    expect(warn([line({ quantity: '99' })], stock({ stock: -2 }))).toEqual([null]);
  });

  it('comes from the local catalogue at once, then from Shopify', async () => {
    const clock = pageClock();
    const { asked, client } = setUp([stock({ stock: 1 })]);
    const advice = createAdvice({ client, clock, currency: 'UAH', calculates: true });
    advice.look(filled());
    await settle();
    expect(advice.warnings.getState()).toEqual([{ kind: 'too-few', left: 1 }]);
    await clock.advance(400);
    const form = read(filled());
    asked[0]?.answer(viewOf(form, { lines: [{ total: uah(90_000), stock: stock({ stock: 5 }) }] }));
    await settle();
    expect(advice.warnings.getState()).toEqual([null]);
    advice.look(filled({ items: [line({ quantity: '6' })] }));
    expect(advice.warnings.getState()).toEqual([{ kind: 'too-few', left: 5 }]);
  });

  it('comes for an order that Shopify cannot calculate', async () => {
    const clock = pageClock();
    const { asked, client } = setUp([stock({ stock: 1 })]);
    const advice = createAdvice({ client, clock, currency: 'UAH', calculates: false });
    advice.look(filled());
    await clock.advance(10_000);
    expect(advice.warnings.getState()).toEqual([{ kind: 'too-few', left: 1 }]);
    expect(asked).toEqual([]);
  });
});
