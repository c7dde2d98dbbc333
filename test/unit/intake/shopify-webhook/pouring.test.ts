import { expect, it } from 'vitest';
import { createRecorder } from '../../../../src/main/intake/recorder.ts';
import { createComing } from '../../../../src/main/intake/shopify/coming.ts';
import { createUnderstander } from '../../../../src/main/intake/shopify/understand.ts';
import { createWebhookIntake } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import type { Clock } from '../../../../src/main/ports.ts';
import { restAfter } from '../../../../src/main/rest-after.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { shopifyDelivery, shopifyOrderBody, testShopify } from '../../../support/shopify-delivery.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A desk that takes this long for an order. @param took milliseconds */
function slowDesk(took = 10) {
  const time = fakeClock();
  const ledger = memoryLedger({ clock: time });
  const log = quietLog();
  const recorder = createRecorder({ ledger, clock: time, enqueueNotices: () => {} });
  let looks = 0;
  const clock: Clock = {
    ...time,
    now: () => {
      looks += 1;
      return time.now() + looks * took;
    },
    after: time.after,
  };
  const coming = createComing();
  const commits: number[] = [];
  const counting: typeof ledger = {
    ...ledger,
    transaction(work) {
      const before = waiting();
      const result = ledger.transaction(work);
      commits.push(before - waiting());
      return result;
    },
  };
  const understander = createUnderstander({ ledger: counting, recorder, clock, log, coming });
  const intake = createWebhookIntake({
    ledger,
    clock: time,
    log,
    config: () => testShopify,
    onStored: () => understander.drain(),
  });
  const waiting = (): number => ledger.documents.waiting('webhook', 1_000).length;
  understander.start();
  let made = 0;
  return {
    time,
    coming,
    async deliver(count: number): Promise<void> {
      const bodies = Array.from({ length: count }, () => shopifyOrderBody({ id: ++made, name: `#${made}` }));
      const answers = await Promise.all(
        bodies.map(async (body) => {
          const answered = coming.begin();
          const answer = await intake.receive(shopifyDelivery({ topic: 'orders/create', body }));
          answered();
          return answer;
        }),
      );
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      await turn();
      await turn();
    },
    waiting,
    /** How many deliveries each commit made sense of. */
    commits,
    orders: () => [...ledger.orders.each()].length,
  };
}

it('makes an order of the first delivery at once, and takes in those that pour in before it reads them', async () => {
  const desk = slowDesk();
  await desk.deliver(1);
  expect(desk.orders()).toBe(1);

  await desk.deliver(8);
  expect([desk.waiting(), desk.orders()]).toEqual([8, 1]);
  await desk.time.advance(250);
  // a few at a time, so that who is next to deliver need not wait for all of them
  expect(desk.orders()).toBeGreaterThan(1);
  for (let step = 0; step < 8; step += 1) await desk.time.advance(250);
  expect([desk.waiting(), desk.orders()]).toEqual([0, 9]);
});

it('understands the next delivery at once where they come one after the other', async () => {
  const desk = slowDesk();
  for (let nth = 1; nth <= 5; nth += 1) {
    await desk.deliver(1);
    expect(desk.orders()).toBe(nth);
  }
});

it('lets one that is on its way in go first, though not for ever', async () => {
  const desk = slowDesk();
  await desk.deliver(1);
  desk.coming.begin(); // never answered
  await desk.deliver(1);
  expect(desk.orders()).toBe(1);
  await desk.time.advance(250);
  expect(desk.orders()).toBe(2);
});

it('works off what has piled up without a rest once nothing more comes', async () => {
  const desk = slowDesk();
  await desk.deliver(1);
  await desk.deliver(100);
  await desk.time.advance(250);
  // each takes its turn, and no time passes between
  for (let step = 0; step < 101; step += 1) await turn();
  expect([desk.waiting(), desk.orders()]).toEqual([0, 101]);
});

it('puts few orders into a commit while others are on their way, and what has piled up together once nothing more comes', async () => {
  const desk = slowDesk(1);
  await desk.deliver(1);
  const endsComing = desk.coming.begin();
  await desk.deliver(60);
  await desk.time.advance(250);
  const whileComing = desk.commits.splice(0);
  expect(whileComing.length).toBeGreaterThan(2);
  expect(Math.max(...whileComing)).toBeLessThanOrEqual(2);

  const piledUp = desk.waiting();
  expect(piledUp).toBeGreaterThan(40);
  endsComing();
  await desk.time.advance(250);
  for (let step = 0; step < 61; step += 1) await turn();
  expect(desk.commits).toEqual([20, 20, piledUp - 40]);
});

it('lets deliveries go first the longer, the more of them are on their way at once, and none that are over', () => {
  const coming = createComing();
  expect(coming.atOnce()).toBe(0);
  const answered = coming.begin();
  expect(coming.atOnce()).toBe(1);
  answered();
  expect(coming.atOnce()).toBe(0);

  const all = Array.from({ length: 3 }, () => coming.begin());
  for (const each of all) each();
  expect(coming.atOnce()).toBe(3);
  coming.turn();
  expect(coming.atOnce()).toBe(0);

  // whoever begins to send and goes no further does not hold up the rest for ever
  for (let nth = 0; nth < 1_000; nth += 1) coming.begin();
  expect(coming.atOnce()).toBe(32);

  expect([0, 3, 32].map((atOnce) => restAfter(2, 250, atOnce))).toEqual([38, 44, 102]);
  expect(restAfter(100, 250, 32)).toBe(250);
});
