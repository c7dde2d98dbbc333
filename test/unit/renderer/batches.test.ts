import { describe, expect, it } from 'vitest';
import type { Target } from '../../../src/renderer/state/inbox/batches.ts';
import { withRunning } from '../../../src/renderer/state/inbox/batches.ts';
import { createStores } from '../../../src/renderer/state/stores.ts';
import type { CommandName } from '../../../src/shared/contract.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { SeenOrder } from '../../../src/shared/order-actions.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { OrderRow } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

async function openList({
  orders = 12,
  before,
}: {
  orders?: number;
  before?: (name: CommandName) => Promise<void>;
} = {}) {
  const clock = pageClock();
  const fake = createFakeBridge({ orders, now: clock.now, ...(before && { before }) });
  const stores = createStores({
    client: pageClient(fake.bridge),
    clock,
    bar: { read: () => '', push: () => undefined, replace: () => undefined, onChange: () => () => undefined },
    storage: { getItem: () => null, setItem: () => undefined },
    clearToasts: () => undefined,
  });
  stores.start();
  await stores.inbox.show({ view: 'all', text: '' });
  await settle();
  /** The rows as they are on screen. */
  const shown = (): readonly OrderRow[] => {
    const { listing } = stores.inbox.getState();
    if (listing.state !== 'ready') throw new Error(`the list is ${listing.state}`);
    const { running } = stores.batches.getState();
    return [...listing.rows.values()].map((row) => withRunning(row, running));
  };
  const kept = async (): Promise<readonly OrderRow[]> => {
    const reply = await fake.bridge.call('orders.list', { view: 'all', text: '', offset: 0, limit: 500 });
    if (!reply.ok) throw new Error(reply.error.message);
    return (reply.value as { rows: readonly OrderRow[] }).rows; // the fake's answer to this command
  };
  return { clock, fake, stores, shown, kept };
}

const gift = { kind: 'tag', tag: 'gift', on: true } as const;
const allOf = (ids: readonly OrderId[], view: 'all' | 'new' | 'open' = 'all'): Target => ({
  choice: { view, text: '' },
  among: new Set(ids),
});

