import { createStore } from 'zustand/vanilla';
import type { OrderId } from '../../shared/ids.ts';
import type { Doing, Here, PersonAt } from '../../shared/presence.ts';
import { mostPlaces } from '../../shared/presence.ts';
import type { Client } from '../client/client.ts';
import type { Clock } from './clock.ts';

export type Place = { readonly order: OrderId; readonly doing: Doing };
/** By order: whoever is at it on another computer. */
export type People = ReadonlyMap<OrderId, readonly PersonAt[]>;

/** Nobody has touched the window for so long: its reader may have gone, and an order that stays open is not looked at. */
const looksForMs = 2 * 60_000;
/** What is half typed is held longer, and not for ever: others may go on, and what was typed stays. */
const editsForMs = 10 * 60_000;
const sayAgainMs = 2 * 60_000;
const lookMs = 30_000;

export const editorOf = (people: People, order: OrderId): PersonAt | null =>
  people.get(order)?.find(({ doing }) => doing === 'edits') ?? null;

/** What this window's reader is at, told to main; and who of the other computers is at what. */
export function createPresenceStore({ client, clock }: { readonly client: Client; readonly clock: Clock }) {
  const store = createStore<{ readonly people: People }>(() => ({ people: new Map() }));
  const places = new Map<string, Place>();
  let usedAt = clock.now();
  let isHidden = false;
  /** What main knows last, and since when; null after main could not be told. */
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
    // who is where is no reason to trouble anybody when it cannot be had
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

  /** One word at a time, so that an older one never comes last. */
  async function tell(): Promise<void> {
    if (telling) return telling;
    telling = (async () => {
      // a part that goes and one that comes are one change: between them nobody has left
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
    /** What a part of the window is at; null when it is at nothing any more. */
    at(part: string, place: Place | null): void {
      if (place === null) places.delete(part);
      else places.set(part, place);
      void tell();
    },
    /** The reader does something with the window. */
    use(): void {
      const idle = clock.now() - usedAt;
      usedAt = clock.now();
      if (idle >= looksForMs) void tell();
    },
    hide(next: boolean): void {
      isHidden = next;
      void tell();
    },
    /** Call when the part that goes on with it has said so by `at`. @throws CallError */
    async takeOver(order: OrderId): Promise<void> {
      usedAt = clock.now();
      await tell();
      const people = await client.call('presence.takeEdit', { order });
      listing += 1;
      show(people);
    },
    /** @returns the function that ends it */
    start(): () => void {
      void list();
      const ends = [
        client.on(({ kind }) => {
          if (kind === 'presence-changed' || kind === 'app-changed') void list();
          // after a break main may have let go of this window
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
