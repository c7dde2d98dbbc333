import { describe, expect, it } from 'vitest';
import { createInboxStore } from '../../../src/renderer/state/inbox/inbox-store.ts';
import type { CommandName } from '../../../src/shared/contract.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { pageClient } from './page-client.ts';
import { gate, pageClock, settle } from './page-clock.ts';

type Before = (name: CommandName, input: unknown) => Promise<void>;

async function openInbox({ orders = 60, before }: { orders?: number; before?: Before } = {}) {
  const clock = pageClock();
  const fake = createFakeBridge({ orders, now: clock.now, ...(before && { before }) });
  const client = pageClient(fake.bridge);
  const inbox = createInboxStore({ client, clock, timeZone: () => 'Europe/Kyiv' });
  inbox.start();
  const all = { view: 'all', text: '' } as const;
  const ready = () => {
    const { listing } = inbox.getState();
    if (listing.state !== 'ready') throw new Error(`the list is ${listing.state}`);
    return listing;
  };
  /** The order on the n-th visible line. */
  const onLine = (line: number) => ready().rows.get(line + inbox.getState().above)?.id;
  return { clock, fake, inbox, all, ready, onLine };
}

describe('the inbox', () => {
  it('never lets an older answer overwrite a newer one', async () => {
    const slow = gate();
    const { inbox, ready } = await openInbox({
      before: (_, input) => (JSON.stringify(input).includes('"ol"') ? slow.opened : Promise.resolve()),
    });
    void inbox.show({ view: 'all', text: 'ol' });
    await inbox.show({ view: 'all', text: 'olena' });
    const { total } = ready();
    slow.open();
    await settle();
    expect(ready().total).toBe(total);
    expect(inbox.getState().filter.text).toBe('olena');
  });

  it('shows an order that comes on top, and lets it glow once', async () => {
    const { clock, fake, inbox, all, ready, onLine } = await openInbox();
    await inbox.show(all);
    const id = fake.arrive();
    await clock.advance(100);
    expect(onLine(0)).toBe(id);
    expect(ready().total).toBe(61);
    expect(inbox.getState().glowing.has(id)).toBe(true);
    await clock.advance(3000);
    expect(inbox.getState().glowing.size).toBe(0);
  });

  it('shows at once also what comes after the clock was set back', async () => {
    const { clock, fake, inbox, all, ready } = await openInbox();
    await inbox.show(all);
    fake.arrive();
    await clock.advance(100);
    clock.set(-3_600_000);
    fake.arrive();
    await clock.advance(100);
    expect(ready().total).toBe(62);
  });

  it('redraws only changed rows when an order arrives', async () => {
    const { clock, fake, inbox, all, ready, onLine } = await openInbox();
    await inbox.show(all);
    const before = ready().rows;
    const taken = onLine(1);
    if (taken === undefined) throw new Error('the list is short');
    fake.arrive();
    await fake.bridge.call('orders.take', { id: taken });
    await clock.advance(200);
    const after = ready().rows;
    expect(after.get(1)).toBe(before.get(0));
    expect(after.get(3)).toBe(before.get(2));
    expect(after.get(2)?.id).toBe(taken);
    expect([before.get(1)?.status, after.get(2)?.status]).toEqual(['new', 'taken']);
  });

  it('keeps every line in place during use, and counts new arrivals', async () => {
    const { clock, fake, inbox, all, onLine } = await openInbox();
    await inbox.show(all);
    inbox.look({ from: 0, to: 12 }, 0);
    const row = inbox.move(1);
    const before = onLine(0);
    fake.arrive();
    await clock.advance(100);
    fake.arrive();
    await clock.advance(100);
    expect(onLine(0)).toBe(before);
    expect(inbox.getState()).toMatchObject({ above: 2, cursor: { id: row?.id, place: 2 } });
    inbox.reveal();
    expect(onLine(0)).toBe(fake.ids()[0]);
  });

  it('shows waiting new orders when the last visible one leaves', async () => {
    const { clock, fake, inbox, onLine } = await openInbox({ orders: 1 });
    await inbox.show({ view: 'new', text: '' });
    inbox.look({ from: 0, to: 1 }, 0);
    const last = inbox.move(1);
    if (!last) throw new Error('the list is empty');
    const id = fake.arrive();
    await clock.advance(100);
    expect(inbox.getState().above).toBe(1);
    inbox.look({ from: 1, to: 2 }, 0);
    await fake.bridge.call('orders.take', { id: last.id });
    await clock.advance(100);
    expect(inbox.getState().above).toBe(0);
    expect(onLine(0)).toBe(id);
    expect(inbox.move(1)?.id).toBe(id);
  });

  it('shows an order that its reader restores to the top', async () => {
    const { clock, fake, inbox } = await openInbox();
    await inbox.show({ view: 'new', text: '' });
    inbox.look({ from: 0, to: 12 }, 0);
    const first = inbox.move(1);
    if (!first) throw new Error('the list is empty');
    await fake.bridge.call('orders.take', { id: first.id });
    await clock.advance(100);
    inbox.move(1);
    inbox.bringBack();
    await fake.bridge.call('orders.setStatus', { id: first.id, status: 'new' });
    await clock.advance(100);
    expect(inbox.getState().above).toBe(0);
  });

  it('keeps every line in place during scrolling', async () => {
    const { clock, fake, inbox, all, onLine } = await openInbox({ orders: 400 });
    await inbox.show(all);
    inbox.look({ from: 200, to: 212 }, 11_200);
    await settle();
    await clock.advance(600_000);
    const before = onLine(205);
    fake.arrive();
    await clock.advance(100);
    expect(onLine(205)).toBe(before);
    expect(inbox.getState().above).toBe(1);
  });

  it.each([2, 3, 5])('hides no line when orders on top of %i move down', async (orders) => {
    const { clock, fake, inbox, all, ready, onLine } = await openInbox({ orders });
    await inbox.show(all);
    inbox.look({ from: 0, to: orders }, 0);
    inbox.use();
    const ids = fake.ids();
    for (const id of ids.slice(0, -1)) {
      fake.move(id, orders - 1);
      await clock.advance(100);
      expect(inbox.getState().above).toBe(0);
      expect(ready().rows.size).toBe(orders);
    }
    expect(onLine(0)).toBe(ids.at(-1));
    for (const id of ids.slice(0, -1)) fake.move(id, 0);
    await clock.advance(100);
    expect(inbox.getState().above).toBe(0);
  });

  it('inserts a new order between others, and counts ones above', async () => {
    const { clock, fake, inbox, all, onLine } = await openInbox({ orders: 12 });
    await inbox.show(all);
    inbox.look({ from: 0, to: 12 }, 0);
    inbox.use();
    const first = onLine(0);
    fake.move(fake.arrive(), 1);
    await clock.advance(100);
    expect(inbox.getState().above).toBe(0);
    expect(onLine(0)).toBe(first);
    fake.arrive();
    await clock.advance(100);
    expect(inbox.getState().above).toBe(1);
    expect(onLine(0)).toBe(first);
  });

  it.each([
    ['a little', 190],
    ['far', 0],
    ['down', 300],
  ])('keeps the other lines in place when the top one moves %s', async (_, to) => {
    const { clock, fake, inbox, all, ready } = await openInbox({ orders: 400 });
    await inbox.show(all);
    inbox.look({ from: 100, to: 112 }, 5_600);
    inbox.look({ from: 200, to: 212 }, 11_200);
    await settle();
    const { lost } = inbox.getState();
    const [top, next] = fake.ids().slice(200);
    if (top === undefined) throw new Error('the list is short');
    fake.move(top, to);
    await clock.advance(100);
    const { above, lost: after } = inbox.getState();
    const scrolledBy = after.turn === lost.turn ? 0 : after.rows;
    const place = [...ready().rows].find(([, { id }]) => id === next)?.[0];
    expect((place ?? 0) - above + scrolledBy).toBe(201);
  });

  it('keeps the other lines in place when one moves above the screen', async () => {
    const { clock, fake, inbox, all, ready } = await openInbox({ orders: 400 });
    await inbox.show(all);
    inbox.look({ from: 15, to: 45 }, 840);
    for (let arrived = 0; arrived < 5; arrived += 1) fake.arrive();
    await clock.advance(100);
    const { above: hidden, lost } = inbox.getState();
    expect(hidden).toBe(5);
    inbox.look({ from: 20, to: 50 }, 840);
    const [moved, next] = fake.ids().slice(30);
    if (moved === undefined) throw new Error('the list is short');
    fake.move(moved, 0);
    await clock.advance(100);
    const { above, lost: after } = inbox.getState();
    expect(above).toBe(0); // it was on screen, so it is not new
    const scrolledBy = after.turn === lost.turn ? 0 : after.rows;
    const place = [...ready().rows].find(([, { id }]) => id === next)?.[0];
    expect((place ?? 0) - above + scrolledBy).toBe(31 - hidden);
  });

  it('moves on from its order while scrolled away from it', async () => {
    const { clock, fake, inbox, all, ready } = await openInbox({ orders: 400 });
    await inbox.show(all);
    const [before, here, after] = [2, 3, 4].map((place) => ready().rows.get(place)?.id);
    if (here === undefined) throw new Error('the list is short');
    inbox.point(here);
    inbox.look({ from: 200, to: 212 }, 11_200);
    await settle();
    fake.arrive();
    await clock.advance(100);
    expect(inbox.move(1)?.id).toBe(after);
    expect(inbox.move(-1)?.id).toBe(here);
    expect(inbox.move(-1)?.id).toBe(before);
  });

  it('loads only the lines on screen, in a list of any length', async () => {
    const { inbox, all, ready } = await openInbox({ orders: 1000 });
    await inbox.show(all);
    expect(ready().rows.size).toBe(100);
    inbox.look({ from: 730, to: 745 }, 40_000);
    await settle();
    expect(ready().rows.has(744)).toBe(true);
    expect(ready().rows.size).toBe(200);
  });

  it('moves to the order that replaced one that left the view', async () => {
    const { clock, fake, inbox } = await openInbox();
    await inbox.show({ view: 'new', text: '' });
    inbox.look({ from: 0, to: 12 }, 0);
    const first = inbox.move(1);
    const next = inbox.getState().listing;
    const second = next.state === 'ready' ? next.rows.get(1)?.id : undefined;
    if (!first) throw new Error('the list is empty');
    await fake.bridge.call('orders.take', { id: first.id });
    await clock.advance(100);
    expect(inbox.move(1)?.id).toBe(second);
  });

  it('keeps what it shows when a later ask fails, and says why', async () => {
    const { clock, fake, inbox, all, ready } = await openInbox();
    await inbox.show(all);
    fake.refuse('orders.list', new Problem('unreachable', 'Orderbell is not responding'));
    fake.arrive();
    await clock.advance(100);
    expect(ready().total).toBe(60);
    expect(inbox.getState().error?.message).toBe('Orderbell is not responding');
    fake.refuse('orders.list', null);
    await inbox.refresh();
    expect(inbox.getState().error).toBeNull();
  });

  it('says it failed when it never had anything to show, and recovers', async () => {
    const { fake, inbox, all, ready } = await openInbox();
    fake.refuse('orders.list', new Problem('unreachable', 'Orderbell is not responding'));
    await inbox.show(all);
    expect(inbox.getState().listing.state).toBe('failed');
    fake.refuse('orders.list', null);
    await inbox.refresh();
    expect(ready().total).toBe(60);
  });

  it('reloads once per burst, and once more for later changes', async () => {
    const slow = gate();
    let isHeld = false;
    const { clock, fake, inbox, all, ready } = await openInbox({
      before: () => (isHeld ? slow.opened : Promise.resolve()),
    });
    await inbox.show(all);
    const asked = fake.calls().length;
    isHeld = true;
    for (let order = 0; order < 20; order += 1) fake.arrive();
    await clock.advance(100);
    expect(fake.calls().length).toBe(asked + 1);
    fake.arrive();
    await clock.advance(100);
    isHeld = false;
    slow.open();
    await settle();
    expect(fake.calls().length).toBe(asked + 2);
    expect(ready().total).toBe(81);
  });

  it('reloads rarely during a bulk action, and at its end', async () => {
    const { clock, fake, inbox, all } = await openInbox();
    await inbox.show(all);
    const before = fake.calls().length;
    const ids = fake.ids();
    for (let done = 40; done <= 4_000; done += 40) {
      fake.emit({ kind: 'batch-changed', batch: 'one', done, total: 4_000 });
      fake.emit({ kind: 'orders-changed', ids, newIds: [] });
      await clock.advance(100);
    }
    expect(fake.calls().length - before).toBeLessThan(10);
    await clock.advance(1_600);
    const atEnd = fake.calls().length;
    expect(atEnd).toBeGreaterThan(before);
    await clock.advance(60_000);
    expect(fake.calls().length).toBe(atEnd);
  });

  it('retries failed lines with a growing backoff, and shows them', async () => {
    const { clock, fake, inbox, all, ready } = await openInbox({ orders: 1000 });
    await inbox.show(all);
    const look = async () => {
      inbox.look({ from: 730, to: 745 }, 40_000); // every render of the list does this
      await settle();
    };
    fake.refuse('orders.list', new Problem('unreachable', 'Orderbell is not responding'));
    const before = fake.calls().length;
    for (let time = 0; time < 10; time += 1) await look();
    expect(fake.calls().length).toBe(before + 1);
    for (let second = 0; second < 60; second += 1) {
      await clock.advance(1_000);
      await look();
    }
    expect(fake.calls().length).toBeLessThan(before + 14);
    fake.refuse('orders.list', null);
    await clock.advance(31_000);
    expect(ready().rows.has(744)).toBe(true);
    expect(inbox.getState().error).toBeNull();
    const mended = fake.calls().length;
    await clock.advance(120_000);
    expect(fake.calls().length).toBe(mended);
  });

  it('mixes no line of the next view into the current', async () => {
    const slow = gate();
    const { inbox, all, ready } = await openInbox({
      orders: 1000,
      before: (_, input) => (JSON.stringify(input).includes('"offset":0') ? slow.opened : Promise.resolve()),
    });
    slow.open();
    await inbox.show(all);
    const known = ready().rows.size;
    void inbox.show({ view: 'all', text: 'olena' });
    inbox.look({ from: 300, to: 312 }, 16_800);
    await Promise.resolve();
    expect(ready().rows.size).toBe(known);
    await settle();
    expect([...ready().rows.keys()].every((place) => place < ready().total)).toBe(true);
  });

  it('counts arrivals off screen, and does not reload on return', async () => {
    const { fake, inbox, ready } = await openInbox();
    await settle();
    expect(ready().counts.all).toBe(60);
    await inbox.show({ view: 'new', text: '' });
    expect(fake.calls()).toHaveLength(1);
  });

  it.each([
    { view: 'today', text: '' },
    { view: 'all', text: '', only: { days: 'today' } },
  ] as const)('reloads at midnight of the shop, in any time zone: %o', async (filter) => {
    const { clock, fake, inbox } = await openInbox(); // at two in the afternoon in Kyiv
    await inbox.show(filter);
    const asked = () => fake.inputsOf('orders.list').slice(before);
    const before = fake.inputsOf('orders.list').length;
    await clock.advance((9 * 60 + 59) * 60_000);
    expect(asked()).toEqual([]);
    await clock.advance(2 * 60_000);
    expect(asked()).toMatchObject([filter]);
    await clock.advance(60 * 60_000);
    expect(asked()).toHaveLength(1);
  });

  it('shows the orders of the shop that was opened instead', async () => {
    const { clock, fake, inbox, ready } = await openInbox();
    await settle();
    await fake.bridge.call('sample.remove', undefined);
    fake.emit({ kind: 'app-changed' });
    await clock.advance(100);
    expect(ready()).toMatchObject({ total: 0, counts: { all: 0 } });
    expect(inbox.getState().above).toBe(0);
  });
});
