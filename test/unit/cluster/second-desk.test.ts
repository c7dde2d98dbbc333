import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { simulatedBigQuery } from '../../guarantees/computers/simulated-bigquery.ts';
import type {
  Messenger,
  Shopify,
  SimulatedComputer,
  Surroundings,
} from '../../guarantees/computers/simulated-computer.ts';
import { ownOrder, simulatedComputer } from '../../guarantees/computers/simulated-computer.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';

const minute = 60_000;

function makeShop() {
  const clock = fakeClock('2025-03-04T06:00:00Z');
  const messenger: Messenger = new Map();
  const shopify: Shopify = { orders: [] };
  const around: Surroundings = {
    clock,
    bigquery: simulatedBigQuery(),
    pubsub: memoryPubsub(clock),
    shopify,
    messenger,
    random: () => 0.5,
  };
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-desks-'));
  const cut = new Set<string>();
  const refused = new Set<string>();
  const desks: SimulatedComputer[] = [];
  onTestFinished(() => {
    for (const desk of desks) desk.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    messenger,
    cut,
    refuse: (name: string, subscriber: string) => refused.add(`${name} ${subscriber}`),
    desk(name: string) {
      const desk = simulatedComputer(around, name, {
        file: join(folder, `${name}.db`),
        skewMs: 0,
        network: (what) => (cut.has(`${name} ${what}`) ? 'cut-before' : 'fine'),
        reaches: (subscriber) => !refused.has(`${name} ${subscriber}`),
      });
      desks.push(desk);
      return desk;
    },
    order(id: string) {
      const at = clock.now();
      shopify.orders.push({ at, order: ownOrder('shopify', id, new Date(at).toISOString()) });
    },
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 10_000) await clock.advance(10_000);
    },
  };
}

it.each([60, 330, 360, 390, 420, 450, 600])(
  'an order whose only computer died is sent once or shown to a person, though it is back %i s later',
  async (seconds) => {
    const { messenger, cut, desk, order, pass } = makeShop();
    const anna = desk('anna');
    anna.start();
    await pass(5 * minute);
    // it tells the others what it is about to send, which a computer that joins later cannot hear
    cut.add('anna manychat');
    order('1');
    await pass(50_000);
    anna.kill();
    cut.clear();
    const borys = desk('borys');
    borys.start();
    await pass(seconds * 1000);
    anna.start();
    await pass(30 * minute);
    expect([...messenger.values()].every((count) => count === 1)).toBe(true);
    const ends = borys.ledger().orders.get(orderIdOf('shopify', '1'))?.notifications ?? [];
    expect(ends.map(({ state }) => state)).toHaveLength(2);
    expect(ends.every(({ state }) => state === 'sent' || state === 'unknown')).toBe(true);
  },
);

describe('a computer that is gone for good', () => {
  it('leaves nothing untold: what it had received is told by the one that takes over, or shown to a person', async () => {
    const { messenger, cut, desk, order, pass } = makeShop();
    const [anna, borys] = [desk('anna'), desk('borys')];
    anna.start();
    await pass(10_000);
    borys.start();
    await pass(5 * minute);
    cut.add('anna manychat');
    for (const id of ['1', '2', '3']) order(id);
    // received and in BigQuery, where the other has not seen it yet
    cut.add('borys bigquery');
    await pass(3 * minute);
    anna.kill();
    cut.clear();
    await pass(30 * minute);
    const told = ['1', '2', '3'].map((id) => {
      const sent = [...messenger].filter(([to]) => to.startsWith(`#${id} `)).map(([, count]) => count);
      const found = borys.ledger().orders.get(orderIdOf('shopify', id));
      return { sent, ends: found?.notifications.map(({ state }) => state) };
    });
    for (const { sent, ends } of told) {
      expect(sent.every((count) => count === 1)).toBe(true);
      expect(ends).toHaveLength(2);
    }
  });

  it('leaves no manager untold whom it had not reached, and tells nobody twice', async () => {
    const { messenger, desk, order, pass, refuse } = makeShop();
    const [anna, borys] = [desk('anna'), desk('borys')];
    anna.start();
    await pass(10_000);
    borys.start();
    await pass(5 * minute);
    refuse('anna', '42');
    order('1');
    await pass(10 * minute);
    expect([...messenger]).toEqual([['#1 41', 1]]);
    anna.kill();
    await pass(30 * minute);
    expect(Object.fromEntries(messenger)).toEqual({ '#1 41': 1, '#1 42': 1 });
  });
});
