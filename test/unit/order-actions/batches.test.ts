import { beforeEach, describe, expect, it } from 'vitest';
import { createManualIntake } from '../../../src/main/intake/manual/manual-intake.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createBatches } from '../../../src/main/order-actions/batches.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { OrderAction } from '../../../src/shared/order-actions.ts';
import { fact, incomingOrder } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';
import type { BatchShop } from './batch-shop.ts';
import { batchShop } from './batch-shop.ts';

let clock: BatchShop['clock'];
let ledger: BatchShop['ledger'];
let events: BatchShop['events'];
let batches: BatchShop['batches'];
let add: BatchShop['add'];
let manager = 'Anna';

beforeEach(() => {
  manager = 'Anna';
  ({ clock, ledger, events, batches, add } = batchShop(() => manager));
});

/** Every order's row, search result and detail, without its decision count and change time. */
const standing = () => {
  const { rows } = ledger.orders.rows({ view: 'all', text: '', offset: 0, limit: 500 }, shopTimeAt());
  return rows.map((row) => {
    const { decisions: _decisions, changedAt: _changedAt, ...order } = ledger.orders.get(row.id) ?? {};
    return { row, order };
  });
};

const actions: readonly OrderAction[] = [
  { kind: 'take' },
  { kind: 'status', status: 'handed-over' },
  { kind: 'status', status: 'cancelled', reason: 'no flowers left' },
  { kind: 'payment', paymentStatus: 'paid' },
  { kind: 'tag', tag: 'gift', on: true },
  { kind: 'tag', tag: 'old', on: false },
  { kind: 'assign', manager: 'Taras' },
  { kind: 'assign', manager: null },
  { kind: 'snooze', until: Date.parse('2026-03-05T08:00:00Z') },
  { kind: 'snooze', until: null },
];

