import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { isRestoring } from '../../../src/main/restoring.ts';
import { append, projectionOf } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact } from '../../support/orders.ts';
import {
  anna,
  clock,
  eachWithAnnaAndTaras,
  fake,
  listen,
  load,
  look,
  order,
  questions,
  taras,
} from './anna-and-taras.ts';

eachWithAnnaAndTaras();

const numbersIn = (ledger: Ledger) => [...ledger.orders.each()].map(({ order: { id } }) => id).sort();

describe('a desk', () => {
  it('takes in what another has loaded, and each time only what is new', async () => {
    append({ ledger: taras, clock }, [order(1), order(2)]);
    await load(taras);
    const desk = listen(anna);
    await look(desk);
    expect(numbersIn(anna)).toEqual(['shopify:1', 'shopify:2']);

    append({ ledger: taras, clock }, [
      fact({
        id: 'taken:shopify:1:1',
        kind: 'taken',
        orderId: 'shopify:1',
        data: { manager: 'Taras', decision: 1 },
      }),
    ]);
    await load(taras, [3, 3]);
    await look(desk);
    expect(projectionOf(anna)).toEqual(projectionOf(taras));
    expect(anna.entries.seen()).toEqual(new Map([['desk-taras', [{ first: 1, last: 3 }]]]));
    expect(desk.sync?.status()).toMatchObject({ problem: null, restore: null });
  });

  it('knows that its ledger is yet to be filled before it is said that it has asked', async () => {
    append({ ledger: taras, clock }, [order(1)]);
    await load(taras);
    const { sync } = listen(anna);
    const looked = sync?.now();
    await sync?.asked;
    expect(isRestoring(anna) || numbersIn(anna).length === 1).toBe(true);
    await looked;
    expect(isRestoring(anna)).toBe(false);
  });

  it('asks nothing while nothing has come, nor when all that came is its own', async () => {
    append({ ledger: taras, clock }, [order(1)]);
    await load(taras);
    const desk = listen(anna);
    await look(desk);
    const before = questions();
    await look(desk);
    await look(desk);
    append({ ledger: anna, clock }, [order(7), order(8)]);
    await load(anna);
    const ownLoads = questions() - before;
    await look(desk);
    await look(desk);
    expect(questions() - before).toBe(ownLoads);
    expect(desk.sync?.status().provenAt).toBe(clock.now());
  });

  it('finds what was written long ago and loaded late, between what is here already', async () => {
    append({ ledger: taras, clock }, [order(1), order(2)]);
    await clock.advance(9 * 86_400_000);
    append({ ledger: taras, clock }, [order(3)]);
    await load(taras, [3, 3]);
    const desk = listen(anna);
    await look(desk);
    expect(numbersIn(anna)).toEqual(['shopify:3']);
    await load(taras, [1, 2]);
    await look(desk);
    expect(numbersIn(anna)).toEqual(['shopify:1', 'shopify:2', 'shopify:3']);
    expect(anna.entries.seen()).toEqual(new Map([['desk-taras', [{ first: 1, last: 3 }]]]));
  });

  it('is not misled for good by rows that were written twice', async () => {
    append({ ledger: taras, clock }, [order(1)]);
    await load(taras);
    await load(taras);
    const desk = listen(anna);
    await look(desk);
    const before = questions();
    await look(desk);
    expect(questions()).toBe(before);
    append({ ledger: taras, clock }, [order(2)]);
    await load(taras, [2, 2]);
    await look(desk);
    expect(numbersIn(anna)).toEqual(['shopify:1', 'shopify:2']);
  });

  it('rings for an order another desk has just received, and for none that is history', async () => {
    const rung: string[] = [];
    anna.entries.onAppended((_entries, { quiet, newHere }) => {
      if (!quiet) rung.push(...newHere);
    });
    append({ ledger: taras, clock }, [order(1)]);
    await load(taras);
    const desk = listen(anna);
    await look(desk);
    expect(numbersIn(anna)).toEqual(['shopify:1']);
    expect(rung).toEqual([]);
    append({ ledger: taras, clock }, [order(2)]);
    await load(taras, [2, 2]);
    await look(desk);
    expect(rung).toEqual(['shopify:2']);
  });

  it('says what stands in the way, and goes on when it is over', async () => {
    append({ ledger: taras, clock }, [order(1)]);
    await load(taras);
    const desk = listen(anna);
    fake.faults.outage = () => ({ code: 503, reason: 'backendError' });
    await look(desk);
    expect(desk.connection.status()).toMatchObject({ state: 'failing' });
    fake.faults.outage = () => null;
    await look(desk);
    expect(desk.sync?.status().problem).toBeNull();
    expect(numbersIn(anna)).toEqual(['shopify:1']);
  });
});

describe('a new computer', () => {
  const many = Array.from({ length: 30 }, (_, at) => at + 1);

  async function monthOfTaras(): Promise<void> {
    for (const number of many) {
      append({ ledger: taras, clock }, [order(number)]);
      await clock.advance(86_400_000);
    }
    await load(taras);
  }

  it('gets the whole ledger back, oldest first, with how far it has got, and wakes nobody', async () => {
    await monthOfTaras();
    const told: (number | undefined)[] = [];
    const fresh = memoryLedger({ clock, deskId: 'desk-new' });
    const desk = listen(fresh);
    fresh.entries.onAppended((_entries, { quiet }) => {
      expect(quiet).toBe(true);
      told.push(desk.connection.status().restore?.total);
    });
    await look(desk);
    expect(projectionOf(fresh)).toEqual(projectionOf(taras));
    expect([...fresh.orders.each()].map(({ order: { id } }) => id)).toEqual(
      many.map((number) => `shopify:${number}`),
    );
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told)).toEqual(new Set([many.length]));
    expect(desk.connection.status().restore).toBeUndefined();
    expect(fresh.verify()).toEqual([]);
    fresh.close();
  });

  it('goes on where it was when it was stopped in the middle, and still wakes nobody', async () => {
    await monthOfTaras();
    const fresh = memoryLedger({ clock, deskId: 'desk-new' });
    const all = [...taras.entries.each()];
    fake.faults.outage = (line) =>
      line.startsWith('GET') && line.includes('/queries/') ? { code: 503, reason: 'backendError' } : null;
    await look(listen(fresh));
    fake.faults.outage = () => null;
    fresh.entries.importRemote(all.slice(0, 11), { quiet: true });
    const wakes: boolean[] = [];
    fresh.entries.onAppended((_entries, { quiet }) => wakes.push(!quiet));
    const desk = listen(fresh);
    await look(desk);
    expect(new Set(wakes)).toEqual(new Set([false]));
    expect(projectionOf(fresh)).toEqual(projectionOf(taras));
    expect([...fresh.entries.each()]).toHaveLength(all.length);
    fresh.close();
  });
});
