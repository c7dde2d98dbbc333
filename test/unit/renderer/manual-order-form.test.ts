import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountText } from '../../../src/renderer/components/order-form/amount-text.ts';
import { lineOf, sameLine } from '../../../src/renderer/components/order-form/lines/line-of.ts';
import { readDraftForm, readManualForm } from '../../../src/renderer/components/order-form/read-form.ts';
import { refusalOf } from '../../../src/renderer/components/order-form/refusal.ts';
import { createKeptForm } from '../../../src/renderer/components/order-form/saved-form.ts';
import { liveTotals } from '../../../src/renderer/components/order-form/totals/live-totals.ts';
import type { FormValues, LineValues } from '../../../src/renderer/components/order-form/values.ts';
import { emptyForm, isUntouched } from '../../../src/renderer/components/order-form/values.ts';
import { CallError } from '../../../src/renderer/lib/client/client.ts';
import { formTotals } from '../../../src/shared/totals.ts';
import type { VariantView } from '../../../src/shared/views.ts';

const key = '0b8f3c1e-5f1d-4a43-9a53-6a53f0a1c9d1';
const shop = { currency: 'UAH', country: 'UA' };
const line = (values: Partial<LineValues> = {}): LineValues => ({
  id: 'a',
  title: 'Peony bouquet',
  quantity: '2',
  unitPrice: '450',
  variantId: '',
  sku: '',
  listPrice: '',
  discountKind: 'percent',
  discount: '',
  ...values,
});
const filled = (values: Partial<FormValues> = {}): FormValues => ({
  ...emptyForm(key),
  items: [line()],
  customer: { name: 'Olena', phone: '', email: '' },
  ...values,
});
const complaintsOf = (reading: ReturnType<typeof readManualForm> | ReturnType<typeof readDraftForm>) =>
  reading.kind === 'complaints' ? reading.complaints : {};

describe('what is typed, read as a form', () => {
  it('parses an amount with comma or point the same', () => {
    const readings = ['12,50', '12.50', ' 12.50 '].map((unitPrice) =>
      readManualForm(filled({ items: [line({ unitPrice })] }), shop),
    );
    for (const reading of readings)
      expect(reading).toMatchObject({ form: { items: [{ unitPrice: '12.50' }] } });
  });

  it('leaves out what was left empty', () => {
    const reading = readManualForm(filled(), shop);
    expect(reading).toMatchObject({ kind: 'form' });
    expect(reading).not.toHaveProperty('form.discount');
    expect(reading).not.toHaveProperty('form.deliveryFee');
    expect(reading).not.toHaveProperty('form.items.0.variantId');
  });

  it('reports every fault at once, each at its own field', () => {
    const values = filled({
      items: [line({ title: ' ', quantity: '0' }), line({ unitPrice: '1.005' }), line({ unitPrice: '' })],
      discount: 'ten',
      deliveryFee: '1,500',
      customer: { name: ' ', phone: '', email: 'olena' },
    });
    expect(complaintsOf(readManualForm(values, shop))).toEqual({
      'items.0.title': 'needTitle',
      'items.0.quantity': 'needQuantity',
      'items.1.unitPrice': 'tooPrecise',
      'items.2.unitPrice': 'needAmount',
      discount: 'needAmount',
      deliveryFee: 'tooPrecise',
      'customer.name': 'needNameOrPhone',
      'customer.email': 'needEmail',
    });
  });

  it('asks for items, and for a per cent that is one', () => {
    expect(complaintsOf(readManualForm(filled({ items: [] }), shop))).toEqual({ items: 'needItems' });
    const percents = ['101', '12,345', '-1', 'x'].map((discount) =>
      complaintsOf(readManualForm(filled({ discountKind: 'percent', discount }), shop)),
    );
    for (const complaints of percents) expect(complaints).toEqual({ discount: 'needPercent' });
    expect(readManualForm(filled({ discountKind: 'percent', discount: '12,5' }), shop)).toMatchObject({
      form: { discount: { kind: 'percent', percent: 12.5 } },
    });
  });

  it('is not sent while the picker has text without a line', () => {
    for (const read of [readManualForm, readDraftForm]) {
      expect(complaintsOf(read(filled({ picking: 'Card' }), shop))).toEqual({ picking: 'needPicked' });
      expect(read(filled({ picking: ' ' }), shop).kind).toBe('form');
    }
  });

  it('offers Shopify’s own features in a link only', () => {
    const values = filled({
      items: [line({ discount: '10' }), line({ discount: '5,50', discountKind: 'amount' })],
      deliveryFee: '80',
      rate: { handle: 'h', title: 'Courier', price: '120.00' },
      tags: ['wedding'],
      reserveHours: '48',
      deposit: '12,5',
    });
    expect(readDraftForm(values, shop)).toMatchObject({
      form: {
        items: [
          { discount: { kind: 'percent', percent: 10 } },
          { discount: { kind: 'amount', amount: '5.50' } },
        ],
        shippingRate: { handle: 'h', title: 'Courier', price: '120.00' },
        tags: ['wedding'],
        reserveHours: 48,
        deposit: 12.5,
      },
    });
    expect(readDraftForm(values, shop)).not.toHaveProperty('form.deliveryFee');
    const written = readManualForm({ ...values, rate: null }, shop);
    expect(written).toMatchObject({ form: { deliveryFee: '80', tags: ['wedding'] } });
    for (const name of ['shippingRate', 'reserveHours', 'deposit']) {
      expect(written).not.toHaveProperty(`form.${name}`);
    }
  });

  it('reports faults of a discount, a reservation, a deposit and a tag', () => {
    const values = filled({
      items: [
        line({ discount: '101' }),
        line({ discount: 'x', discountKind: 'amount' }),
        line({ discount: '1.005', discountKind: 'amount' }),
      ],
      reserveHours: '721',
      deposit: '100',
      tags: ['x'.repeat(41)],
    });
    expect(complaintsOf(readDraftForm(values, shop))).toEqual({
      'items.0.discount': 'needPercent',
      'items.1.discount': 'needAmount',
      'items.2.discount': 'tooPrecise',
      reserveHours: 'needHours',
      deposit: 'needDeposit',
      tags: 'tooLong',
    });
  });

  it('accepts an unknown phone in an order, not in a link', () => {
    const values = filled({ customer: { name: 'Olena', phone: '12', email: '' } });
    expect(readManualForm(values, shop).kind).toBe('form');
    expect(complaintsOf(readDraftForm(values, shop))).toEqual({ 'customer.phone': 'needPhone' });
  });
});

