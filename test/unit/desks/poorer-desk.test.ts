import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { BoardDesk } from './board-desk.ts';
import { boardDesk, lookOn } from './board-desk.ts';
import type { SimulatedHub } from './simulated-hub.ts';
import { simulatedHub } from './simulated-hub.ts';

const minute = 60_000;
const shopify = ['shopify'] as const;
let clock: FakeClock;
let hub: SimulatedHub;
beforeEach(() => {
  clock = fakeClock();
  hub = simulatedHub(clock.now);
});

const desk = (name: string, means?: readonly DeskMeans[]): BoardDesk =>
  boardDesk(hub, clock, name, undefined, means);
const pass = (ms: number, ...desks: readonly BoardDesk[]) => lookOn(clock, ms, desks);
/** Anna has Shopify and Gmail and listens; Taras has Shopify alone. They have known each other for a while. */
async function annaAndTaras(): Promise<readonly [BoardDesk, BoardDesk]> {
  const [anna, taras] = [desk('anna'), desk('taras', shopify)];
  await pass(20 * minute, anna, taras);
  return [anna, taras];
}
/** How often the role changed hands. */
const terms = (): number => Number(hub.labels().term);

describe('a role that is free', () => {
  it('is left by a poorer desk to a fuller one that is on, whichever looks first', async () => {
    const [anna, taras] = await annaAndTaras();
    const olena = desk('olena');
    await pass(minute, anna, taras, olena);
    // Anna falls asleep
    await pass(7 * minute, taras, olena);
    expect(hub.holder()).toBe('desk-olena');
    expect(taras.roles).not.toContain(true);
  });

  it('is not listened to by a poorer desk in the meantime either', async () => {
    const [anna, taras] = [desk('anna'), desk('taras', shopify)];
    await anna.lease.now();
    await taras.lease.now();
    await anna.lease.now();
    // the board names nobody for a moment, as when a person at Anna’s hands over while an earlier version is on
    hub.label({ receiver: 'nobody' });
    await taras.lease.now();
    expect([hub.holder(), taras.lease.role().isOurs]).toEqual(['nobody', false]);
    await anna.lease.now();
    expect(hub.holder()).toBe('desk-anna');
  });

  it('is listened to by a computer that comes new and knows of nobody who listens, until somebody says so', async () => {
    const [anna] = await annaAndTaras();
    hub.label({ receiver: 'nobody' });
    const nina = desk('nina', shopify);
    await nina.lease.now();
    expect(nina.lease.role()).toEqual({ receiver: null, isOurs: true });
    await anna.lease.now();
    await nina.lease.now();
    expect(nina.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: false });
    expect(nina.roles).toEqual([false]);
  });

  it('is taken by a poorer desk five minutes after the only fuller one fell silent, which says what is unread', async () => {
    const [, taras] = await annaAndTaras();
    await pass(5 * minute, taras);
    expect(hub.holder()).toBe('desk-anna');
    await pass(minute, taras);
    expect(hub.holder()).toBe('desk-taras');
    expect(taras.lease.unheard()).toEqual([
      {
        source: 'gmail',
        receiver: 'desk-taras',
        isOtherMailbox: false,
        holder: expect.objectContaining({ desk: 'desk-anna' }),
      },
    ]);
    await pass(10 * minute, taras);
    expect(taras.lease.unheard()).toMatchObject([{ holder: { isOn: false } }]);
  });

  it('is taken by a poorer desk when the fuller one that was on gives no sign for ten minutes', async () => {
    const [anna, taras] = await annaAndTaras();
    const olena = desk('olena');
    await pass(minute, anna, taras, olena);
    await pass(9 * minute, taras);
    expect(hub.holder()).toBe('desk-anna');
    await pass(3 * minute, taras);
    expect(hub.holder()).toBe('desk-taras');
  });

  it('is taken by any of two desks of which neither has all that the other has', async () => {
    const [anna, taras] = [desk('anna', ['gmail']), desk('taras', shopify)];
    await pass(20 * minute, anna, taras);
    await pass(6 * minute, taras);
    expect(hub.holder()).toBe('desk-taras');
    await pass(20 * minute, anna, taras);
    expect(hub.holder()).toBe('desk-taras');
    expect(anna.lease.unheard()).toMatchObject([{ source: 'gmail', holder: { isFuller: false } }]);
  });
});

