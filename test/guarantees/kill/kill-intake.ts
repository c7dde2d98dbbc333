import { randomFrom } from '../../support/random.ts';
import { deliverTo, shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import type { IntakeOptions } from './desk-process.ts';
import { addressOf, end, startIntake } from './desk-process.ts';
import { inspect } from './inspect.ts';

export type KillOptions = Pick<IntakeOptions, 'hasty' | 'forgetful'> & {
  readonly dir: string;
  readonly kills: number;
  /** Concurrent deliveries. */
  readonly parallel: number;
  /** The seed determines the waits; the exact moment of death depends on the machine. */
  readonly seed: number;
};

export type KillSummary = {
  readonly kills: number;
  readonly seed: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly orders: number;
  readonly lost: number;
  readonly duplicates: number;
  readonly withoutNotice: number;
  readonly parked: number;
  readonly otherAnswers: readonly number[];
  readonly faults: readonly string[];
};

const longestLifeMs = 60;

/** Sends orders to an app that is killed repeatedly, and counts what happened to the acknowledged ones. */
export async function killIntake({
  dir,
  kills,
  parallel,
  seed,
  ...wishes
}: KillOptions): Promise<KillSummary> {
  const random = randomFrom(seed);
  const start = () => startIntake(dir, wishes);
  const acknowledged: string[] = [];
  const otherAnswers: number[] = [];
  let waiting: string[] = [];
  let made = 0;

  async function deliver(url: string, id: string): Promise<boolean> {
    const body = shopifyOrderBody({ id: Number(id), name: `#${id}` });
    try {
      const status = await deliverTo(url, shopifyDelivery({ body }));
      if (status === 200) acknowledged.push(id);
      else otherAnswers.push(status);
      return status === 200;
    } catch {
      return false; // the app died, so Shopify would send it again
    }
  }

  /** Like Shopify: unanswered deliveries first, and also some answered ones, because answers get lost. */
  async function sender(url: string, again: string[], isAlive: () => boolean): Promise<void> {
    while (isAlive()) {
      const id = again.pop() ?? String(++made);
      if (!(await deliver(url, id))) waiting.push(id);
    }
  }

  for (let kill = 0; kill < kills; kill += 1) {
    const app = start();
    // one in eight dies during its start
    if (random.chance(1 / 8)) {
      await pause(random.below(300));
      await end(app);
      continue;
    }
    const url = await addressOf(app);
    const again = [...waiting, ...acknowledged.slice(-3)];
    waiting = [];
    let isAlive = true;
    const caughtUp = acknowledged.length + again.length;
    const senders = Array.from({ length: parallel }, () => sender(url, again, () => isAlive));
    // most die during new orders, some before the first answer
    if (random.chance(3 / 4)) {
      while (acknowledged.length < caughtUp && otherAnswers.length === 0 && app.exitCode === null)
        await pause(1);
    }
    await pause(random.below(longestLifeMs));
    await end(app);
    isAlive = false;
    await Promise.all(senders);
    waiting.push(...again);
  }

  const last = start();
  const url = await addressOf(last);
  for (const id of new Set(waiting)) await deliver(url, id);
  await end(last);

  const found = await inspect(dir);
  const kept = new Set(found.orders);
  return {
    kills: kills + 1,
    seed,
    sent: made,
    acknowledged: new Set(acknowledged).size,
    orders: found.orders.length,
    lost: [...new Set(acknowledged)].filter((id) => !kept.has(id)).length,
    // an order changed by its redelivery counts as a duplicate too
    duplicates: found.twice.length,
    withoutNotice: found.withoutNotice.length,
    parked: found.parked,
    otherAnswers,
    faults: found.faults,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
