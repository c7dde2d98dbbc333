import { describe, expect, it } from 'vitest';
import { createManualIntake } from '../../../src/main/intake/manual/manual-intake.ts';
import type { Recorder } from '../../../src/main/intake/recorder.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { createOrderListHandlers } from '../../../src/main/ipc/order-list-handlers.ts';
import { createBatches } from '../../../src/main/order-actions/batches.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import { erasedWords } from '../../../src/shared/customer/erase.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder } from '../../support/orders.ts';
import { withOneOrder } from './one-order.ts';

it('counts as today’s what came since the shop’s midnight, in any zone', async () => {
  const zones = { 'Europe/Kyiv': 0, 'America/New_York': 1 };
  for (const [timeZone, count] of Object.entries(zones)) {
    // half past eleven in the evening in Kyiv
    const clock = fakeClock('2026-03-04T21:30:00Z');
    const ledger = memoryLedger({ clock });
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
    recorder.record(incomingOrder(), { by: 'shopify', ring: true });
    await clock.advance(3_600_000);
    const handlers = createOrderListHandlers({
      ledger,
      clock,
      events: { emit: () => {} },
      batches: createBatches({ ledger, clock, events: { emit: () => {} }, manager: () => 'Anna' }),
      timeZone: () => timeZone,
    });
    const list = await handlers['orders.list']({ view: 'today', text: '', offset: 0, limit: 10 });
    expect(list.counts.today, timeZone).toBe(count);
  }
});

it('keeps a relative day of a saved view relative, and dates fixed', async () => {
  const clock = fakeClock('2026-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  const handlers = createOrderListHandlers({
    ledger,
    clock,
    events: { emit: () => {} },
    batches: createBatches({ ledger, clock, events: { emit: () => {} }, manager: () => 'Anna' }),
    timeZone: () => 'Europe/Kyiv',
  });
  const come = (sourceId: string) =>
    recorder.record(incomingOrder({ sourceId }), { by: 'shopify', ring: true });
  const dates = { from: '2026-03-04', to: '2026-03-04' };
  for (const [index, days] of ['today', 'yesterday', '7', dates].entries()) {
    const view = {
      id: `7a5f4c1e-8f1f-4a57-9d5c-2f5e1d0b8a1${index}`,
      name: `View ${index}`,
      choice: { view: 'all', text: '', only: { days } },
      density: 'compact',
      facts: [],
    };
    await handlers['views.save'](inputSchemas['views.save'].parse(view));
  }
  const counted = async () => {
    const views = await handlers['views.list'](undefined);
    return handlers['orders.howMany']({ choices: views.map(({ choice }) => choice) });
  };
  come('1');
  expect(await counted()).toEqual([1, 0, 1, 1]);
  await clock.advance(24 * 3_600_000);
  come('2');
  come('3');
  expect(await counted()).toEqual([2, 1, 3, 1]);
  await clock.advance(6 * 24 * 3_600_000);
  expect(await counted()).toEqual([0, 0, 2, 1]);
});

const quarantined = (recorder: Recorder): OrderId =>
  recorder.record(
    incomingOrder({
      source: 'mail:bloomdash',
      sourceId: 'unverified:1',
      review: [{ code: 'unverified-sender' }],
    }),
    { by: 'gmail', ring: false },
  ).orderId;

describe('a decision on what an order no longer is', () => {
  it('is refused, and made by who decides on what it has become', async () => {
    const { handlers, ledger, orderId, order, now } = withOneOrder();
    await handlers['orders.take']({ id: orderId, seen: 'new' });
    await handlers['orders.setStatus']({ id: orderId, status: 'cancelled', seen: 'taken' });
    now('Ivan');
    const before = ledger.entries.list().length;
    const refused = expect.objectContaining({ kind: 'refused', field: 'seen' });
    expect(() => handlers['orders.take']({ id: orderId, seen: 'new' })).toThrow(refused);
    expect(() => handlers['orders.setStatus']({ id: orderId, status: 'preparing', seen: 'taken' })).toThrow(
      refused,
    );
    expect(() => handlers['orders.setPayment']({ id: orderId, paymentStatus: 'paid', seen: 'paid' })).toThrow(
      refused,
    );
    expect(ledger.entries.list()).toHaveLength(before);
    await handlers['orders.setStatus']({ id: orderId, status: 'preparing', seen: 'cancelled' });
    expect(order()?.status).toBe('preparing');
  });

  it.each(['after her', 'at once with her'])(
    'is refused for undoing a taking after another’s takeover %s',
    async (when) => {
      const { handlers, ledger, orderId, order, now } = withOneOrder();
      const { order: mine } = await handlers['orders.take']({ id: orderId, seen: 'new' });
      now('Ivan');
      if (when === 'after her') await handlers['orders.take']({ id: orderId, seen: 'taken' });
      else {
        // the greater id has it
        const data = { manager: 'Ivan', decision: 1, over: [] };
        ledger.entries.append(fact({ id: 'taken:ivan', kind: 'taken', orderId, by: 'Ivan', data }));
      }
      expect(order()).toMatchObject({ status: 'taken', takenBy: 'Ivan' });
      now('Anna');
      const back = { id: orderId, status: 'new', seen: mine.status, seenTakenBy: mine.takenBy } as const;
      expect(() => handlers['orders.setStatus'](back)).toThrow(
        expect.objectContaining({ kind: 'refused', field: 'seen' }),
      );
      expect(order()).toMatchObject({ status: 'taken', takenBy: 'Ivan' });
    },
  );

  it('is no question for who has taken it already', async () => {
    const { handlers, orderId, order } = withOneOrder();
    await handlers['orders.take']({ id: orderId, seen: 'new' });
    await handlers['orders.take']({ id: orderId, seen: 'new' });
    expect(order()?.takenBy).toBe('Anna');
  });
});

