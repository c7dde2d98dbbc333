import { describe, expect, it } from 'vitest';
import type { Rows } from '../../src/renderer/state/inbox-rows.ts';
import { createPicked, hasPicked, isPicked } from '../../src/renderer/state/picked.ts';
import type { OrderId } from '../../src/shared/ids.ts';
import { orderIdOf } from '../../src/shared/ids.ts';
import type { OrderRow } from '../../src/shared/views.ts';

const idAt = (place: number): OrderId => orderIdOf('shopify', `order-${place}`);
/** Rows of which nothing is looked at but who they are. */
const rows = (...places: readonly number[]): Rows =>
  new Map(places.map((place) => [place, { id: idAt(place) } as OrderRow]));
const ten = rows(...Array.from({ length: 10 }, (_, place) => place));

const placesOf = (picked: ReturnType<typeof createPicked>): readonly number[] =>
  [...picked.getState().ids].map((id) => Number(/\d+$/.exec(id)?.[0])).toSorted((a, b) => a - b);

describe('what is picked', () => {
  it('is picked and let go one by one', () => {
    const picked = createPicked();
    picked.toggle(idAt(3), 3);
    picked.toggle(idAt(5), 5);
    picked.toggle(idAt(3), 3);
    expect(placesOf(picked)).toEqual([5]);
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
    picked.toggle(idAt(8), 8);
    picked.toggle(idAt(2), 2);
    picked.extend(ten, 2, 9);
    picked.extend(ten, 9, 3);
    expect(placesOf(picked)).toEqual([2, 3, 8]);
  });

  it('leaves out rows that are not known yet', () => {
    const picked = createPicked();
    picked.extend(rows(1, 2, 6), 1, 6);
    expect(placesOf(picked)).toEqual([1, 2, 6]);
  });

  it('can be all of a choice, of which no order is left out, until it is let go or one is picked by itself', () => {
    const picked = createPicked();
    picked.pickAll({ view: 'open', text: '' });
    expect(isPicked(picked.getState(), idAt(700))).toBe(true);
    picked.toggle(idAt(1), 1);
    expect(isPicked(picked.getState(), idAt(700))).toBe(false);
    expect(placesOf(picked)).toEqual([1]);
    expect(picked.clear()).toBe(true);
    expect(picked.clear()).toBe(false);
    expect(hasPicked(picked.getState())).toBe(false);
  });
});
