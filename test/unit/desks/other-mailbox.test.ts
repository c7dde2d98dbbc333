import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskMeans } from '../../../src/shared/desk-source.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { BoardDesk } from './board-desk.ts';
import { boardDesk, lookOn } from './board-desk.ts';
import type { SimulatedHub } from './simulated-hub.ts';
import { simulatedHub } from './simulated-hub.ts';

const minute = 60_000;
const both = ['shopify', 'gmail'] as const;
const rich = ['shopify', 'gmail', 'tunnel', 'messenger'] as const;
let clock: FakeClock;
let hub: SimulatedHub;
beforeEach(() => {
  clock = fakeClock();
  hub = simulatedHub(clock.now);
});

const desk = (name: string, means: readonly DeskMeans[], mailbox: string | null): BoardDesk =>
  boardDesk(hub, clock, name, undefined, means, () => mailbox);
const pass = (ms: number, ...desks: readonly BoardDesk[]) => lookOn(clock, ms, desks);
/** Of one mailbox each: Anna listens. */
async function annaAndTaras(annas: readonly DeskMeans[], taras: readonly DeskMeans[]) {
  const two = [desk('anna', annas, 'a1'), desk('taras', taras, 'b2')] as const;
  await pass(minute, two[0]);
  await pass(20 * minute, ...two);
  return two;
}
const unread = (receiver: string, holder: string) => [
  {
    source: 'gmail',
    receiver: `desk-${receiver}`,
    isOtherMailbox: true,
    holder: expect.objectContaining({ desk: `desk-${holder}`, isFuller: false }),
  },
];

describe('two computers that are signed in to two mailboxes', () => {
  it('both say that the one is unread that does not listen, whichever it is', async () => {
    const [anna, taras] = await annaAndTaras(both, both);
    expect([anna.lease.unheard(), taras.lease.unheard()]).toEqual([
      unread('anna', 'taras'),
      unread('anna', 'taras'),
    ]);
    // Anna falls asleep
    await pass(7 * minute, taras);
    await pass(20 * minute, anna, taras);
    expect(hub.holder()).toBe('desk-taras');
    expect([anna.lease.unheard(), taras.lease.unheard()]).toEqual([
      unread('taras', 'anna'),
      unread('taras', 'anna'),
    ]);
  });

  it('take nothing from each other, however much more is connected at one: a person chooses', async () => {
    const [anna, taras] = await annaAndTaras(both, rich);
    expect(hub.holder()).toBe('desk-anna');
    await taras.lease.takeOver();
    await pass(20 * minute, anna, taras);
    expect(hub.holder()).toBe('desk-taras');
    // and the one with less is not kept from it by the one that is on
    await anna.lease.takeOver();
    await pass(20 * minute, anna, taras);
    expect(hub.holder()).toBe('desk-anna');
    await anna.lease.handOver();
    await pass(minute, taras, anna);
    expect(hub.holder()).toBe('desk-taras');
  });

  it('say nothing more, and are as equal as ever, once both are signed in to the same', async () => {
    const [anna, taras] = await annaAndTaras(both, rich);
    const same = taras.again(rich, () => 'a1');
    await pass(minute, anna, same);
    expect(hub.labels()).toMatchObject({ 'mail-desk-anna': 'a1', 'mail-desk-taras': 'a1' });
    expect(hub.holder()).toBe('desk-taras');
    expect([anna.lease.unheard(), same.lease.unheard()]).toEqual([[], []]);
  });
});

describe('a computer that does not know yet which mailbox it is signed in to', () => {
  it('takes nothing from one that has said which it reads, and what is its own to take once it knows', async () => {
    const anna = desk('anna', both, 'a1');
    await pass(20 * minute, anna);
    let known: string | null = null;
    const taras = boardDesk(hub, clock, 'taras', undefined, rich, () => known);
    await pass(5 * minute, anna, taras);
    expect([hub.holder(), 'mail-desk-taras' in hub.labels()]).toEqual(['desk-anna', false]);
    known = 'a1';
    await pass(30_000, anna, taras);
    expect(hub.holder()).toBe('desk-taras');
  });

  it('has the one it had said until it knows another, and none without Gmail or once it is forgotten', async () => {
    const [anna, taras] = await annaAndTaras(both, both);
    const unknown = taras.again(both, () => null);
    await unknown.lease.now();
    expect(hub.labels()['mail-desk-taras']).toBe('b2');
    expect(unknown.lease.unheard()).toEqual(unread('anna', 'taras'));
    const without = taras.again(['shopify'], () => null);
    await without.lease.now();
    expect('mail-desk-taras' in hub.labels()).toBe(false);
    expect(without.lease.unheard()).toEqual([]);
    await taras.again(both).lease.now();
    expect(hub.labels()['mail-desk-taras']).toBe('b2');
    await pass(20 * minute, anna);
    await anna.lease.forget(taras.ledger.deskId);
    expect(Object.keys(hub.labels()).filter((name) => name.includes('taras'))).toEqual([]);
  });
});

describe('an earlier version, which does not say which mailbox it has', () => {
  it('counts as one that has the same', async () => {
    const anna = desk('anna', both, 'a1');
    await pass(minute, anna);
    const taras = desk('taras', both, 'b2');
    hub.label({ 'mail-desk-anna': null });
    await taras.lease.now();
    expect(taras.lease.unheard()).toEqual([]);
    const richer = taras.again(rich);
    hub.label({ 'mail-desk-anna': null });
    await richer.lease.now();
    expect(hub.holder()).toBe('desk-taras');
  });
});