describe('a fuller desk', () => {
  it('takes the role back when it wakes, once, and has the poorer one vouch for what it told', async () => {
    const [anna, taras] = await annaAndTaras();
    await pass(40 * minute, taras);
    expect(hub.holder()).toBe('desk-taras');
    const before = terms();
    clock.sleep(30_000);
    await anna.lease.now();
    expect(hub.holder()).toBe('desk-anna');
    expect(anna.lease.handovers()).toMatchObject([{ before: 'desk-taras' }]);
    await pass(60 * minute, anna, taras);
    expect(terms()).toBe(before + 1);
    expect(anna.lease.handovers()).toEqual([]);
    expect(taras.roles).toEqual([false, true, false]);
    expect([anna.lease.unheard(), taras.lease.unheard()]).toEqual([[], []]);
  });

  it('tells its shop that it listens anew, since when and what it owes, though it slept all the while', async () => {
    const [anna, taras] = await annaAndTaras();
    await pass(40 * minute, taras);
    const told = anna.roles.length;
    await anna.lease.now();
    expect(anna.roles.slice(told)).toEqual([true]);
    expect(anna.lease.since()).toBe(clock.now());
    await pass(5 * minute, anna, taras);
    expect(anna.roles.slice(told)).toEqual([true]);
  });

  it('takes it once though the answer is lost', async () => {
    const [anna, taras] = await annaAndTaras();
    await pass(40 * minute, taras);
    const [before, told] = [terms(), anna.roles.length];
    anna.sky.push('fair', 'cut-after');
    await anna.lease.now();
    await pass(30_000, anna);
    expect(anna.lease.handovers()).toMatchObject([{ before: 'desk-taras' }]);
    await pass(minute, anna, taras);
    expect([hub.holder(), terms()]).toEqual(['desk-anna', before + 1]);
    expect(anna.roles.slice(told)).toEqual([true]);
  });

  it('is one of two that take it back at once', async () => {
    const [anna, taras] = await annaAndTaras();
    const olena = desk('olena');
    await pass(minute, anna, taras, olena);
    await pass(40 * minute, taras);
    const before = terms();
    await Promise.all([anna.lease.now(), olena.lease.now()]);
    await pass(30 * minute, anna, olena, taras);
    expect(terms()).toBe(before + 1);
    expect([anna, olena].filter(({ lease }) => lease.role().isOurs)).toHaveLength(1);
    expect(taras.lease.role().isOurs).toBe(false);
  });

  it('that falls asleep and wakes all the time takes it back once in a quarter of an hour', async () => {
    const [anna, taras] = await annaAndTaras();
    const before = terms();
    const hours = 4;
    for (let passed = 0; passed < hours * 60; passed += 8) {
      await pass(7 * minute, taras);
      await pass(minute, anna, taras);
    }
    // one change to each of the two computers
    expect((terms() - before) / 2).toBeLessThanOrEqual(hours * 4);
    expect(terms() - before).toBeGreaterThan(hours);
  });

  it('that handed the role over by hand takes it back when it went to a poorer one, and not from an equal', async () => {
    const [anna, taras] = await annaAndTaras();
    const olena = desk('olena');
    await pass(minute, anna, taras, olena);
    await anna.lease.handOver();
    await pass(30 * minute, anna, taras, olena);
    expect(hub.holder()).toBe('desk-olena');
    await pass(40 * minute, taras);
    expect(hub.holder()).toBe('desk-taras');
    await pass(30_000, anna, taras);
    expect(hub.holder()).toBe('desk-anna');
  });
});

describe('a computer that hears more, and lacks what the one that listens has', () => {
  it('takes nothing from it by itself, for nobody would be told of orders, and gets the role by hand', async () => {
    const office = desk('office', ['shopify', 'tunnel', 'messenger']);
    await pass(2 * minute, office);
    const laptop = desk('laptop', ['shopify', 'gmail']);
    await pass(30 * minute, office, laptop);
    expect(hub.holder()).toBe('desk-office');
    expect(laptop.lease.unheard()).toMatchObject([{ source: 'gmail', holder: { isFuller: false } }]);
    await laptop.lease.takeOver();
    await pass(30 * minute, office, laptop);
    expect(hub.holder()).toBe('desk-laptop');
  });
});

describe('a computer that has lost its sources', () => {
  it('leaves the role to one that has any, whatever else is connected there', async () => {
    const office = desk('office', ['shopify', 'tunnel', 'messenger']);
    await pass(20 * minute, office);
    const without = office.again(['tunnel', 'messenger']);
    await pass(minute, without);
    const laptop = desk('laptop', ['gmail']);
    await pass(minute, without, laptop);
    expect(hub.holder()).toBe('desk-laptop');
  });
});

