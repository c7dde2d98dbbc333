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

/* Two desks on one dataset: Anna's, which hears of what Taras's has loaded. */
export let clock: FakeClock;
export let fake: FakeBigQuery;
export let anna: Ledger;
export let taras: Ledger;
const listening: Cluster[] = [];
export const stopListening = () => Promise.all(listening.splice(0).map((desk) => desk.stop()));

/** Gives each test desks and a dataset of its own. */
export function eachWithAnnaAndTaras(): void {
  beforeEach(async () => {
    clock = fakeClock();
    fake = await startFakeBigQuery(clock);
    anna = memoryLedger({ clock, deskId: 'desk-anna' });
    taras = memoryLedger({ clock, deskId: 'desk-taras' });
  });
  afterEach(async () => {
    await stopListening();
    await fake.close();
    anna.close();
    taras.close();
  });
}

export function listen(ledger: Ledger): Cluster {
  const desk = listeningDesk(ledger, clock, fake.config);
  listening.push(desk);
  return desk;
}
export const look = (desk: Cluster): Promise<void> => desk.sync?.now() ?? Promise.resolve();
export const order = (number: number) => received(incomingOrder({ sourceId: String(number) }));
export const load = (ledger: Ledger, span?: readonly [number, number]) =>
  loadInto(fake.config, clock, ledger, span);
/** Questions in SQL so far; metadata are free. */
export const questions = () => fake.count('POST /jobs');
