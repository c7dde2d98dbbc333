import { randomFrom } from '../../support/random.ts';
import { deliverTo, shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import type { DeskWishes } from './desk-process.ts';
import { addressOf, end, startDesk } from './desk-process.ts';
import { inspect } from './inspect.ts';

export type KillOptions = Pick<DeskWishes, 'hasty' | 'forgetful'> & {
  readonly dir: string;
  readonly kills: number;
  /** How many deliveries are under way at once. */
  readonly parallel: number;
  /** The same seed draws the same waits; when exactly the process dies is the machine's business all the same. */
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

/** Delivers orders to a desk that is killed again and again, and counts what became of what it had acknowledged. */
export async function killDesk({ dir, kills, parallel, seed, ...wishes }: KillOptions): Promise<KillSummary> {
  const random = randomFrom(seed);
  const start = () => startDesk(dir, wishes);
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
      return false; // the desk died: Shopify would send it again
    }
  }

  /** As Shopify does: first what it has no answer to, and, since answers get lost too, some that it has. */
  async function sender(url: string, again: string[], isAlive: () => boolean): Promise<void> {
    while (isAlive()) {
      const id = again.pop() ?? String(++made);
      if (!(await deliver(url, id))) waiting.push(id);
    }
  }

  for (let kill = 0; kill < kills; kill += 1) {
    const desk = start();
    // one in eight dies while it starts
    if (random.chance(1 / 8)) {
      await pause(random.below(300));
      await end(desk);
      continue;
    }
    const url = await addressOf(desk);
    const again = [...waiting, ...acknowledged.slice(-3)];
    waiting = [];
    let isAlive = true;
    const caughtUp = acknowledged.length + again.length;
    const senders = Array.from({ length: parallel }, () => sender(url, again, () => isAlive));
    // most die while new orders flow in, and some before the first answer
    if (random.chance(3 / 4)) {
      while (acknowledged.length < caughtUp && otherAnswers.length === 0 && desk.exitCode === null)
        await pause(1);
    }
    await pause(random.below(longestLifeMs));
    await end(desk);
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
    // an order that was changed by its own redelivery is one made twice as well
    duplicates: found.twice.length,
    withoutNotice: found.withoutNotice.length,
    parked: found.parked,
    otherAnswers,
    faults: found.faults,
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
