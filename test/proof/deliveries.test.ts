import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRecorder } from '../../src/main/intake/recorder.ts';
import { createUnderstander } from '../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../src/main/intake/shopify/webhook-intake.ts';
import { openLedger } from '../../src/main/ledger/open.ts';
import type { Ledger } from '../../src/main/ports.ts';
import { deskIdSchema, entryIdSchema } from '../../src/shared/ids.ts';
import { fakeClock } from '../support/clock.ts';
import { quietLog } from '../support/log.ts';
import { randomFrom } from '../support/random.ts';
import { shopifyDelivery, shopifyOrderBody, testShopify } from '../support/shopify-delivery.ts';
import { isLong } from './promises.ts';
import { prove } from './prove.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-deliveries-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const orders = isLong ? 1_000 : 100;
const topics = ['orders/create', 'orders/updated', 'orders/paid'] as const;

/** Each order between one and nine times, under fresh ids and other topics, in any order, with the app started anew in between. */
async function deliverAll(through: (ledger: Ledger) => Ledger = (ledger) => ledger) {
  const random = randomFrom(20_260_304);
  const deliveries = Array.from({ length: orders }, (_, index) => String(6_200_000_000_000 + index))
    .flatMap((id) => Array.from({ length: 1 + random.below(9) }, () => id))
    .map((id) => ({ id, place: random.below(1_000_000_000) }))
    .toSorted((a, b) => a.place - b.place);
  const rung: string[] = [];
  const clock = fakeClock();
  let nth = 0;
  for (const part of [0, 1, 2]) {
    const kept = openLedger({
      file: join(dir, 'ledger.db'),
      clock,
      deskId: deskIdSchema.parse('desk-1'),
    });
    const ledger = through(kept);
    const recorder = createRecorder({ ledger, clock, oweNotices: (id) => rung.push(id) });
    const understander = createUnderstander({ ledger, recorder, clock, log: quietLog() });
    const onStored = () => understander.drain();
    const intake = createWebhookIntake({
      ledger,
      clock,
      log: quietLog(),
      config: () => testShopify,
      onStored,
    });
    understander.start();
    const third = Math.ceil(deliveries.length / 3);
    for (const { id } of deliveries.slice(part * third, (part + 1) * third)) {
      nth += 1;
      const { status } = await intake.receive(
        shopifyDelivery({
          webhookId: `delivery-${nth}`,
          topic: topics[nth % topics.length] ?? topics[0],
          body: shopifyOrderBody({ id: Number(id), name: `#${id}` }),
        }),
      );
      expect(status).toBe(200);
    }
    await vi.waitFor(() => expect(kept.documents.waiting('webhook', 1)).toEqual([]), { timeout: 60_000 });
    if (part === 2) {
      const found = {
        orders: [...kept.orders.each()].length,
        entries: kept.entries.list({ limit: 100_000 }).length,
      };
      kept.close();
      return { ...found, rung: rung.length, delivered: deliveries.length };
    }
    kept.close();
  }
  throw new Error('the last part was not delivered');
}

it('is one order and one ring, however often each was delivered, and over restarts', {
  timeout: 300_000,
}, async () => {
  const found = await deliverAll();
  expect(found.delivered).toBeGreaterThan(orders * 3);
  expect(found.orders).toBe(orders);
  expect(found.rung).toBe(orders);
  prove(9, 'orders', found.orders);
  prove(9, 'twice', found.entries - orders);
});

it('would be seen to be several, were an entry’s id not the fact itself and the order not known by it', {
  timeout: 300_000,
}, async () => {
  let made = 0;
  const forgetful = (ledger: Ledger): Ledger => ({
    ...ledger,
    entries: {
      ...ledger.entries,
      ofOrder: () => [],
      append(draft) {
        made += 1;
        return ledger.entries.append({ ...draft, id: entryIdSchema.parse(`${draft.id}:${made}`) });
      },
    },
  });
  expect((await deliverAll(forgetful)).entries).toBeGreaterThan(orders);
});
