import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { simulatedBigQuery } from '../../guarantees/computers/simulated-bigquery.ts';
import type { Messenger, Shopify, Surroundings } from '../../guarantees/computers/simulated-computer.ts';
import { ownOrder, simulatedComputer } from '../../guarantees/computers/simulated-computer.ts';
import { fakeClock } from '../../support/clock.ts';
import { projectionOf } from '../../support/desks.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';

const minute = 60_000;

function makeShop() {
  const clock = fakeClock('2025-03-04T06:00:00Z');
  const hub = simulatedBigQuery();
  const messenger: Messenger = new Map();
  const shopify: Shopify = { orders: [] };
  const around: Surroundings = {
    clock,
    bigquery: hub,
    pubsub: memoryPubsub(clock),
    shopify,
    messenger,
    random: () => 0.5,
  };
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-desks-'));
  const cut = new Set<string>();
  const make = (name: string) =>
    simulatedComputer(around, name, {
      file: join(folder, `${name}.db`),
      skewMs: 0,
      network: (what) => (cut.has(`${name} ${what}`) ? 'cut-before' : 'fine'),
    });
  const [anna, borys] = [make('anna'), make('borys')];
  onTestFinished(() => {
    for (const desk of [anna, borys]) desk.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    hub,
    cut,
    anna,
    borys,
    order(id: string) {
      const at = clock.now();
      shopify.orders.push({ at, order: ownOrder('shopify', id, new Date(at).toISOString()) });
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 10_000) await clock.advance(10_000);
    },
  };
}

it('uploads the events of a lost computer within two hours, each counted once', async () => {
  const { hub, cut, anna, borys, pass } = makeShop();
  borys.start();
  anna.start();
  await pass(5 * minute);
  cut.add('anna bigquery');
  for (let action = 0; action < 3; action += 1) anna.work();
  await pass(minute);
  anna.kill();
  expect(borys.ledger().linked.count()).toBeGreaterThanOrEqual(3);
  const written = () => hub.rows.filter(({ desk }) => desk === anna.deskId).length;
  const before = written();

  await pass(55 * minute);
  expect(written()).toBe(before);
  await pass(60 * minute);
  expect(hub.loadedForOthers().get(anna.deskId)).toBe(written() - before);
  expect(written()).toBeGreaterThanOrEqual(before + 3);
  expect(borys.ledger().linked.count()).toBe(0);

  const once = new Set(hub.rows.map(({ id }) => id)).size;
  cut.clear();
  anna.start();
  await pass(15 * minute);
  expect(hub.rows.length).toBeGreaterThan(once);
  expect([...anna.ledger().entries.each()]).toHaveLength(new Set(hub.rows.map(({ id }) => id)).size);
  expect(projectionOf(anna.ledger())).toEqual(projectionOf(borys.ledger()));
  expect(borys.ledger().entries.numbers()).toEqual(anna.ledger().entries.numbers());
});

it('uploads nothing for others that they uploaded themselves', async () => {
  const { hub, cut, anna, borys, pass } = makeShop();
  borys.start();
  anna.start();
  await pass(5 * minute);
  cut.add('borys bigquery');
  for (let action = 0; action < 3; action += 1) anna.work();
  await pass(90 * minute);
  cut.clear();
  await pass(30 * minute);
  expect([...hub.loadedForOthers()]).toEqual([]);
  expect(borys.ledger().linked.count()).toBe(0);
  expect(projectionOf(borys.ledger())).toEqual(projectionOf(anna.ledger()));
});

it('the other computer sends the orders of one that was lost', async () => {
  const { cut, anna, borys, order, pass } = makeShop();
  borys.start();
  await pass(10_000);
  anna.start();
  await pass(10 * minute);
  for (const way of ['bigquery', 'manychat']) cut.add(`borys ${way}`);
  order('1');
  await pass(minute);
  borys.kill();
  const found = () => anna.ledger().orders.get(orderIdOf('shopify', '1'));
  expect(found()).toMatchObject({ notifications: [] });
  cut.clear();
  await pass(30 * minute);
  expect(found()?.notifications).toHaveLength(2);
});
