import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
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
import { minute } from './cluster-shop.ts';

/** A shop with two managers, where a computer may reach no Messenger. */
function makeShop() {
  const clock = fakeClock('2025-03-04T06:00:00Z');
  const messenger: Messenger = new Map();
  const shopify: Shopify = { orders: [] };
  const bigquery = simulatedBigQuery();
  const pubsub = memoryPubsub(clock);
  const around: Surroundings = { clock, bigquery, pubsub, shopify, messenger, random: () => 0.5 };
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-desks-'));
  const desks: SimulatedComputer[] = [];
  /** The computers that cannot reach ManyChat. */
  const cut = new Set<string>();
  onTestFinished(() => {
    for (const desk of desks) desk.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    messenger,
    cut,
    async pass(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += 10_000) await clock.advance(10_000);
    },
    start(name: string) {
      const desk = simulatedComputer(around, name, {
        file: join(folder, `${name}.db`),
        skewMs: 0,
        network: (what) => (what === 'manychat' && cut.has(name) ? 'cut-before' : 'fine'),
      });
      desks.push(desk);
      desk.start();
      return desk;
    },
    order(id: string) {
      const at = clock.now();
      shopify.orders.push({ at, order: ownOrder('shopify', id, new Date(at).toISOString()) });
    },
  };
}

it.each([60, 330, 360, 390, 420, 450, 600])(
  'sends once or shows an order whose only computer died, back %i s later',
  async (seconds) => {
    const { messenger, cut, start, order, pass } = makeShop();
    const anna = start('anna');
    await pass(5 * minute);
    // it tells the others what it is about to send, which a computer that joins later cannot hear
    cut.add('anna');
    order('1');
    await pass(50_000);
    anna.kill();
    cut.clear();
    const borys = start('borys');
    await pass(seconds * 1_000);
    anna.start();
    await pass(30 * minute);
    expect([...messenger.values()].every((count) => count === 1)).toBe(true);
    const ends = borys.ledger().orders.get(orderIdOf('shopify', '1'))?.notifications ?? [];
    expect(ends).toHaveLength(2);
    expect(ends.every(({ state }) => state === 'sent' || state === 'unknown')).toBe(true);
  },
);
