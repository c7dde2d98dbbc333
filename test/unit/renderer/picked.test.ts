import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../src/renderer/state/inbox/inbox-rows.ts';
import { createPicked, hasPicked, isPicked } from '../../../src/renderer/state/inbox/picked.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import type { SeenOrder } from '../../../src/shared/order-actions.ts';
import type { OrderRow } from '../../../src/shared/views.ts';

const idAt = (place: number): OrderId => orderIdOf('shopify', `order-${place}`);
/** Rows of which nothing is looked at but who they are. */
const rows = (...places: readonly number[]): Rows =>
  new Map(places.map((place) => [place, { id: idAt(place) } as OrderRow]));
const shown = (...places: readonly number[]) => ({ rows: rows(...places), above: 0 });
const ten = shown(...Array.from({ length: 10 }, (_, place) => place));

const open = { view: 'open', text: '' } as const;

/** Main's answer for orders that are all preparing. */
const answer = async (...places: readonly number[]): Promise<readonly SeenOrder[]> =>
  places.map((place) => ({ id: idAt(place), status: 'preparing', paymentStatus: 'pending' }));
const allOf = (places: readonly number[]) => ({ choice: open, among: new Set(places.map(idAt)) });
const placesOf = (picked: ReturnType<typeof createPicked>): readonly number[] =>
  [...picked.getState().ids].map((id) => Number(/\d+$/.exec(id)?.[0])).toSorted((a, b) => a - b);

