import { afterEach, beforeEach } from 'vitest';
import type { Manychat } from '../../../../src/main/manychat/client.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import type { FakeClock } from '../../../support/clock.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import type { BellDesk } from './bell-desk.ts';
import { managersOf, startBellDesk } from './bell-desk.ts';

export const minute = 60_000;
export const managers = managersOf('Anna', 'Taras', 'Olena');
const nameOf = (id: string): string => managers.find(({ subscriberId }) => subscriberId === id)?.name ?? '?';

export let clock: FakeClock;
export let ledger: Ledger;
export let told: string[];
export let answers: Map<string, () => Promise<void>>;
export const running: BellDesk[] = [];

export const messenger: Manychat = {
  page: async () => ({ id: '1', name: 'Kvitka', isPro: true }),
  contact: async (id) => ({ name: nameOf(id), lastInteraction: clock.now() }),
  send: async (id) => {
    await answers.get(nameOf(id))?.();
    told.push(nameOf(id));
  },
};

/** A desk of the shop, stopped after the test. */
export function start(person?: string, over: Ledger = ledger, team = managers): BellDesk {
  const desk = startBellDesk({
    ledger: over,
    clock,
    managers: team,
    manychat: messenger,
    ...(person !== undefined && { person }),
  });
  running.push(desk);
  return desk;
}
/** How an order was passed on. */
export const timeline = (id: OrderId) =>
  ledger.entries.ofOrder(id).flatMap((entry) => (entry.kind === 'passed-on' ? [entry.data] : []));

/** Gives each test a ledger of its own, and a Messenger that answers as it is told to. */
export function eachWithRings(): void {
  beforeEach(() => {
    clock = fakeClock();
    ledger = memoryLedger({ clock });
    told = [];
    answers = new Map();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((desk) => desk.stop()));
    ledger.close();
  });
}
