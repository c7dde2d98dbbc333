import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { Doing, Here, PersonAt } from '../../shared/presence.ts';
import { mostPlaces } from '../../shared/presence.ts';
import type { Client } from '../lib/client/client.ts';
import type { Clock } from '../lib/clock.ts';

export type Place = { readonly order: OrderId; readonly doing: Doing };
/** By order: the people who are at it on other computers. */
export type People = ReadonlyMap<OrderId, readonly PersonAt[]>;

/** After this long without input the user may be away: an open order no longer counts as viewed. */
const looksForMs = 2 * 60_000;
/** Unsaved input counts as editing for longer, but not for ever: then others may edit. The input is kept. */
const editsForMs = 10 * 60_000;
const sayAgainMs = 2 * 60_000;
const lookMs = 30_000;

export const editorOf = (people: People, order: OrderId): PersonAt | null =>
  people.get(order)?.find(({ doing }) => doing === 'edits') ?? null;

/** Reports to main what the user views or edits, and holds who is where on other computers. */
export function createPresenceStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<{ readonly people: People }>(() => ({ people: new Map() }));
  const places = new Map<string, Place>();
  let usedAt = clock.now();
  let isHidden = false;
  /** The last report that main accepted, and since when; null after a report failed. */
  let told: { readonly words: string; readonly at: number } | null = { words: '[]', at: clock.now() };
  let telling: Promise<void> | null = null;
  let listing = 0;

  function show(list: readonly PersonAt[]): void {
    const people = new Map<OrderId, readonly PersonAt[]>();
    for (const person of list) people.set(person.order, [...(people.get(person.order) ?? []), person]);
    store.setState({ people });
  }

  async function list(): Promise<void> {
    listing += 1;
    const turn = listing;
    const people = await client.call('presence.list', undefined).catch(() => null);
    // presence is not important enough to show an error
    if (people !== null && turn === listing) show(people);
  }

  function here(): Here {
    const idle = clock.now() - usedAt;
    const at = new Map<OrderId, Doing>();
    for (const { order, doing } of places.values()) {
      const counts = doing === 'edits' ? idle < editsForMs : idle < looksForMs && !isHidden;
      if (counts && at.get(order) !== 'edits') at.set(order, doing);
    }
    return [...at].slice(-mostPlaces).map(([order, doing]) => ({ order, doing }));
  }

  /** One report at a time, so that an older one never arrives last. */
  async function tell(): Promise<void> {
    if (telling) return telling;
    telling = (async () => {
      // an unmount and a mount in one turn are one change: nobody left in between
      await Promise.resolve();
      for (let orders = here(); isNews(orders); orders = here()) {
        const words = JSON.stringify(orders);
        listing += 1;
        const turn = listing;
        const people = await client.call('presence.here', { orders }).catch(() => null);
        told = people && { words, at: clock.now() };
        if (people === null) return;
        if (turn === listing) show(people);
      }
    })().finally(() => {
      telling = null;
    });
    return telling;
  }

  function isNews(orders: Here): boolean {
    if (told === null || JSON.stringify(orders) !== told.words) return true;
    return orders.length > 0 && clock.now() - told.at >= sayAgainMs;
  }

  return {
    ...store,
    /** Sets what a component views or edits; null when it ends. */
    at(part: string, place: Place | null): void {
      if (place === null) places.delete(part);
      else places.set(part, place);
      void tell();
    },
    /** Records user activity in the window. */
    use(): void {
      const idle = clock.now() - usedAt;
      usedAt = clock.now();
      if (idle >= looksForMs) void tell();
    },
    hide(next: boolean): void {
      isHidden = next;
      void tell();
    },
    /** Call it after the component that continues has called `at`. @throws CallError */
    async takeOver(order: OrderId): Promise<void> {
      usedAt = clock.now();
      await tell();
      const people = await client.call('presence.takeEdit', { order });
      listing += 1;
      show(people);
    },
    /** @returns the function that stops it */
    start(): () => void {
      void list();
      const ends = [
        client.on(({ kind }) => {
          if (kind === 'presence-changed' || kind === 'app-changed') void list();
          // after a disconnect main may have dropped this window
          if (kind === 'app-changed' && places.size > 0) {
            told = null;
            void tell();
          }
        }),
        clock.every(lookMs, () => void tell()),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