describe('what is picked', () => {
  it('is picked and let go one by one', () => {
    const picked = createPicked();
    picked.toggle(idAt(3));
    picked.toggle(idAt(5));
    picked.toggle(idAt(3));
    expect(placesOf(picked)).toEqual([5]);
  });

  it('keeps its first look until another person’s change is shown', () => {
    const [before, since, later] = (['pending', 'paid', 'refunded'] as const).map((paymentStatus) => [
      { id: idAt(3), paymentStatus } as OrderRow,
    ]);
    const picked = createPicked();
    picked.toggle(idAt(3));
    picked.see(before ?? []);
    picked.see(since ?? []);
    expect(picked.seen()).toEqual(before);
    picked.told([idAt(3)]);
    picked.see(since ?? []);
    picked.see(later ?? []);
    expect(picked.seen()).toEqual(since);
  });

  it('reaches from where picking began, down and up again over it', () => {
    const picked = createPicked();
    picked.extend(ten, 4, 5);
    picked.extend(ten, 5, 6);
    expect(placesOf(picked)).toEqual([4, 5, 6]);
    picked.extend(ten, 6, 3);
    expect(placesOf(picked)).toEqual([3, 4]);
  });

  it('keeps what was picked before a stretch, wherever the stretch then ends', () => {
    const picked = createPicked();
    picked.toggle(idAt(8));
    picked.toggle(idAt(2));
    picked.extend(ten, 2, 9);
    picked.extend(ten, 9, 3);
    expect(placesOf(picked)).toEqual([2, 3, 8]);
  });

  /** The ten again, but for `gone`, under orders that came since. */
  const under = (fresh: readonly number[], gone: readonly number[] = []) => {
    const others = Array.from({ length: 10 }, (_, place) => place).filter((place) => !gone.includes(place));
    const order = [...fresh, ...others];
    const all: Rows = new Map(order.map((one, place) => [place, { id: idAt(one) } as OrderRow]));
    return { rows: all, above: fresh.length };
  };

  it('leaves out an order that came above the first picked one', () => {
    const pointed = createPicked();
    pointed.toggle(idAt(0));
    pointed.extend(under([20]), 1, 4);
    expect(placesOf(pointed)).toEqual([0, 1, 2, 3]);

    const keyed = createPicked();
    keyed.extend(ten, 0, 1);
    keyed.extend(under([20]), 2, 3);
    expect(placesOf(keyed)).toEqual([0, 1, 2]);
  });

  it('leaves out hidden orders above the screen', () => {
    const picked = createPicked();
    picked.toggle(idAt(5));
    picked.extend(under([5, 20], [5]), 7, 3);
    expect(placesOf(picked)).toEqual([0, 1, 5]);
  });

  it('starts a new range when its first order has left the view', () => {
    const picked = createPicked();
    picked.extend(ten, 2, 4);
    picked.extend(under([], [2]), 3, 5);
    expect(placesOf(picked)).toEqual([2, 3, 4, 6]);
    picked.extend(under([], [2]), 5, 6);
    expect(placesOf(picked)).toEqual([2, 3, 4, 6, 7]);
  });

  it('leaves out rows that are not known yet', () => {
    const picked = createPicked();
    picked.extend(shown(1, 2, 6), 1, 6);
    expect(placesOf(picked)).toEqual([1, 2, 6]);
  });

  it('can be a whole choice, listed or not, until unpicked', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1, 700));
    expect(picked.getState().all).toEqual(open);
    expect(isPicked(picked.getState(), idAt(700))).toBe(true);
    expect(isPicked(picked.getState(), idAt(701))).toBe(false); // it came later
    expect(picked.clear()).toBe(true);
    expect(picked.clear()).toBe(false);
    expect(hasPicked(picked.getState())).toBe(false);
  });

  it('is known by each order’s look at the time of picking', async () => {
    const row = (place: number, status: 'preparing' | 'ready') =>
      ({ id: idAt(place), status, tags: [] as readonly string[] }) as OrderRow;
    const picked = createPicked();
    picked.subscribe(() => picked.see([row(1, 'ready')]));
    await picked.pickAll(open, answer(1, 700, 701));
    picked.see([row(1, 'preparing'), row(700, 'ready')]); // it was scrolled into view since
    const looks = () => Object.fromEntries(picked.seen().map((look) => [look.id, look]));
    expect(looks()).toMatchObject({
      [idAt(1)]: { status: 'ready' },
      [idAt(700)]: { status: 'preparing' },
      [idAt(701)]: { status: 'preparing' },
    });
    picked.change((one) => ({ ...one, tags: ['gift'] }));
    expect(looks()).toMatchObject({ [idAt(1)]: { tags: ['gift'] } });
    picked.name(allOf([1, 700, 701]), [idAt(1), idAt(700)]);
    expect(Object.keys(looks()).toSorted()).toEqual([idAt(1), idAt(700)].toSorted());
    picked.told([idAt(700)]);
    picked.see([row(700, 'ready')]);
    expect(looks()).toMatchObject({ [idAt(700)]: { status: 'ready' } });
  });

  it('unpicks one of a whole choice, and picks it again', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1, 700));
    picked.toggle(idAt(1));
    expect(placesOf(picked)).toEqual([700]);
    expect(picked.getState().all).toEqual(open); // an order that left the choice stays unreachable
    picked.toggle(idAt(1));
    expect(placesOf(picked)).toEqual([1, 700]);
  });

  it('is all of nothing after the last of a choice is unpicked', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1));
    picked.toggle(idAt(1));
    picked.toggle(idAt(2));
    expect(picked.getState().all).toBeNull();
    expect(placesOf(picked)).toEqual([2]);
  });

  it('is named, once something was done to all of a choice', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1, 700));
    picked.name(allOf([1, 700]), [idAt(1), idAt(700)]);
    expect(picked.getState().all).toBeNull();
    expect(placesOf(picked)).toEqual([1, 700]);
  });

  it('is named by its loaded orders, and no others', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1, 2, 700));
    picked.name(allOf([1, 2, 700]), [idAt(2), idAt(3), idAt(700)]);
    expect(placesOf(picked)).toEqual([2, 700]);
  });

  it('is named with later picks, and without unpicked orders', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1, 2, 3));
    picked.toggle(idAt(9));
    picked.toggle(idAt(1));
    picked.name(allOf([1, 2, 3]), [idAt(1), idAt(3)]);
    expect(placesOf(picked)).toEqual([3, 9]);
  });

  it('stays a whole choice after an action on an earlier one', async () => {
    const picked = createPicked();
    await picked.pickAll({ ...open }, answer(1, 2));
    picked.name(allOf([1, 2]), [idAt(1)]);
    expect(picked.getState().all).toEqual(open);
    expect(placesOf(picked)).toEqual([1, 2]);
  });

  it('starts over when a range is picked out of all', async () => {
    const picked = createPicked();
    await picked.pickAll(open, answer(1, 700));
    picked.extend(ten, 4, 5);
    expect(placesOf(picked)).toEqual([4, 5]);
  });

  it('stays the same until all are loaded, or on failure', async () => {
    const picked = createPicked();
    picked.toggle(idAt(3));
    void picked.pickAll(open, new Promise(() => {})); // pressed once more before the answer
    const failed = picked.pickAll(open, Promise.reject(new Error('Orderbell is not responding')));
    expect(picked.getState()).toMatchObject({ all: null, asking: true });
    expect(placesOf(picked)).toEqual([3]);
    await expect(failed).rejects.toThrow('is not responding');
    expect(picked.getState()).toMatchObject({ all: null, asking: false });
    expect(placesOf(picked)).toEqual([3]);
  });

  it('stays what it became while all were asked for', async () => {
    const picked = createPicked();
    picked.toggle(idAt(3));
    const asked = picked.pickAll(open, answer(1, 700));
    picked.clear();
    await asked;
    expect(hasPicked(picked.getState())).toBe(false);
  });
});
