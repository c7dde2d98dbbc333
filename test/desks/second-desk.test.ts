import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fakeClock } from '../support/clock.ts';
import type { Messenger, Shopify, SimulatedDesk, Surroundings } from './simulated-desk.ts';
import { ownOrder, simulatedDesk } from './simulated-desk.ts';
import { simulatedHub } from './simulated-hub.ts';

const minute = 60_000;

function makeShop() {
  const clock = fakeClock('2025-03-04T06:00:00Z');
  const messenger: Messenger = new Map();
  const shopify: Shopify = { orders: [] };
  const around: Surroundings = { clock, hub: simulatedHub(clock.now), shopify, messenger, random: () => 0.5 };
  const folder = mkdtempSync(join(tmpdir(), 'orderbell-desks-'));
  const cut = new Set<string>();
  const desks: SimulatedDesk[] = [];
  onTestFinished(() => {
    for (const desk of desks) desk.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    messenger,
    cut,
    desk(name: string) {
      const desk = simulatedDesk(around, name, {
        file: join(folder, `${name}.db`),
        skewMs: 0,
        sky: (what) => (cut.has(`${name} ${what}`) ? 'cut-before' : 'fair'),
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

it.each([330, 360, 390, 420, 450, 600])(
  'an order that the only computer had not told when it died is told once, when a second came and the first is back %i s later',
  async (seconds) => {
    const { messenger, cut, desk, order, pass } = makeShop();
    const anna = desk('anna');
    anna.start();
    await pass(5 * minute);
    cut.add('anna manychat');
    order('1');
    await pass(50_000);
    anna.kill();
    cut.clear();
    desk('borys').start();
    await pass(seconds * 1000);
    anna.start();
    await pass(30 * minute);
    expect([...messenger.values()]).toEqual([1, 1]);
  },
);