describe('totals while typing', () => {
  it('are the order’s own totals, to the kopiyka, whatever is typed', () => {
    const amount = fc
      .tuple(fc.nat(99_999), fc.nat(99), fc.constantFrom(',', '.'))
      .map(([whole, part, mark]) => `${whole}${mark}${String(part).padStart(2, '0')}`);
    const discount = fc.oneof(
      fc.record({
        discountKind: fc.constant('amount' as const),
        discount: fc.oneof(amount, fc.constant('')),
      }),
      fc.record({
        discountKind: fc.constant('percent' as const),
        discount: fc.integer({ min: 0, max: 10_000 }).map((hundredths) => String(hundredths / 100)),
      }),
    );
    const items = fc.array(
      fc
        .tuple(
          fc.record({ quantity: fc.integer({ min: 1, max: 99 }).map(String), unitPrice: amount }),
          discount,
        )
        .map(([typed, reduction]) => ({ ...typed, ...reduction })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(items, discount, fc.oneof(amount, fc.constant('')), (lines, reduction, deliveryFee) => {
        const values = filled({ items: lines.map((typed) => line(typed)), ...reduction, deliveryFee });
        const { totals, lines: sums } = liveTotals(values, 'UAH');
        const reading = readManualForm(values, shop);
        const form =
          reading.kind === 'form'
            ? reading.form
            : { items: [], currency: 'UAH', discount: undefined, deliveryFee };
        expect(totals).toEqual(formTotals(form));
        const sum = sums.reduce((all, one) => all + (one?.total.minor ?? Number.NaN), 0);
        expect(sum - (totals?.orderDiscount.minor ?? 0) + (totals?.deliveryFee.minor ?? 0)).toBe(
          totals?.total.minor,
        );
      }),
    );
  });

  it('are hidden for an unreadable amount, but not other lines', () => {
    const live = liveTotals(filled({ items: [line(), line({ unitPrice: '4x' })] }), 'UAH');
    expect(live.totals).toBeNull();
    expect(live.lines).toMatchObject([{ total: { minor: 90_000, currency: 'UAH' } }, null]);
  });

  it('name the line whose discount was capped, and the deposit', () => {
    const items = [
      line({ discount: '451', discountKind: 'amount' }),
      line({ discount: '450', discountKind: 'amount' }),
    ];
    const live = liveTotals(filled({ items: [...items, line()], deposit: '30' }), 'UAH');
    expect(live.lines.map((one) => one?.discountCut)).toEqual([true, false, false]);
    expect(live.dueNow).toEqual({ minor: 27_000, currency: 'UAH' });
    expect(liveTotals(filled({ deposit: '100' }), 'UAH').dueNow).toBeNull();
  });

  it('say when a discount was cut to what the items cost', () => {
    expect(liveTotals(filled({ discount: '900,01' }), 'UAH')).toMatchObject({
      discountCut: true,
      totals: { total: { minor: 0 } },
    });
    expect(liveTotals(filled({ discount: '900' }), 'UAH').discountCut).toBe(false);
  });
});

describe('a half-filled form', () => {
  const memory = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    };
  };

  it('is restored as typed, with the key of its order', () => {
    const storage = memory();
    const values = filled({ deliveryFee: '12,', customer: { name: 'Ol', phone: '067', email: 'a@' } });
    createKeptForm(storage, 'shop', 'manual-order').write(values, 1000);
    expect(createKeptForm(storage, 'shop', 'manual-order').read()).toEqual({ at: 1000, values });
    expect(createKeptForm(storage, 'shop', 'custom-order').read()).toBeNull();
  });

  it('can still be sent when there is no room to keep it', () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(() => createKeptForm(full, 'shop', 'manual-order').write(filled(), 1000)).not.toThrow();
  });

  it('comes back from before the picker was kept with it', () => {
    const storage = memory();
    const { picking: _picking, ...values } = filled();
    storage.setItem('orderbell.form.manual-order', JSON.stringify({ version: 1, at: 1000, values }));
    expect(createKeptForm(storage, 'shop', 'manual-order').read()?.values).toEqual(filled());
  });

  it('is restored from before discounts, rates, tags, reservations and deposits', () => {
    const storage = memory();
    const { rate: _rate, tags: _tags, reserveHours: _hours, deposit: _deposit, ...values } = filled();
    const items = values.items.map(({ discount: _discount, discountKind: _kind, ...rest }) => rest);
    storage.setItem(
      'orderbell.form.custom-order',
      JSON.stringify({ version: 1, at: 1000, values: { ...values, items } }),
    );
    expect(createKeptForm(storage, 'shop', 'custom-order').read()?.values).toEqual(filled());
  });

  it('is forgotten when another version wrote it, and never breaks the page', () => {
    const storage = memory();
    for (const stored of ['{', '{"version":2}', '{"version":1,"at":1,"values":{"key":"x"}}']) {
      storage.setItem('orderbell.form.manual-order', stored);
      expect(createKeptForm(storage, 'shop', 'manual-order').read()).toBeNull();
    }
  });

  it('counts as untouched when only the page itself filled it in', () => {
    const start = { ...emptyForm(key), subscriberId: '12' };
    expect(isUntouched({ ...start, key: crypto.randomUUID() }, start)).toBe(true);
    expect(isUntouched({ ...start, note: 'x' }, start)).toBe(false);
  });
});

