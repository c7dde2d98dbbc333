import { describe, expect, it } from 'vitest';
import { createManualIntake } from '../../../../src/main/intake/manual/manual-intake.ts';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createOrderHandlers } from '../../../../src/main/ipc/order-handlers.ts';
import type { ManualOrderForm } from '../../../../src/shared/forms.ts';
import { manualOrderFormSchema } from '../../../../src/shared/forms.ts';
import { changesOf } from '../../../../src/shared/order-changes.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { fact, incomingOrder } from '../../../support/orders.ts';
import { shopTimeAt } from '../../../support/shop-time.ts';

const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
const formOf = (parts: object = {}): ManualOrderForm =>
  manualOrderFormSchema.parse({
    key,
    currency: 'UAH',
    items: [
      { title: 'Peonies', quantity: 3, unitPrice: '100', variantId: 'gid://shopify/ProductVariant/7001' },
      { title: 'Wrapping', quantity: 1, unitPrice: '40.50' },
    ],
    discount: { kind: 'percent', percent: 10 },
    customer: { name: 'Olena Koval', phone: '8 067 111 22 33', email: '' },
    address: 'Sadova 5, Kyiv',
    paymentStatus: 'pending',
    paymentMethod: 'bank-transfer',
    ...parts,
  });

function desk() {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const rung: string[] = [];
  const recorder = createRecorder({ ledger, clock, enqueueNotices: (id) => rung.push(id) });
  const manual = createManualIntake({ recorder, ledger, clock, country: () => 'UA' });
  let by = 'Anna';
  const orders = createOrderHandlers({
    ledger,
    clock,
    recorder,
    manager: () => by,
  });
  const id = manual.create(formOf(), 'Anna');
  const order = () => {
    const found = ledger.orders.get(id);
    if (!found) throw new Error('no order');
    return found;
  };
  const edit = (parts: object, name = 'Taras') => {
    const { form, version } = manual.form(id);
    manual.edit(id, { version }, manualOrderFormSchema.parse({ ...form, ...parts }), name);
  };
  const as = (name: string) => {
    by = name;
  };
  return { clock, ledger, rung, manual, orders, id, order, edit, as, recorder };
}