describe('a bulk action', () => {
  it.each(actions)('is taken back so that everything is as it was before: %o', async (action) => {
    const ids = ['1', '2', '3', '4'].map((one) => add(one));
    await batches.run(ids.slice(0, 2), { kind: 'tag', tag: 'old', on: true }, 'before-1');
    await batches.run(ids.slice(1, 3), { kind: 'assign', manager: 'Ivan' }, 'before-2');
    await batches.run(
      ids.slice(2),
      { kind: 'snooze', until: Date.parse('2026-03-09T08:00:00Z') },
      'before-3',
    );
    const before = standing();
    const result = await batches.run(ids, action, 'b');
    expect(result.refused).toEqual([]);
    expect(result.done + result.unchanged).toBe(4);
    expect(result.done).toBeGreaterThan(0);
    expect(standing()).not.toEqual(before);

    await batches.undo('b');
    expect(standing()).toEqual(before);
    expect(ledger.verify()).toEqual([]);
  });

  it.each(['taken', 'preparing', 'handed-over'] as const)(
    'undo returns an order that was %s and released to its owner',
    async (status) => {
      const id = add('1');
      await batches.run([id], { kind: 'take' }, 'a');
      if (status !== 'taken') await batches.run([id], { kind: 'status', status }, 'b');
      manager = 'Taras';
      await batches.run([id], { kind: 'status', status: 'new' }, 'c');
      expect(ledger.orders.get(id)).not.toHaveProperty('takenBy');
      await batches.undo('c');
      const order = ledger.orders.get(id);
      expect(order).toMatchObject({ status, takenBy: 'Anna' });
      expect(order).not.toHaveProperty('alsoTook');
    },
  );

  it('reopens cancelled orders, and undo respects later cancellations', async () => {
    const cancelledAt = '2026-03-04T10:00:00Z';
    const [gone, open] = [add('1', { cancelledAt }), add('2')];
    await batches.run([gone], { kind: 'status', status: 'preparing' }, 'a');
    expect(ledger.orders.get(gone)?.status).toBe('preparing');
    await batches.run([open], { kind: 'status', status: 'cancelled' }, 'b');
    const cancelledOrder = incomingOrder({ sourceId: '2', version: 2, cancelledAt });
    ledger.entries.append(
      fact({ id: 'told', kind: 'order-updated', orderId: open, data: { order: cancelledOrder } }),
    );
    await batches.undo('b');
    expect(ledger.orders.get(open)?.status).toBe('cancelled');
  });

  it('names each refused order, as the others count as done', async () => {
    const gone = Array.from({ length: 600 }, (_, number) => orderIdOf('shopify', `gone-${number}`));
    const { refused } = await batches.run([...gone, add('1')], { kind: 'take' }, 'b');
    expect(refused.map(({ id }) => id)).toEqual(gone);
  });

  it('leaves alone what refuses, says of each why, and does the others', async () => {
    const fine = add('1');
    const doubtful = add('2', { review: [{ code: 'unverified-sender' }] });
    const taken = add('3');
    ledger.entries.append(
      fact({ id: 't', kind: 'taken', orderId: taken, data: { manager: 'Taras', decision: 1 } }),
    );
    const gone = orderIdOf('shopify', 'gone');
    const result = await batches.run([doubtful, taken, gone, fine], { kind: 'take' }, 'b');
    expect(result).toMatchObject({ done: 1, unchanged: 0 });
    expect(result.refused.map(({ number, message }) => `${number}: ${message}`)).toEqual([
      '#2: The order is quarantined: its sender is not verified',
      '#3: Taras has taken it',
      ': The order no longer exists',
    ]);
    expect(ledger.orders.get(fine)?.takenBy).toBe('Anna');
    expect(ledger.orders.get(taken)?.takenBy).toBe('Taras');
  });

  it('takes new orders and one’s own, and leaves those of others', async () => {
    const [own, fresh, other] = [add('1'), add('2'), add('3')];
    await batches.run([own], { kind: 'take' }, 'a');
    await batches.run([own], { kind: 'status', status: 'handed-over' }, 'b');
    manager = 'Taras';
    await batches.run([other], { kind: 'take' }, 'c');
    await batches.run([other], { kind: 'status', status: 'ready' }, 'd');
    manager = 'Anna';
    const before = standing();
    const result = await batches.run([own, fresh, other], { kind: 'status', status: 'taken' }, 'e');
    expect(result).toMatchObject({ done: 2, refused: [{ id: other, message: 'Taras has taken it' }] });
    for (const id of [own, fresh]) {
      expect(ledger.orders.get(id)).toMatchObject({ status: 'taken', takenBy: 'Anna' });
    }
    expect(ledger.orders.get(other)).toMatchObject({ status: 'ready', takenBy: 'Taras' });
    await batches.undo('e');
    expect(standing()).toEqual(before);
  });

  it('is refused for an erased customer’s order that would lose text', async () => {
    const [erased, fine] = [add('1'), add('2')];
    ledger.entries.append(fact({ id: 'gone', kind: 'customer-erased', orderId: erased, data: {} }));
    const action = { kind: 'status', status: 'cancelled', reason: 'no flowers left' } as const;
    const result = await batches.run([erased, fine], action, 'b');
    expect(result).toMatchObject({
      done: 1,
      refused: [{ id: erased, message: 'Its customer was erased, so no new text is stored' }],
    });
  });

  it('runs once when sent twice, and is undone once', async () => {
    const id = add('1');
    const action = { kind: 'tag', tag: 'gift', on: true } as const;
    const [one, two] = await Promise.all([batches.run([id], action, 'b'), batches.run([id], action, 'b')]);
    expect(two).toEqual(one);
    const entries = ledger.entries.ofOrder(id).length;
    expect(await batches.undo('b')).toMatchObject({ done: 1 });
    expect(await batches.undo('b')).toMatchObject({ done: 0 });
    expect(ledger.entries.ofOrder(id)).toHaveLength(entries + 1);
  });

  it('is taken back whole where it came in many parts', async () => {
    const ids = Array.from({ length: 30 }, (_, index) => add(String(index)));
    for (const id of ids) await batches.run([id], { kind: 'tag', tag: 'gift', on: true }, `part ${id}`);
    for (const id of ids.toReversed()) expect(await batches.undo(`part ${id}`)).toMatchObject({ done: 1 });
  });

  describe('that fails half-way', () => {
    const action = { kind: 'payment', paymentStatus: 'paid' } as const;
    /** After this many commits the disk is full. */
    let room = Number.POSITIVE_INFINITY;
    let ids: readonly OrderId[] = [];
    const paid = () => ids.filter((id) => ledger.orders.get(id)?.paymentStatus === 'paid').length;

    beforeEach(() => {
      ids = Array.from({ length: 60 }, (_, index) => add(String(index)));
      batches = createBatches({
        ledger: {
          ...ledger,
          transaction: (work) =>
            ledger.transaction(() => {
              const result = work();
              room -= 1;
              if (room < 0) throw new Error('database or disk is full');
              return result;
            }),
        },
        clock,
        events: { emit: (event) => void events.push(event) },
        manager: () => manager,
      });
    });

    const failHalfWay = async () => {
      room = 1;
      await expect(batches.run(ids, action, 'b')).rejects.toThrow('disk is full');
      expect(paid()).toBe(40);
      room = Number.POSITIVE_INFINITY;
    };

    it('resumes when there is room again, repeats none, and is undone whole', async () => {
      await failHalfWay();
      const result = await batches.run(ids, action, 'b');
      expect(result).toMatchObject({ done: 60, unchanged: 0, refused: [] });
      expect(paid()).toBe(60);
      expect(ids.flatMap((id) => ledger.entries.ofOrder(id))).toHaveLength(120);
      expect(await batches.run(ids, action, 'b')).toEqual(result);
      expect(await batches.undo('b')).toMatchObject({ done: 60 });
      expect(paid()).toBe(0);
    });

    it('is taken back as far as it had got', async () => {
      await failHalfWay();
      expect(await batches.undo('b')).toMatchObject({ done: 40 });
      expect(paid()).toBe(0);
    });

    it('is taken back whole, though taking back failed half-way as well', async () => {
      await batches.run(ids, action, 'b');
      room = 1;
      await expect(batches.undo('b')).rejects.toThrow('disk is full');
      expect(paid()).toBe(20);
      room = Number.POSITIVE_INFINITY;
      expect(await batches.undo('b')).toMatchObject({ done: 20, refused: [] });
      expect(paid()).toBe(0);
    });
  });

  it('does not undo an order that another person changed since', async () => {
    const [left, changed] = [add('1'), add('2')];
    await batches.run([left, changed], { kind: 'status', status: 'ready' }, 'b');
    manager = 'Taras';
    await batches.run([changed], { kind: 'status', status: 'handed-over' }, 'other');
    const result = await batches.undo('b');
    expect(result).toMatchObject({
      done: 1,
      refused: [{ id: changed, message: 'Someone has changed it since' }],
    });
    expect(ledger.orders.get(left)?.status).toBe('new');
    expect(ledger.orders.get(changed)?.status).toBe('handed-over');
  });

  it('releases no order that was merged since', async () => {
    const [part, whole] = [add('1'), add('2')];
    await batches.run([part], { kind: 'take' }, 'taken');
    await batches.run([part], { kind: 'status', status: 'new' }, 'b');
    const data = { other: whole, verdict: 'merged', decision: 3 } as const;
    ledger.entries.append(fact({ id: 'merged', kind: 'same-decided', orderId: part, data }));
    expect(await batches.undo('b')).toMatchObject({ done: 0, refused: [{ id: part }] });
    expect(ledger.orders.get(part)).not.toHaveProperty('takenBy');
  });

  it('undoes its own change, and leaves those of others', async () => {
    const id = add('1');
    await batches.run([id], { kind: 'tag', tag: 'gift', on: true }, 'b');
    await batches.run([id], { kind: 'status', status: 'ready' }, 'other');
    await batches.undo('b');
    expect(ledger.orders.get(id)).toMatchObject({ status: 'ready' });
    expect(ledger.orders.get(id)).not.toHaveProperty('tags');
  });

  it.each(['before', 'after'])('leaves an order paid whose buyer pays %s it is taken back', async (when) => {
    const id = add('1', { paymentStatus: 'pending' });
    const order = incomingOrder({ sourceId: '1', version: 2, paymentStatus: 'paid' });
    const pays = () =>
      ledger.entries.append(fact({ id: 'paid', kind: 'order-updated', orderId: id, data: { order } }));
    await batches.run([id], { kind: 'payment', paymentStatus: 'paid' }, 'b');
    if (when === 'before') pays();
    await batches.undo('b');
    if (when === 'after') {
      expect(ledger.orders.get(id)?.paymentStatus).toBe('pending');
      pays();
    }
    expect(ledger.orders.get(id)?.paymentStatus).toBe('paid');
  });

  it('leaves no manual order paid because its form was saved meanwhile', async () => {
    const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
    const manual = createManualIntake({ recorder, ledger, clock });
    const key = '0e4f0f5e-5b1c-4a53-9d5e-2f9f0a2f6c11';
    const items = [{ title: 'Peonies', quantity: 3, unitPrice: '100' }];
    const customer = { name: 'Olena' };
    const id = manual.create({ key, currency: 'UAH', items, customer, paymentStatus: 'pending' }, 'Anna');
    await batches.run([id], { kind: 'payment', paymentStatus: 'paid' }, 'b');
    const { form, version } = manual.form(id);
    manual.edit(id, { version }, { ...form, address: 'Sadova 5, Kyiv' }, 'Taras');
    await batches.undo('b');
    expect(ledger.orders.get(id)).toMatchObject({
      paymentStatus: 'pending',
      content: { address: 'Sadova 5, Kyiv' },
    });
  });

  it('says that it cannot take back what it no longer knows', async () => {
    await expect(batches.undo('never')).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('reports its progress, and yields to other work', async () => {
    const ids = Array.from({ length: 100 }, (_, index) => add(String(index)));
    let turns = 0;
    let ended = false;
    const count = (): void => {
      turns += 1;
      if (!ended) setImmediate(count);
    };
    setImmediate(count);
    await batches.run(ids, { kind: 'status', status: 'ready' }, 'b');
    ended = true;
    expect(turns).toBeGreaterThan(1);
    expect(events.filter(({ kind }) => kind === 'batch-changed')).toEqual(
      [40, 80, 100].map((done) => ({ kind: 'batch-changed', batch: 'b', done, total: 100 })),
    );
  });
});

describe('putting an order off', () => {
  it('takes new orders, so that no alert is lost unseen', async () => {
    const id = add('1');
    const until = clock.now() + 3_600_000;
    await batches.run([id], { kind: 'snooze', until }, 'b');
    expect(ledger.orders.get(id)).toMatchObject({ status: 'taken', takenBy: 'Anna', snoozedUntil: until });
    const at = shopTimeAt(0, clock.now());
    expect(ledger.orders.counts(at)).toMatchObject({ new: 0, open: 0, snoozed: 1 });
    await clock.advance(3_600_000);
    expect(ledger.orders.counts(shopTimeAt(0, clock.now()))).toMatchObject({ open: 1, snoozed: 0 });
  });

  it('is refused where nothing is left to do', async () => {
    const id = add('1');
    await batches.run([id], { kind: 'status', status: 'handed-over' }, 'a');
    const result = await batches.run([id], { kind: 'snooze', until: clock.now() + 1 }, 'b');
    expect(result).toMatchObject({ done: 0, refused: [{ id }] });
  });

  it('ends when the order is done, whatever the hour', async () => {
    const id = add('1');
    await batches.run([id], { kind: 'snooze', until: clock.now() + 9_000_000 }, 'a');
    await batches.run([id], { kind: 'status', status: 'handed-over' }, 'b');
    expect(ledger.orders.counts(shopTimeAt(0, clock.now())).snoozed).toBe(0);
  });
});