describe('what a manager does to an order', () => {
  it('says where he took it', async () => {
    const { handlers, orderId, order, now } = withOneOrder();
    await handlers['orders.take']({ id: orderId });
    expect(order()).toMatchObject({ takenBy: 'Anna', takenVia: 'app' });
    now('Ivan');
    await handlers['orders.take']({ id: orderId, via: 'toast' });
    expect(order()).toMatchObject({ takenBy: 'Ivan', takenVia: 'toast' });
  });

  it('is one entry when he takes it twice', async () => {
    const { handlers, ledger, orderId, order } = withOneOrder();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.take']({ id: orderId });
    expect(order()).toMatchObject({ status: 'taken', takenBy: 'Anna' });
    expect(ledger.entries.list().filter(({ kind }) => kind === 'taken')).toHaveLength(1);
  });

  it('leaves the work where it is when another takes over', async () => {
    const { handlers, orderId, order, now } = withOneOrder();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.setStatus']({ id: orderId, status: 'ready' });
    now('Taras');
    await handlers['orders.take']({ id: orderId });
    expect(order()).toMatchObject({ status: 'ready', takenBy: 'Taras' });
  });

  it('can be taken back', async () => {
    const { handlers, orderId, order } = withOneOrder();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.setStatus']({ id: orderId, status: 'new' });
    expect(order()?.status).toBe('new');
    expect(order()?.takenBy).toBeUndefined();
    await handlers['orders.take']({ id: orderId });
    expect(order()?.takenBy).toBe('Anna');
  });

  it('returns a released order to its owner when another undoes it', async () => {
    const { handlers, orderId, order, now } = withOneOrder();
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.setStatus']({ id: orderId, status: 'preparing' });
    now('Taras');
    await handlers['orders.setStatus']({ id: orderId, status: 'new' });
    await handlers['orders.setStatus']({ id: orderId, status: 'preparing', takenBy: 'Anna', seen: 'new' });
    expect(order()).toMatchObject({ status: 'preparing', takenBy: 'Anna' });
    expect(order()).not.toHaveProperty('alsoTook');
  });

  it('allows nothing on a quarantined order but discarding it', async () => {
    const { handlers, recorder, order } = withOneOrder();
    const id = quarantined(recorder);
    expect(() => handlers['orders.take']({ id })).toThrow('is quarantined');
    expect(() => handlers['orders.setStatus']({ id, status: 'ready' })).toThrow('is quarantined');
    await handlers['orders.setStatus']({ id, status: 'cancelled' });
    expect(order(id)).toMatchObject({ status: 'cancelled', quarantined: true });
    await handlers['orders.setStatus']({ id, status: 'new' });
    expect(order(id)?.status).toBe('new');
  });

  it('cannot be taken by page or notification once merged', async () => {
    const { handlers, clock, ledger, recorder, orderId, order } = withOneOrder();
    const { orderId: kept } = recorder.record(incomingOrder({ sourceId: '2' }), {
      by: 'shopify',
      ring: true,
    });
    createSameOrders({ ledger, clock }).merge(kept, orderId, 'Anna');
    expect(() => handlers['orders.take']({ id: orderId, seen: 'new', via: 'toast' })).toThrow(
      'It is merged into another order',
    );
    expect(order()?.status).toBe('new');
    await handlers['orders.take']({ id: kept, seen: 'new', via: 'toast' });
    expect(order(kept)?.status).toBe('taken');
  });

  it('cannot be released by an Undo once merged', async () => {
    const { handlers, clock, ledger, recorder, orderId, order } = withOneOrder();
    const { orderId: kept } = recorder.record(incomingOrder({ sourceId: '2' }), {
      by: 'shopify',
      ring: true,
    });
    await handlers['orders.take']({ id: orderId });
    await handlers['orders.setStatus']({ id: orderId, status: 'preparing' });
    await handlers['orders.setStatus']({ id: orderId, status: 'new' });
    createSameOrders({ ledger, clock }).merge(kept, orderId, 'Taras');
    expect(() =>
      handlers['orders.setStatus']({ id: orderId, status: 'preparing', takenBy: 'Anna', seen: 'new' }),
    ).toThrow('It is merged into another order');
    expect(order()).toMatchObject({ status: 'new', partOf: { id: kept } });
    expect(order()).not.toHaveProperty('takenBy');
  });

  it('releases an order from quarantine once, and then enqueues its notifications', async () => {
    const { handlers, recorder, rung, ledger, orderId, order } = withOneOrder();
    const id = quarantined(recorder);
    expect(rung).toEqual([orderId]);

    const detail = await handlers['orders.release']({ id });
    await handlers['orders.release']({ id });
    await handlers['orders.release']({ id: orderId });

    expect(detail.order).toMatchObject({ quarantined: false, needsReview: false });
    expect(rung).toEqual([orderId, id]);
    expect(ledger.entries.list().filter(({ kind }) => kind === 'released')).toMatchObject([{ by: 'Anna' }]);
    await handlers['orders.take']({ id });
    expect(order(id)?.status).toBe('taken');
  });

  it('says so when there is no such order', async () => {
    const { handlers, ledger } = withOneOrder();
    const before = ledger.entries.list().length;
    const unknownId = 'shopify:404' as OrderId; // an id this ledger never gave
    expect(() => handlers['orders.addNote']({ id: unknownId, key: 'k', text: 'hello' })).toThrow(
      'There is no order shopify:404',
    );
    expect(ledger.entries.list()).toHaveLength(before);
  });
});