describe('an edit', () => {
  it('never makes the same figures another currency’s', () => {
    const { edit, order, ledger, id } = desk();
    const before = ledger.entries.ofOrder(id).length;
    expect(() => edit({ currency: 'PLN', address: 'Lisna 7' })).toThrow(
      expect.objectContaining({ message: expect.stringContaining('is in UAH'), field: 'currency' }),
    );
    expect(order().content.total?.currency).toBe('UAH');
    expect(ledger.entries.ofOrder(id)).toHaveLength(before);
  });

  it('is refused once the customer was erased: what it says of whom and where would be lost', () => {
    const { manual, ledger, id, order } = desk();
    ledger.entries.append(fact({ id: 'gone', kind: 'customer-erased', orderId: id, data: {} }));
    const { version } = order();
    expect(() => manual.form(id)).toThrow('was erased');
    expect(() => manual.edit(id, { version }, formOf({ address: 'Lisna 7' }), 'Taras')).toThrow('was erased');
    expect(order().version).toBe(version);
  });

  it('adds whom it goes to and when it is wanted to an order of a time when neither could be said', () => {
    const { manual, id, order, edit, ledger } = desk();
    expect(manual.form(id).form).not.toHaveProperty('wanted');
    const before = order().content;
    edit({
      recipient: { name: 'Zoriana', phone: '093 111 22 33' },
      wanted: { date: '2025-03-08', from: '10:00' },
    });
    expect(order().content).toMatchObject({
      recipient: { name: 'Zoriana', phone: '+380931112233' },
      wanted: { date: '2025-03-08', from: '10:00' },
    });
    expect(changesOf(before, order().content)).toEqual([
      { what: 'recipient', before: null, after: 'Zoriana, +380931112233' },
      { what: 'wanted', before: null, after: { date: '2025-03-08', from: '10:00' } },
    ]);
    for (const text of ['Zoriana', '093 111', '2025-03-08', '08.03.2025', '08.03']) {
      const { rows } = ledger.orders.rows({ view: 'all', text, offset: 0, limit: 9 }, shopTimeAt());
      expect(
        rows.map((row) => row.id),
        text,
      ).toEqual([id]);
    }
    edit({ recipient: undefined, wanted: undefined });
    expect(order().content).toEqual(before);
    expect(() => edit({ wanted: { from: '12:00', to: '10:00' } })).toThrow('the end must be after the start');
  });

  it('opens the form as it was sent, and keeps the change as a new version of the same order', () => {
    const { manual, id, order, edit, rung, ledger, clock } = desk();
    expect(manual.form(id).form).toEqual(formOf());
    const before = order();
    void clock.advance(60_000);
    edit({
      items: [
        { title: 'Peonies', quantity: 5, unitPrice: '100', variantId: 'gid://shopify/ProductVariant/7001' },
      ],
      address: 'Nova 1',
    });
    expect(order()).toMatchObject({
      status: 'taken',
      receivedAt: before.receivedAt,
      content: {
        number: before.content.number,
        placedAt: '2025-03-04T10:00:00.000Z',
        total: { minor: 45_000 },
        address: 'Nova 1',
      },
    });
    expect(rung).toEqual([]);
    expect(ledger.entries.ofOrder(id)).toMatchObject([
      { kind: 'order-received', by: 'Anna' },
      { kind: 'taken', by: 'Anna' },
      { kind: 'order-updated', by: 'Taras' },
    ]);
    expect(changesOf(before.content, order().content).map(({ what }) => what)).toEqual([
      'item',
      'item',
      'discount',
      'address',
      'total',
    ]);
    expect(ledger.verify()).toEqual([]);
  });

  it('that changes nothing is none, and sent twice is one', () => {
    const { manual, id, edit, ledger } = desk();
    edit({});
    expect(ledger.entries.ofOrder(id)).toHaveLength(2);
    const { form, version } = manual.form(id);
    const changed = { ...form, note: 'Ring twice' };
    manual.edit(id, { version }, changed, 'Anna');
    expect(() => manual.edit(id, { version }, changed, 'Anna')).toThrow(/changed in the meantime/);
    expect(ledger.entries.ofOrder(id)).toHaveLength(3);
  });

  it('does not overwrite what another manager has changed since the form was opened', () => {
    const { manual, id, edit, order } = desk();
    const opened = manual.form(id);
    edit({ note: 'from Taras' });
    expect(() =>
      manual.edit(id, { version: opened.version }, { ...opened.form, note: 'from Anna' }, 'Anna'),
    ).toThrow(expect.objectContaining({ kind: 'refused', field: 'base' }));
    expect(order().content.note).toBe('from Taras');
  });

  it('nor what was decided on the payment since, unless it says the same', async () => {
    const { manual, orders, id, order } = desk();
    const { form, version } = manual.form(id);
    const base = { version, paymentStatus: form.paymentStatus };
    await orders['orders.setPayment']({ id, paymentStatus: 'paid' });
    expect(() => manual.edit(id, base, { ...form, note: 'Ring twice' }, 'Anna')).toThrow(
      expect.objectContaining({ kind: 'refused', field: 'base' }),
    );
    expect(order().paymentStatus).toBe('paid');
    manual.edit(id, base, { ...form, note: 'Ring twice', paymentStatus: 'paid' }, 'Anna');
    expect(order()).toMatchObject({ paymentStatus: 'paid', content: { note: 'Ring twice' } });
  });

  it('tells what others have kept since, step by step, the last as it stands', async () => {
    const { manual, orders, id, edit, clock } = desk();
    const { version } = manual.form(id);
    expect(manual.since(id, version).steps).toEqual([]);
    edit({ note: 'from Taras' });
    await clock.advance(60_000);
    edit({ address: 'Nova 7' });
    await orders['orders.setPayment']({ id, paymentStatus: 'paid' });
    const { steps, version: now } = manual.since(id, version);
    expect(steps.map(({ form }) => [form.note, form.address, form.paymentStatus])).toMatchObject([
      ['from Taras', expect.anything(), 'pending'],
      ['from Taras', 'Nova 7', 'pending'],
      ['from Taras', 'Nova 7', 'paid'],
    ]);
    expect(steps.at(-1)?.form).toEqual(manual.form(id).form);
    expect(now).toBe(manual.form(id).version);
    expect(manual.since(id, now).steps).toHaveLength(1);
  });

  it('of the payment counts, also after a manager decided otherwise', async () => {
    const { orders, id, order, edit, manual } = desk();
    await orders['orders.setPayment']({ id, paymentStatus: 'paid' });
    expect(manual.form(id).form.paymentStatus).toBe('paid');
    edit({ paymentStatus: 'pending' });
    expect(order().paymentStatus).toBe('pending');
    edit({ paymentStatus: 'paid' });
    expect(order().paymentStatus).toBe('paid');
  });

  it('of an order from before forms were kept opens what the order says', () => {
    const { ledger, manual } = desk();
    const old = incomingOrder({
      source: 'manual',
      sourceId: '5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c22',
      number: 'M-9',
      currency: 'UAH',
      items: [
        {
          title: 'Roses',
          quantity: 2,
          options: [],
          unitPrice: { minor: 5_050, currency: 'UAH' },
          variantId: '7',
        },
      ],
      discount: { minor: 100, currency: 'UAH' },
    });
    const orderId = `manual:${old.sourceId}` as ReturnType<typeof manual.create>;
    ledger.entries.append(
      fact({ id: `received:${orderId}`, kind: 'order-received', orderId, data: { order: old } }),
    );
    expect(manual.form(orderId).form).toMatchObject({
      key: old.sourceId,
      items: [
        { title: 'Roses', quantity: 2, unitPrice: '50.50', variantId: 'gid://shopify/ProductVariant/7' },
      ],
      discount: { kind: 'amount', amount: '1.00' },
      paymentStatus: 'pending',
    });
  });

  it('is refused for what a source tells, and for a cancelled order', async () => {
    const { recorder, manual, orders, id, edit } = desk();
    const { orderId } = recorder.record(incomingOrder(), { by: 'shopify', ring: true });
    expect(() => manual.form(orderId)).toThrow(/can only be changed there/);
    await orders['orders.setStatus']({ id, status: 'cancelled', reason: 'changed her mind' });
    expect(() => edit({ note: 'x' })).toThrow(/is cancelled/);
  });
});

