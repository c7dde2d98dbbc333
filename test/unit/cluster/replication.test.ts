import { expect, it } from 'vitest';
import { backoffMs } from '../../../src/main/backoff.ts';
import { eventsTopic } from '../../../src/main/cluster/names.ts';
import { createReplication } from '../../../src/main/cluster/replication.ts';
import { entryIdSchema, orderIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';

function makeCluster(count: number) {
  const clock = fakeClock();
  const pubsub = memoryPubsub(clock);
  const join = (index: number) => {
    const ledger = memoryLedger({ clock, deskId: `desk-${index}` });
    const bus = pubsub.connect();
    const replication = createReplication({ bus, ledger, clock, log: quietLog(), random: () => 1 });
    const note = (text: string): void => {
      ledger.entries.append({
        id: entryIdSchema.parse(`desk-${index}:${text}`),
        kind: 'note-added',
        orderId: orderIdSchema.parse('manual:1'),
        at: clock.now(),
        by: 'Anna',
        data: { text },
      });
    };
    const notes = (): readonly string[] =>
      [...ledger.entries.each()]
        .flatMap((event) => (event.kind === 'note-added' ? [event.data.text] : []))
        .toSorted();
    return { ledger, bus, replication, note, notes };
  };
  return { clock, pubsub, join, computers: Array.from({ length: count }, (_, index) => join(index + 1)) };
}

it('brings an event of one computer to all others', async () => {
  const { clock, computers } = makeCluster(3);
  for (const { replication } of computers) replication.start();
  await clock.advance(10);
  computers[0]?.note('ring the bell twice');
  await clock.advance(10);
  expect(computers.map(({ notes }) => notes())).toEqual(Array(3).fill(['ring the bell twice']));
});

it('publishes after a cut what was written meanwhile, once', async () => {
  const { clock, computers } = makeCluster(2);
  const [one, other] = computers;
  for (const { replication } of computers) replication.start();
  await clock.advance(10);
  one?.bus.cut(true);
  one?.note('first');
  other?.note('second');
  await clock.advance(120_000);
  expect(one?.replication.status()).toMatchObject({
    pending: 1,
    problem: expect.stringContaining('reached'),
  });
  one?.bus.cut(false);
  await clock.advance(backoffMs(9, () => 1) + 10_000);
  expect([one?.notes(), other?.notes()]).toEqual(Array(2).fill(['first', 'second']));
  expect(one?.replication.status()).toMatchObject({ pending: 0, problem: null });
});

it('delivers to a computer that was off what came meanwhile', async () => {
  const { clock, computers } = makeCluster(2);
  const [one, other] = computers;
  for (const { replication } of computers) replication.start();
  await clock.advance(10);
  await other?.replication.stop();
  for (const text of ['a', 'b', 'c']) one?.note(text);
  await clock.advance(6 * 86_400_000);
  expect(other?.notes()).toEqual([]);
  other?.replication.start();
  await clock.advance(10);
  expect(other?.notes()).toEqual(['a', 'b', 'c']);
});

it('makes a subscription again that somebody deleted', async () => {
  const { clock, pubsub, computers } = makeCluster(2);
  const [one, other] = computers;
  for (const { replication } of computers) replication.start();
  await clock.advance(10);
  await other?.replication.stop();
  pubsub.deleteSubscription('orderbell-events-desk-2');
  other?.replication.start();
  await clock.advance(10);
  one?.note('after it');
  await clock.advance(10);
  expect(other?.notes()).toEqual(['after it']);
});

it('passes over a message that is no JSON, and says so', async () => {
  const { clock, computers } = makeCluster(2);
  const [one, other] = computers;
  for (const { replication } of computers) replication.start();
  await clock.advance(10);
  await one?.bus.publish(eventsTopic, {
    data: '{"half":',
    attributes: { workstation: 'desk-1', kind: 'events' },
  });
  one?.note('next');
  await clock.advance(10);
  expect(other?.replication.status().unreadable).toBe(1);
  expect(other?.notes()).toEqual(['next']);
});

it('notices another copy of its data directory, and not its own events', async () => {
  const { clock, join } = makeCluster(0);
  const [one, copy] = [join(1), join(1)];
  for (const { replication } of [one, copy]) replication.start();
  await clock.advance(10);
  one.note('mine');
  await clock.advance(10);
  expect(one.ledger.copied.shownByLink()).toBeNull();
  copy.note('of the copy');
  await clock.advance(10);
  expect(one.ledger.copied.shownByLink()).toBe(1);
});
