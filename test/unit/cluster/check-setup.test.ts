import { beforeEach, expect, it } from 'vitest';
import { checkSetup } from '../../../src/main/cluster/check-setup.ts';
import { setupTopics } from '../../../src/main/cluster/setup-checks.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';
import { idOf } from './cluster-shop.ts';
import { gmailMember, shopifyMember } from './setup-answers.ts';

let clock: FakeClock;
let pubsub: ReturnType<typeof memoryPubsub>;
beforeEach(() => {
  clock = fakeClock();
  pubsub = memoryPubsub(clock);
});

/** @param skewMs by how much this computer's clock is ahead. @returns each check that is not ok */
async function check({ skewMs = 0, bus = pubsub.connect() } = {}) {
  const checking = checkSetup({
    connect: () => bus,
    account: { project: 'my-shop', email: null },
    workstation: idOf('anna'),
    clock: { ...clock, now: () => clock.now() + skewMs },
    log: quietLog(),
  });
  await clock.advance(60_000);
  const { findings } = await checking;
  expect(pubsub.subscriptions()).toEqual([]);
  return findings.filter(({ state }) => state !== 'ok');
}
const words = async (...options: Parameters<typeof check>) =>
  (await check(...options)).map(({ id, state }) => `${id} ${state}`);

it('creates the topics, and finds all ok once both publishers are granted', async () => {
  expect(await words()).toEqual(['shopify-publisher failed', 'gmail-publisher failed']);
  expect(pubsub.topics()).toEqual(setupTopics.toSorted());
  pubsub.grant('orderbell-shopify', shopifyMember);
  pubsub.grant('orderbell-gmail', gmailMember);
  expect(await words()).toEqual([]);
});

it('finds a clock that is wrong by a message of its own', async () => {
  expect(await words({ skewMs: 180_000 })).toContain('clock failed');
  expect(await words({ skewMs: -60_000 })).not.toContain('clock failed');
});

it('ends where nothing can be reached, or a question is never answered', async () => {
  const bus = pubsub.connect();
  bus.cut(true);
  expect(new Set((await check({ bus })).map(({ state }) => state))).toEqual(new Set(['unseen']));
  const [first] = await check({ bus: { ...pubsub.connect(), ensureTopic: () => new Promise(() => {}) } });
  expect(first).toMatchObject({ state: 'unseen', cause: expect.stringMatching(/no response in/) });
});

it('finds an account that may publish nothing', async () => {
  const bus = pubsub.connect();
  bus.refuse('publish', Object.assign(new Error('not authorized'), { code: 7 }));
  expect(await words({ bus })).toContain('role failed');
});
