import { beforeEach, describe, expect, it } from 'vitest';
import { checkSetup } from '../../../src/main/cluster/check-setup.ts';
import { setupTopics } from '../../../src/main/cluster/setup-checks.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { PubsubFinding } from '../../../src/shared/pubsub-check.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { quietLog } from '../../support/log.ts';
import type { MemoryBus } from '../../support/memory-pubsub.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';

const shopify = 'serviceAccount:delivery@shopify-pubsub-webhooks.iam.gserviceaccount.com';
const gmail = 'serviceAccount:gmail-api-push@system.gserviceaccount.com';
let clock: FakeClock;
let pubsub: ReturnType<typeof memoryPubsub>;
let bus: MemoryBus;

beforeEach(() => {
  clock = fakeClock();
  pubsub = memoryPubsub(clock);
  bus = pubsub.connect();
});

/** @param skewMs by how much this computer's clock is ahead */
async function check(skewMs = 0): Promise<readonly PubsubFinding[]> {
  const checking = checkSetup({
    connect: () => bus,
    account: { project: 'my-shop', email: null },
    workstation: workstationIdSchema.parse('desk-anna'),
    clock: { ...clock, now: () => clock.now() + skewMs },
    log: quietLog(),
  });
  await clock.advance(60_000);
  return (await checking).findings;
}
const notOk = (findings: readonly PubsubFinding[]) =>
  findings.filter(({ state }) => state !== 'ok').map(({ id, state }) => `${id} ${state}`);

describe('the check of the setup', () => {
  it('makes the topics, and leaves no subscription behind', async () => {
    await check();
    expect(pubsub.topics()).toEqual(setupTopics.toSorted());
    expect(pubsub.subscriptions()).toEqual([]);
  });

  it('finds everything ok once both publishers are granted', async () => {
    expect(notOk(await check())).toEqual(['shopify-publisher failed', 'gmail-publisher failed']);
    pubsub.grant('orderbell-shopify', shopify);
    pubsub.grant('orderbell-gmail', gmail);
    expect(notOk(await check())).toEqual([]);
  });

  it('finds a clock that is wrong by an own message', async () => {
    expect(notOk(await check(180_000))).toContain('clock failed');
    expect(notOk(await check(-60_000))).not.toContain('clock failed');
  });

  it('ends, though nothing answers', async () => {
    bus.cut(true);
    expect(new Set((await check()).map(({ state }) => state))).toEqual(new Set(['unseen']));
  });

  it('ends when a question is never answered', async () => {
    bus = { ...bus, ensureTopic: () => new Promise(() => {}) };
    expect((await check())[0]).toMatchObject({
      state: 'unseen',
      cause: expect.stringMatching(/no answer in/),
    });
  });

  it('finds an account that may publish nothing', async () => {
    bus.refuse('publish', Object.assign(new Error('not authorized'), { code: 7 }));
    expect(notOk(await check())).toContain('role failed');
    expect(pubsub.subscriptions()).toEqual([]);
  });
});
