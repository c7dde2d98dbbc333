import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createWebhookIntake } from '../../../../src/main/intake/shopify/webhook-intake.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { shopifyDelivery, shopifyOrderBody, testShopify } from '../../../support/shopify-delivery.ts';

/** A desk that says how many deliveries each of its commits was of. */
function desk() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const waiting = (): number => ledger.documents.countWaiting('webhook', 1_000);
  const groups: number[] = [];
  const counted: Ledger = {
    ...ledger,
    transaction: (work) => {
      const before = waiting();
      const result = ledger.transaction(work);
      groups.push(waiting() - before);
      return result;
    },
  };
  let now = clock.now();
  const intake = createWebhookIntake({
    ledger: counted,
    clock: { ...clock, now: () => now },
    log: quietLog(),
    config: () => testShopify,
    onStored: () => {},
  });
  let sent = 0;
  const send = async (): Promise<void> => {
    sent += 1;
    const { status } = await intake.receive(shopifyDelivery({ body: shopifyOrderBody({ id: sent }) }));
    expect(status).toBe(200);
  };
  return {
    groups,
    send,
    /** Two at once, then one with every turn of the event loop, up to so many. */
    async pour(count: number, turnMs = 0): Promise<void> {
      const answers = [send()];
      for (let nth = 1; nth < count; nth += 1) {
        answers.push(send());
        await setImmediate();
        now += turnMs;
      }
      await Promise.all(answers);
    },
  };
}

const turns = async (count: number): Promise<void> => {
  for (let nth = 0; nth < count; nth += 1) await setImmediate();
};

it('all deliveries that wait share one commit, and each is answered', async () => {
  const { groups, send } = desk();
  await Promise.all(Array.from({ length: 50 }, send));
  expect(groups).toEqual([50]);
});

it('those that keep coming share it too, up to 64', async () => {
  const { groups, pour } = desk();
  await pour(10);
  expect(groups).toEqual([10]);
  await pour(100);
  expect(groups[1]).toBe(64);
});

it('nobody waits for them longer than for 5 ms, however long a turn of the loop is', async () => {
  const { groups, pour } = desk();
  await pour(10, 2);
  expect(groups[0]).toBe(5);
  const slow = desk();
  await slow.pour(10, 20);
  expect(slow.groups[0]).toBe(3);
});

it('nobody waits for them while the clock is set back', async () => {
  const { groups, pour } = desk();
  await pour(10, -3_600_000);
  expect(groups[0]).toBe(3);
});

it('who was answered together shares the next commit too, though the others come some turns after the first', async () => {
  const { groups, send } = desk();
  await Promise.all([send(), send(), send()]);
  const first = send();
  await turns(10);
  await Promise.all([first, send(), send()]);
  expect(groups).toEqual([3, 3]);
});

it('nobody waits for more of them than there were, nor long for one that does not come again', async () => {
  const { groups, send } = desk();
  await Promise.all([send(), send()]);
  const both = [send(), send()];
  await turns(3);
  expect(groups).toEqual([2, 2]);
  const one = send();
  await turns(20);
  expect(groups).toEqual([2, 2, 1]);
  await Promise.all([...both, one]);
});

it('one that comes alone waits for no other', async () => {
  const { groups, send } = desk();
  const answer = send();
  await setImmediate();
  expect(groups).toEqual([1]);
  await answer;
});