describe('a person at a poorer computer', () => {
  it('does not get the role while a fuller one is on, and is told which, why and what to do', async () => {
    const [, taras] = await annaAndTaras();
    const refused = taras.lease.takeOver();
    await expect(refused).rejects.toMatchObject({
      kind: 'refused',
      message: 'Gmail works at another computer and not here: mail orders would stay unread',
      fix: expect.stringContaining('Connect it here, or sign in again; or close Orderbell on that computer'),
    });
    expect(hub.holder()).toBe('desk-anna');
  });

  it('gets it when no fuller one is on', async () => {
    const [anna, taras] = await annaAndTaras();
    const nina = desk('nina', shopify);
    await pass(minute, anna, taras, nina);
    await pass(15 * minute, taras, nina);
    const other = hub.holder() === 'desk-taras' ? nina : taras;
    await other.lease.takeOver();
    expect(other.lease.role().isOurs).toBe(true);
  });

  it('gets it from a fuller one that is silent', async () => {
    const [, taras] = await annaAndTaras();
    clock.sleep(6 * minute);
    await taras.lease.takeOver();
    expect(taras.lease.role().isOurs).toBe(true);
  });
});

describe('a person at a fuller computer', () => {
  it('cannot hand over while every other that is on is poorer: nobody would read the mailbox', async () => {
    const [anna, taras] = await annaAndTaras();
    await expect(anna.lease.handOver()).rejects.toMatchObject({
      kind: 'refused',
      message: 'No other computer that is on has all that works here',
    });
    await pass(minute, taras, anna);
    expect(hub.holder()).toBe('desk-anna');
  });

  it('can to one that has as much, or has not said what it has', async () => {
    const [anna, taras] = await annaAndTaras();
    hub.label({ 'has-desk-taras': null });
    await anna.lease.handOver();
    // what has not said it is an earlier version, which takes what is free
    expect(hub.holder()).toBe('nobody');
    await pass(6 * minute, anna);
    const olena = desk('olena');
    await pass(minute, anna, taras, olena);
    await pass(20 * minute, anna, taras, olena);
    await anna.lease.handOver();
    await pass(minute, taras, olena, anna);
    expect(hub.holder()).toBe('desk-olena');
  });
});

describe('what a desk says that it has', () => {
  it('is said anew at its next look when it has something else, and counts from then on', async () => {
    const [anna, taras] = await annaAndTaras();
    await pass(20 * minute, taras);
    expect(taras.lease.unheard()).toHaveLength(1);
    const connected = taras.again(['shopify', 'gmail']);
    await connected.lease.now();
    expect(hub.labels()['has-desk-taras']).toBe('shopify-gmail');
    expect(connected.lease.unheard()).toEqual([]);
    // an equal that wakes takes nothing from it
    await pass(20 * minute, connected, anna);
    expect(hub.holder()).toBe('desk-taras');
    // nor is it for ever gone when another hand takes it away
    hub.label({ 'has-desk-anna': null });
    await anna.lease.now();
    expect(hub.labels()['has-desk-anna']).toBe('shopify-gmail');
    const removed = anna.again(shopify);
    await removed.lease.now();
    expect(hub.labels()['has-desk-anna']).toBe('shopify');
  });

  it('gets it the role within half a minute when it is more than the receiver has', async () => {
    const [anna, taras] = [desk('anna', shopify), desk('taras', shopify)];
    await pass(20 * minute, anna, taras);
    const connected = taras.again(['shopify', 'gmail']);
    await pass(30_000, anna, connected);
    expect(hub.holder()).toBe('desk-taras');
  });

  it('is not known of an earlier version, which is neither poorer nor fuller than any', async () => {
    const [anna, taras] = [desk('anna', shopify), desk('taras')];
    await anna.lease.now();
    hub.label({ 'has-desk-anna': null });
    await taras.lease.now();
    expect(hub.holder()).toBe('desk-anna');
    expect([taras.lease.unheard(), taras.lease.meansOf(deskIdSchema.parse('desk-anna'))]).toEqual([[], null]);
    // and does not keep a poorer one from listening
    await pass(20 * minute, anna, taras);
    hub.label({ 'has-desk-taras': null });
    await anna.lease.takeOver();
    expect(hub.holder()).toBe('desk-anna');
  });

  it('goes from the board when it is forgotten, and nothing is missed of it any more', async () => {
    const [anna, taras] = await annaAndTaras();
    await pass(20 * minute, taras);
    expect(taras.lease.unheard()).toHaveLength(1);
    await taras.lease.forget(anna.ledger.deskId);
    expect(Object.keys(hub.labels()).filter((name) => name.includes('anna'))).toEqual([]);
    expect(taras.lease.unheard()).toEqual([]);
  });
});
