import { expect, it, onTestFinished } from 'vitest';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import { isRestoring } from '../../../src/main/restoring.ts';
import type { BigQueryConfig } from '../../../src/main/settings/config.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { append } from '../../support/desks.ts';
import { quietLog } from '../../support/log.ts';
import { stepUntil } from '../../support/step-until.ts';
import {
  anna,
  clock,
  eachWithAnnaAndTaras,
  fake,
  listen,
  load,
  look,
  order,
  taras,
} from './anna-and-taras.ts';
import { listeningDesk } from './dataset-desk.ts';

eachWithAnnaAndTaras();

const minute = 60_000;
const state = (number: number) => anna.orders.warehouseState(orderIdOf('shopify', String(number)));
const ordersIn = (dataset: string) =>
  (fake.store.table({ datasetId: dataset, tableId: 'entries' })?.rows ?? [])
    .map(({ id }) => String(id))
    .filter((id) => id.startsWith('received:'))
    .toSorted();
const all = [1, 2, 3].map((number) => `received:shopify:${number}`);
const until = (check: () => void, step = 5_000) => stepUntil(clock, step, check, 20_000);

/** Anna's computer as it runs. @returns stops it */
function start(config: BigQueryConfig): () => Promise<unknown> {
  const log = quietLog();
  const warehouse = createWarehouse({ config, ledger: anna, clock, log, random: () => 0.5 });
  const relay = createRelay({ ledger: anna, clock, log, performers: warehouse.performers });
  const desk = listeningDesk(anna, clock, config, { warehouse });
  for (const loop of [warehouse, relay, desk]) loop.start();
  let ended: Promise<unknown> | null = null;
  const stop = () => {
    ended ??= Promise.all([relay.stop(), desk.stop(), warehouse.stop()]);
    return ended;
  };
  onTestFinished(async () => void (await stop()));
  return stop;
}

it.each([
  ['a table made anew', 'crm'],
  ['another dataset', 'other'],
])(
  'brings to %s also what a computer had loaded that is gone, which waits for that until it is there',
  async (_, dataset) => {
    append({ ledger: taras, clock }, [order(1)]);
    await load(taras);
    const stop = start(fake.config);
    append({ ledger: anna, clock }, [order(2)]);
    await until(() => expect([1, 2].map(state)).toEqual(['committed', 'committed']));

    if (dataset === 'crm') fake.dropTables();
    else {
      await stop();
      start({ ...fake.config, dataset });
    }
    append({ ledger: anna, clock }, [order(3)]);
    await until(() => expect([1, 2, 3].map(state)).toEqual(['pending', 'committed', 'committed']));
    expect(ordersIn(dataset)).toEqual(all.slice(1));

    const from = clock.now();
    await until(() => expect(state(1)).toBe('committed'), minute);
    expect(clock.now() - from).toBeLessThan(120 * minute);
    expect(ordersIn(dataset)).toEqual(all);
    expect(anna.linked.count()).toBe(0);
    expect(anna.verify()).toEqual([]);
  },
  60_000,
);

it('is told of new orders while another table has yet to show what the one before had', async () => {
  append({ ledger: taras, clock }, [order(1)]);
  await load(taras);
  await look(listen(anna));
  anna.warehouse.startOver();
  fake.dropTables();

  const rung: string[] = [];
  anna.entries.onAppended((_, { quiet, newHere }) => {
    if (!quiet) rung.push(...newHere);
  });
  append({ ledger: taras, clock }, [order(2)]);
  await load(taras);
  const desk = listen(anna);
  const looked = look(desk);
  await desk.sync?.asked;
  expect(isRestoring(anna)).toBe(false);
  await looked;
  expect(rung).toEqual(['shopify:2']);
  expect(anna.linked.count()).toBe(0);
});
