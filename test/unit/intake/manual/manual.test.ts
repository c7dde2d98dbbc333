import { expect, it } from 'vitest';
import { createManualIntake } from '../../../../src/main/intake/manual/manual-intake.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import type { ManualOrderForm } from '../../../../src/shared/forms.ts';
import { manualOrderFormSchema } from '../../../../src/shared/forms.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';

function intake() {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (orderId) => rung.push(orderId) });
  return { ledger, rung, clock, ...createManualIntake({ recorder, ledger, clock, country: () => 'UA' }) };
}

const formOf = (key: string, parts: Partial<ManualOrderForm> = {}): ManualOrderForm => ({
  ...manualOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [
      { title: 'Peonies', quantity: 3, unitPrice: '0,10', variantId: 'gid://shopify/ProductVariant/7001' },
      { title: 'Wrapping', quantity: 1, unitPrice: '1240.50' },
    ],
    discount: { kind: 'percent', percent: 12.5 },
    deliveryFee: '80',
    customer: { name: 'Olena Koval', phone: '8 067 111 22 33', email: '' },
    address: 'Sadova 5, Kyiv',
    paymentStatus: 'paid',
    paymentMethod: 'cash',
  }),
  ...parts,
});

const one = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const two = '5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c22';

it('refuses another form under the key of an order, and takes the same one for that order also after an edit', () => {
  const { create, edit, form, ledger } = intake();
  const id = create(formOf(one), 'Daria');
  const other = formOf(one, { customer: { name: 'Ivan' } });
  expect(() => create(other, 'Daria')).toThrow(expect.objectContaining({ kind: 'refused', field: 'key' }));
  edit(id, { version: form(id).version }, formOf(one, { note: 'Ring twice' }), 'Taras');
  expect(create(formOf(one), 'Daria')).toBe(id);
  expect(ledger.orders.get(id)?.content).toMatchObject({
    customer: { name: 'Olena Koval' },
    note: 'Ring twice',
  });
});

it('records what the manager wrote down, exact, taken, and notifies nobody', () => {
  const { create, ledger, rung } = intake();
  const id = create(formOf(one), 'Daria');
  expect(ledger.orders.get(id)).toMatchObject({
    source: 'manual',
    sourceId: one,
    status: 'taken',
    takenBy: 'Daria',
    paymentStatus: 'paid',
    content: {
      number: expect.stringMatching(/^M-[A-Z]{3}-1$/),
      placedAt: '2025-03-04T10:00:00.000Z',
      subtotal: { minor: 124080 },
      discount: { minor: 15510 },
      deliveryFee: { minor: 8000 },
      total: { minor: 116570, currency: 'UAH' },
      customer: { name: 'Olena Koval', phone: '+380671112233' },
      items: [
        {
          title: 'Peonies',
          quantity: 3,
          unitPrice: { minor: 10 },
          lineTotal: { minor: 30 },
          variantId: '7001',
        },
        { title: 'Wrapping', lineTotal: { minor: 124050 } },
      ],
      gateways: ['cash'],
    },
  });
  expect(ledger.entries.ofOrder(id)).toMatchObject([
    { kind: 'order-received', by: 'Daria' },
    { kind: 'taken', by: 'Daria', data: { manager: 'Daria' } },
  ]);
  expect(rung).toEqual([]);
});

it('makes one order with one number of a form submitted twice', () => {
  const { create, ledger } = intake();
  const first = create(formOf(one), 'Daria');
  expect(create(formOf(one), 'Daria')).toBe(first);
  const next = create(formOf(two), 'Ihor');
  expect(ledger.orders.get(next)?.content.number).toMatch(/^M-[A-Z]{3}-2$/);
  const takings = [first, next].map((id) =>
    ledger.entries.ofOrder(id).filter(({ kind }) => kind === 'taken'),
  );
  expect(takings.map((each) => each.map(({ by }) => by))).toEqual([['Daria'], ['Ihor']]);
});

it('gives no number away when the form cannot be kept', () => {
  const { create, ledger } = intake();
  const wrong = formOf(one, { currency: 'JPY' });
  expect(() => create(wrong, 'Daria')).toThrow(expect.objectContaining({ field: 'items.0.unitPrice' }));
  expect(ledger.orders.get(create(formOf(two), 'Daria'))?.content.number).toMatch(/^M-[A-Z]{3}-1$/);
});

it('keeps a telephone number that no country knows as it was typed', () => {
  const { create, ledger } = intake();
  const id = create(formOf(one, { customer: { phone: 'ext. 12' } }), 'Daria');
  expect(ledger.orders.get(id)?.content.customer.phone).toBe('ext. 12');
});