describe('a payment that is taken back', () => {
  it.each(['before', 'after'])('leaves an order paid whose buyer pays %s that', async (when) => {
    const { handlers, recorder, orderId: id, order } = withOneOrder();
    const paid = incomingOrder({ sourceId: '1', version: 2, paymentStatus: 'paid' });
    const pays = () => recorder.record(paid, { by: 'shopify', ring: false });
    const made = await handlers['orders.setPayment']({ id, paymentStatus: 'paid', seen: 'pending' });
    const over = made.order.content.paymentStatus;
    if (when === 'before') pays();
    await handlers['orders.setPayment']({ id, paymentStatus: 'pending', seen: 'paid', over });
    if (when === 'after') {
      expect(order()?.paymentStatus).toBe('pending');
      pays();
    }
    expect(order()?.paymentStatus).toBe('paid');
  });

  it('leaves no manual order paid because its form was saved meanwhile', async () => {
    const { handlers, recorder, ledger, clock, order } = withOneOrder();
    const manual = createManualIntake({ recorder, ledger, clock });
    const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
    const items = [{ title: 'Peonies', quantity: 3, unitPrice: '100' }];
    const customer = { name: 'Olena' };
    const id = manual.create({ key, currency: 'UAH', items, customer, paymentStatus: 'pending' }, 'Anna');
    const made = await handlers['orders.setPayment']({ id, paymentStatus: 'paid', seen: 'pending' });
    const over = made.order.content.paymentStatus;
    const { form, version } = manual.form(id);
    manual.edit(id, { version }, { ...form, address: 'Sadova 5, Kyiv' }, 'Taras');
    await handlers['orders.setPayment']({ id, paymentStatus: 'pending', seen: 'paid', over });
    expect(order(id)).toMatchObject({ paymentStatus: 'pending', content: { address: 'Sadova 5, Kyiv' } });
  });
});

describe('a note', () => {
  it('is saved once when resent, and twice under another key', async () => {
    const { handlers, orderId: id, ledger } = withOneOrder();
    const notes = () => ledger.entries.ofOrder(id).filter(({ kind }) => kind === 'note-added');
    const note = { id, key: '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11', text: 'Courier comes at 15:00' };
    await handlers['orders.addNote'](note);
    await handlers['orders.addNote'](note);
    expect(notes()).toHaveLength(1);
    await handlers['orders.addNote']({ ...note, key: '7d0f7a86-40a3-4a6e-8e0b-9d1f5f0f5a10' });
    expect(notes()).toHaveLength(2);
  });
});

describe('an order whose customer was erased', () => {
  const gone = 'Its customer was erased, so no new text is stored';
  const erased = () => {
    const setup = withOneOrder();
    const { ledger, orderId } = setup;
    ledger.entries.append(fact({ id: 'gone', kind: 'customer-erased', orderId, data: {} }));
    return setup;
  };

  it('refuses notes and reasons that it would lose', () => {
    const { handlers, ledger, orderId: id } = erased();
    const before = ledger.entries.list().length;
    expect(() => handlers['orders.addNote']({ id, key: 'k', text: 'Courier comes at 15:00' })).toThrow(gone);
    const reason = 'no flowers left';
    expect(() => handlers['orders.setStatus']({ id, status: 'cancelled', reason })).toThrow(gone);
    expect(() => handlers['orders.noteRefund']({ id, key: 'k', amount: '1', reason })).toThrow(gone);
    expect(ledger.entries.list()).toHaveLength(before);
  });

  it('is cancelled without a reason, and once more by undo', async () => {
    const { handlers, orderId: id, order } = erased();
    await handlers['orders.setStatus']({ id, status: 'cancelled' });
    await handlers['orders.setStatus']({ id, status: 'new' });
    await handlers['orders.setStatus']({ id, status: 'cancelled', reason: erasedWords });
    expect(order()?.status).toBe('cancelled');
  });
});