describe('a refusal', () => {
  const refusal = (field: string | undefined) =>
    refusalOf(
      new CallError({ kind: 'bad-input', message: 'no', ...(field !== undefined && { field }) }),
      filled(),
    );

  it('lands on the field it names', () => {
    for (const path of ['items.0.quantity', 'customer.email', 'deliveryFee', 'items']) {
      expect(refusal(path)).toEqual({ kind: 'field', path, message: 'no' });
    }
    expect(refusal('discount.amount')).toMatchObject({ path: 'discount' });
    expect(refusal('items.0.discount.amount')).toMatchObject({ path: 'items.0.discount' });
    expect(refusal('shippingRate.handle')).toMatchObject({ path: 'deliveryFee' });
    expect(refusal('tags.0')).toMatchObject({ path: 'tags' });
    expect(refusal('items.0.variantId')).toMatchObject({ path: 'items.0.title' });
  });

  it('appears beside the button when no field is at fault', () => {
    for (const field of [undefined, 'currency', 'items.7.quantity']) {
      expect(refusal(field)).toMatchObject({ kind: 'form' });
    }
  });
});

describe('a picked product', () => {
  const variant: VariantView = {
    variantId: 'gid://shopify/ProductVariant/1',
    productId: 'gid://shopify/Product/1',
    title: 'Peony',
    sku: 'FL-1',
    barcode: '',
    price: { minor: 89_050, currency: 'UAH' },
    stock: 0,
    available: false,
    imageUrl: null,
    productUrl: null,
  };

  it('becomes a line at the shop’s price, as this language types it', () => {
    expect(lineOf({ kind: 'variant', variant }, 'b', { locale: 'uk', currency: 'UAH' })).toMatchObject({
      quantity: '1',
      unitPrice: '890,50',
    });
    expect(amountText({ minor: 89_000, currency: 'UAH' }, 'en')).toBe('890');
  });

  it('needs a manual price in a foreign currency, beside the shop’s', () => {
    expect(lineOf({ kind: 'variant', variant }, 'b', { locale: 'en', currency: 'EUR' })).toMatchObject({
      unitPrice: '',
      listPrice: '890.50',
    });
  });

  it('is found again among the lines, while a free line never is', () => {
    const items = [line(), line({ variantId: variant.variantId })];
    expect(sameLine(items, { kind: 'variant', variant })).toBe(1);
    expect(sameLine(items, { kind: 'free', title: 'Peony bouquet' })).toBe(-1);
  });
});