describe('a bulk action', () => {
  it('is on every row at once, before main answers', async () => {
    const slow = gate();
    const { fake, stores, shown } = await openList({
      before: (name) => (name === 'orders.batch' ? slow.opened : Promise.resolve()),
    });
    const { outcome } = stores.batches.run({ ids: fake.ids().slice(0, 3) }, gift);
    const tagged = () => shown().filter(({ tags }) => tags.includes('gift')).length;
    expect(tagged()).toBe(3);
    slow.open();
    expect(await outcome).toMatchObject({ ok: true, result: { done: 3, refused: [] } });
    expect(stores.batches.getState().running).toEqual([]);
    expect(tagged()).toBe(3);
  });

  it('restores every row when main refuses, and can be retried', async () => {
    const { fake, stores, shown, kept } = await openList();
    const before = shown();
    fake.refuse('orders.batch', new Problem('unreachable', 'Orderbell is not responding'));
    const begun = stores.batches.run({ ids: fake.ids().slice(0, 3) }, gift);
    expect(await begun.outcome).toMatchObject({
      ok: false,
      error: { message: 'Orderbell is not responding' },
    });
    expect(shown()).toEqual(before);
    fake.refuse('orders.batch', null);
    expect(await begun.again().outcome).toMatchObject({ ok: true, result: { done: 3 } });
    expect((await kept()).filter(({ tags }) => tags.includes('gift'))).toHaveLength(3);
  });

  it('shows its progress after a failure, resumes, and is undone whole', async () => {
    let room = false;
    const { clock, fake, stores, shown, kept } = await openList({
      orders: 60,
      before: async (name) => {
        const [batch] = stores.batches.getState().running[0]?.batches ?? [];
        if (name !== 'orders.batch' || room || batch === undefined) return;
        room = true;
        const target = { ids: fake.ids().slice(0, 40) };
        await fake.bridge.call('orders.batch', { target, deed: gift, batch });
        fake.emit({ kind: 'batch-changed', batch, done: 40, total: 60 });
        throw new Problem('bug', 'The disk is full');
      },
    });
    const before = await kept();
    const tagged = () => shown().filter(({ tags }) => tags.includes('gift')).length;
    const begun = stores.batches.run({ ids: fake.ids() }, gift);
    expect(await begun.outcome).toMatchObject({ ok: false, done: 40 });
    await clock.advance(500);
    expect(tagged()).toBe(40);

    const again = begun.again();
    expect(stores.batches.getState().running).toMatchObject([{ done: 40, total: 60 }]);
    expect(await again.outcome).toMatchObject({ ok: true });
    expect(tagged()).toBe(60);
    expect(await again.undo()).toMatchObject({ ok: true });
    await clock.advance(500);
    expect(tagged()).toBe(0);
    expect(await kept()).toEqual(before);
  });

  it('undoes its sent parts after another part failed', async () => {
    let parts = 0;
    const { fake, stores, kept } = await openList({
      orders: 2010,
      before: async (name) => {
        if (name !== 'orders.batch') return;
        parts += 1;
        if (parts !== 2) return;
        const [, batch = ''] = stores.batches.getState().running[0]?.batches ?? [];
        const target = { ids: fake.ids().slice(1000, 1040) };
        await fake.bridge.call('orders.batch', { target, deed: gift, batch });
        throw new Problem('bug', 'The disk is full');
      },
    });
    const begun = stores.batches.run({ ids: fake.ids() }, gift);
    expect(await begun.outcome).toMatchObject({ ok: false, done: 1000 });
    expect(await begun.undo()).toMatchObject({ ok: true, result: { done: 1040 } });
    expect(fake.inputsOf('orders.undoBatch')).toHaveLength(2);
    expect((await kept()).some(({ tags }) => tags.length > 0)).toBe(false);
  });

  it('covers a whole choice, listed or not, and is undone whole', async () => {
    const { clock, fake, stores, shown, kept } = await openList({ orders: 300 });
    const before = await kept();
    expect(shown().length).toBe(100);
    const begun = stores.batches.run(allOf(fake.ids()), gift);
    expect(await begun.outcome).toMatchObject({ ok: true, result: { done: 300 } });
    expect((await kept()).every(({ tags }) => tags.includes('gift'))).toBe(true);
    expect(await begun.undo()).toMatchObject({ ok: true, result: { done: 300 } });
    await clock.advance(100);
    expect(await kept()).toEqual(before);
  });

  it('leaves out orders that came or were taken after the choice', async () => {
    // the next order is the twelfth, and is new
    const { fake, stores, shown, kept } = await openList({ orders: 11 });
    const fresh = shown().filter(({ status, quarantined }) => status === 'new' && !quarantined);
    const ids = fresh.map(({ id }) => id);
    const [first, ...others] = ids;
    if (!first || others.length === 0) throw new Error('fewer than two orders are new');
    const late = fake.arrive();
    await fake.bridge.call('orders.take', { id: first });
    const begun = stores.batches.run(allOf(ids, 'new'), { kind: 'status', status: 'cancelled' });
    const statusOf = async (id: OrderId) => (await kept()).find((row) => row.id === id)?.status;
    expect(await begun.outcome).toMatchObject({ ok: true, result: { done: others.length } });
    expect(await statusOf(late)).toBe('new');
    expect(await statusOf(first)).toBe('taken');
    expect(await Promise.all(others.map(statusOf))).toEqual(others.map(() => 'cancelled'));
  });

  it('leaves and names orders that another person changed since the choice', async () => {
    const { fake, stores, kept } = await openList({ orders: 40 });
    const open = (await kept()).filter(({ status }) => status === 'taken');
    const [first, ...others] = open;
    if (!first || others.length === 0) throw new Error('fewer than two orders are taken');
    const ids = open.map(({ id }) => id);
    const target = { ...allOf(ids, 'open'), seen: open };
    await fake.bridge.call('orders.setStatus', { id: first.id, status: 'ready' });
    const begun = stores.batches.run(target, { kind: 'status', status: 'preparing' });
    expect(await begun.outcome).toMatchObject({
      ok: true,
      result: { done: others.length, refused: [{ id: first.id, number: first.number }] },
    });
    const after = new Map((await kept()).map(({ id, status }) => [id, status]));
    expect(after.get(first.id)).toBe('ready');
    expect(others.map(({ id }) => after.get(id))).toEqual(others.map(() => 'preparing'));
  });

  it('changes nothing and reloads when a choice has become empty', async () => {
    const slow = gate();
    let isHeld = false;
    const { clock, fake, stores, shown } = await openList({
      before: (name) => (isHeld && name === 'orders.list' ? slow.opened : Promise.resolve()),
    });
    await stores.inbox.show({ view: 'today', text: '' });
    const before = shown();
    expect(before.length).toBeGreaterThan(0);
    await clock.advance(9 * 3_600_000); // none of them is of today any more
    isHeld = true;
    const begun = stores.batches.run(
      { choice: { view: 'today', text: '' }, among: new Set(before.map(({ id }) => id)) },
      gift,
    );
    expect(shown().every(({ tags }) => tags.includes('gift'))).toBe(true);
    const looked = fake.inputsOf('orders.list').length;
    expect(await begun.outcome).toMatchObject({ ok: true, result: { done: 0, refused: [] } });
    expect(shown()).toEqual(before);
    expect(fake.inputsOf('orders.batch')).toEqual([]);
    expect(fake.inputsOf('orders.list')).toHaveLength(looked + 1);
    slow.open();
    await settle();
    expect(shown()).toEqual([]);
  });

  it('resumes the rest of a choice after a failure half-way', async () => {
    let parts = 0;
    const { fake, stores } = await openList({
      orders: 2010,
      before: async (name) => {
        if (name !== 'orders.batch') return;
        parts += 1;
        if (parts === 2) throw new Problem('bug', 'The disk is full');
      },
    });
    const choice = { view: 'open', text: '' } as const;
    const open = async (): Promise<readonly OrderId[]> => {
      const reply = await fake.bridge.call('orders.ids', { choice });
      if (!reply.ok) throw new Error(reply.error.message);
      return (reply.value as readonly SeenOrder[]).map(({ id }) => id); // the fake's answer to this command
    };
    const among = new Set(await open());
    expect(among.size).toBeGreaterThan(1_000);
    const begun = stores.batches.run({ choice, among }, { kind: 'status', status: 'handed-over' });
    expect(await begun.outcome).toMatchObject({ ok: false });
    expect(await begun.again().outcome).toMatchObject({ ok: true, result: { refused: [] } });
    expect(await open()).toEqual([]);
    // main knows by its name what of a part is done already
    const [first, second, ...again] = fake.inputsOf('orders.batch');
    expect(again).toEqual([first, second]);
  });

  it('runs in parts of main’s limit, and is undone whole', async () => {
    const { fake, stores, kept } = await openList({ orders: 1010 });
    const begun = stores.batches.run({ ids: fake.ids() }, gift);
    expect(await begun.outcome).toMatchObject({ ok: true, result: { done: 1010 } });
    expect(await begun.undo()).toMatchObject({ ok: true, result: { done: 1010 } });
    expect((await kept()).some(({ tags }) => tags.length > 0)).toBe(false);
  });

  it('waiting for an earlier one on its order, and shows both', async () => {
    const slow = gate();
    const { fake, stores, shown } = await openList({
      before: (name) => (name === 'orders.batch' ? slow.opened : Promise.resolve()),
    });
    const [id] = fake.ids();
    if (!id) throw new Error('the fake app has no order');
    stores.batches.run({ ids: [id] }, gift);
    const last = stores.batches.run({ ids: [id] }, { kind: 'tag', tag: 'gift', on: false });
    await settle();
    expect(fake.calls().filter((name) => name === 'orders.batch')).toHaveLength(1);
    expect(shown()[0]?.tags).toEqual([]);
    slow.open();
    expect(await last.outcome).toMatchObject({ ok: true, result: { done: 1 } });
    expect(shown()[0]?.tags).toEqual([]);
  });

  it('restores a refused order, and names it with the reason', async () => {
    const { fake, stores, shown } = await openList();
    const over = shown().find(({ status }) => status === 'handed-over' || status === 'cancelled');
    if (!over) throw new Error('no order is over');
    const until = Date.parse('2026-11-25T08:00:00Z');
    const { outcome } = stores.batches.run({ ids: fake.ids() }, { kind: 'snooze', until });
    const ended = await outcome;
    expect(ended.ok && ended.result.refused.map(({ id }) => id)).toContain(over.id);
    expect(shown().find(({ id }) => id === over.id)).toEqual(over);
    expect(shown().filter(({ snoozedUntil }) => snoozedUntil === until).length).toBeGreaterThan(0);
  });

  it('takes a new order when it snoozes it', async () => {
    const { stores, shown } = await openList();
    const fresh = shown().find(({ status }) => status === 'new');
    if (!fresh) throw new Error('no order is new');
    stores.batches.run({ ids: [fresh.id] }, { kind: 'snooze', until: Date.parse('2026-11-25T08:00:00Z') });
    expect(shown().find(({ id }) => id === fresh.id)).toMatchObject({ status: 'taken', takenBy: 'Anna' });
  });

  it('shows its progress', async () => {
    const slow = gate();
    const { fake, stores } = await openList({
      before: (name) => (name === 'orders.batch' ? slow.opened : Promise.resolve()),
    });
    stores.batches.run(allOf(fake.ids()), gift);
    const [batch] = stores.batches.getState().running[0]?.batches ?? [];
    fake.emit({ kind: 'batch-changed', batch: batch ?? '', done: 7, total: 12 });
    expect(stores.batches.getState().running).toMatchObject([{ done: 7, total: 12 }]);
    slow.open();
    await settle();
  });
});
