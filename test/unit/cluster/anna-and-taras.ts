import { afterEach, beforeEach } from 'vitest';
import type { Cluster } from '../../../src/main/cluster/cluster.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { listeningDesk, loadInto } from './dataset-desk.ts';

/* Two computers on one dataset: Anna's and Taras's. */
export let clock: FakeClock;
export let fake: FakeBigQuery;
export let anna: Ledger;
export let taras: Ledger;
const listening: Cluster[] = [];

/** Gives each test computers and a dataset of its own. */
export function eachWithAnnaAndTaras(): void {
  beforeEach(async () => {
    clock = fakeClock();
    fake = await startFakeBigQuery(clock);
    anna = memoryLedger({ clock, deskId: 'desk-anna' });
    taras = memoryLedger({ clock, deskId: 'desk-taras' });
  });
  afterEach(async () => {
    await Promise.all(listening.splice(0).map((desk) => desk.stop()));
    await fake.close();
    anna.close();
    taras.close();
  });
}

export function listen(ledger: Ledger, options: Parameters<typeof listeningDesk>[3] = {}): Cluster {
  const desk = listeningDesk(ledger, clock, fake.config, options);
  listening.push(desk);
  return desk;
}
export const look = (desk: Cluster): Promise<void> => desk.sync?.now() ?? Promise.resolve();
export const order = (number: number) => received(incomingOrder({ sourceId: String(number) }), clock.now());
export const ordersOf = (ledger: Ledger) =>
  [...ledger.orders.each()].map(({ order: { id } }) => id).toSorted();
export const load = (ledger: Ledger, span?: readonly [number, number]) =>
  loadInto(fake.config, clock, ledger, span);
/** Questions in SQL so far; metadata are free. */
export const questions = () => fake.count('POST /jobs');
/** Orders that notify a manager at this computer from now on. */
export function rungAt(ledger: Ledger): readonly string[] {
  const rung: string[] = [];
  ledger.entries.onAppended((_, { quiet, newHere }) => {
    if (!quiet) rung.push(...newHere);
  });
  return rung;
}
