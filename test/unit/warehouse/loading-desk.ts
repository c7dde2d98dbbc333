import { afterEach, beforeEach } from 'vitest';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { BigQueryConfig } from '../../../src/main/settings/config.ts';
import type { Warehouse } from '../../../src/main/warehouse/warehouse.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { entryIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { incomingOrderSchema } from '../../../src/shared/order.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { stepUntil } from '../../support/step-until.ts';

export let clock: FakeClock;
export let ledger: Ledger;
export let fake: FakeBigQuery;
export const committed: OrderId[] = [];
const running: (() => Promise<unknown>)[] = [];
export const stopAll = () => Promise.all(running.splice(0).map((stop) => stop()));

/** A ledger and a BigQuery that know nothing of what was before. */
async function begin(): Promise<void> {
  ledger = memoryLedger({ clock });
  fake = await startFakeBigQuery(clock);
}

async function end(): Promise<void> {
  ledger.close();
  await fake.close();
}

/** Both are replaced during a test. */
export async function beginAnew(): Promise<void> {
  await end();
  await begin();
}

/** Called once in a file of tests: each test gets its own computer, whose parts are exported here. */
export function eachWithItsDesk(): void {
  beforeEach(async () => {
    clock = fakeClock();
    committed.length = 0;
    await begin();
  });
  afterEach(async () => {
    await stopAll();
    await end();
  });
}

/** A process: warehouse and relay over a ledger, alive until it is stopped or dies. */
export function run(config: BigQueryConfig | null = fake.config, over: Ledger = ledger): Warehouse {
  const log = quietLog();
  const warehouse = createWarehouse({
    config,
    ledger: over,
    clock,
    log,
    random: () => 0.5,
    onCommitted: (ids) => committed.push(...ids),
  });
  const relay = createRelay({ ledger: over, clock, log, performers: warehouse.performers });
  running.push(
    () => relay.stop(),
    () => warehouse.stop(),
  );
  warehouse.start();
  relay.start();
  return warehouse;
}

/** Orders `from` to `to`, one entry each. */
export function record(from: number, to = from): void {
  for (let number = from; number <= to; number += 1) {
    const sourceId = String(number);
    const order = incomingOrderSchema.parse({
      source: 'manual',
      sourceId,
      version: 1,
      content: { number: sourceId, paymentStatus: 'paid', customer: {}, items: [] },
    });
    ledger.entries.append({
      id: entryIdSchema.parse(`received:manual:${sourceId}`),
      orderId: orderIdSchema.parse(`manual:${sourceId}`),
      kind: 'order-received',
      at: clock.now(),
      by: 'manual',
      data: { order },
    });
  }
}
export const ids = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `received:manual:${from + index}`);
export const stateOf = (number: number) =>
  ledger.orders.warehouseState(orderIdSchema.parse(`manual:${number}`));
export const until = (done: () => void, stepMs = 1_000): Promise<void> =>
  stepUntil(clock, stepMs, done, 60_000);
export const waiting = () => ledger.warehouse.counts().waiting;
export const uploads = () => fake.count('POST /upload');