describe('a cancellation', () => {
  it('has its reason, and none any more when it is taken back', async () => {
    const { orders, id, order } = desk();
    await orders['orders.setStatus']({ id, status: 'cancelled', reason: 'changed her mind' });
    expect(order()).toMatchObject({ status: 'cancelled', cancelReason: 'changed her mind' });
    await orders['orders.setStatus']({ id, status: 'new' });
    expect(order().status).toBe('new');
    expect(order().cancelReason).toBeUndefined();
  });
});

describe('a refund', () => {
  const one = '5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c33';
  const two = '5a3b1c9e-1111-4a53-9d5e-2f9f0a2f6c44';

  it('is exact, shows in the totals and in the payment, and can be taken back', async () => {
    const { orders, id, order, ledger } = desk();
    await orders['orders.setPayment']({ id, paymentStatus: 'paid' });
    await orders['orders.noteRefund']({ id, key: one, amount: '40,45', reason: 'one was withered' });
    await orders['orders.noteRefund']({ id, key: one, amount: '40,45', reason: 'one was withered' });
    expect(order()).toMatchObject({
      paymentStatus: 'partially-refunded',
      content: { total: { minor: 30_645 }, refunded: { minor: 4_045 } },
      refunds: [{ id: one, reason: 'one was withered', by: 'Anna' }],
    });
    await orders['orders.noteRefund']({ id, key: two, amount: '266.00', reason: 'the rest' });
    expect(order()).toMatchObject({ paymentStatus: 'refunded', content: { refunded: { minor: 30_645 } } });
    await orders['orders.withdrawRefund']({ id, refund: one });
    await orders['orders.withdrawRefund']({ id, refund: one });
    expect(order()).toMatchObject({
      paymentStatus: 'partially-refunded',
      content: { refunded: { minor: 26_600 } },
    });
    expect(ledger.verify()).toEqual([]);
  });

  it('is never more than was paid, nor of nothing paid', async () => {
    const { orders, id, order, edit } = desk();
    const note = (amount: string, key: string) => async () =>
      orders['orders.noteRefund']({ id, key, amount, reason: 'r' });
    await expect(note('1', one)()).rejects.toThrow(/The order is not marked as paid/);
    await orders['orders.setPayment']({ id, paymentStatus: 'paid' });
    await expect(note('306.46', one)()).rejects.toThrow(/More than the refundable amount: 306.45 UAH/);
    await expect(note('0', one)()).rejects.toThrow(expect.objectContaining({ field: 'amount' }));
    await expect(note('1.005', one)()).rejects.toThrow(expect.objectContaining({ field: 'amount' }));
    await note('300', one)();
    await expect(note('6.46', two)()).rejects.toThrow(/6.45 UAH/);
    expect(() => edit({ items: [{ title: 'Peonies', quantity: 1, unitPrice: '10' }] })).toThrow(
      /recorded refunds are higher/,
    );
    await expect(async () => orders['orders.setPayment']({ id, paymentStatus: 'pending' })).rejects.toThrow(
      /was paid/,
    );
    expect(order().content.refunded?.minor).toBe(30_000);
  });

  it('keeps its currency: an order of another one would have nothing given back', async () => {
    const { orders, edit, order, id } = desk();
    await orders['orders.setPayment']({ id, paymentStatus: 'paid' });
    await orders['orders.noteRefund']({ id, key: crypto.randomUUID(), amount: '100', reason: 'Wilted' });
    expect(() => edit({ currency: 'EUR' })).toThrow(/is in UAH/);
    expect(order().content.refunded).toEqual({ minor: 10_000, currency: 'UAH' });
  });

  it('of an order of Shopify is told by Shopify alone', async () => {
    const { recorder, orders } = desk();
    const { orderId } = recorder.record(incomingOrder({ paymentStatus: 'paid' }), {
      by: 'shopify',
      ring: true,
    });
    await expect(async () =>
      orders['orders.noteRefund']({ id: orderId, key: one, amount: '1', reason: 'r' }),
    ).rejects.toThrow(/Refunds of this order come from Shopify/);
  });
});
