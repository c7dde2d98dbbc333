import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { testHost } from '../../support/host.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

const hours = 3_600_000;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

function open() {
  const clock = fakeClock();
  const ledger: Ledger = memoryLedger({ clock });
  const performed: (readonly [string, number])[] = [];
  let during = Promise.resolve();
  const relay = createRelay({
    ledger,
    clock,
    log: quietLog(),
    performers: [
      {
        kind: 'print',
        leaseMs: 30_000,
        limit: 5,
        perform: async ({ key }) => {
          performed.push([key, clock.uptime()]);
          await during;
          return { done: true };
        },
      },
    ],
  });
  relay.start();
  ends.push(async () => {
    await relay.stop();
    ledger.close();
  });
  const enqueue = (key: string, inMs: number) =>
    ledger.outbox.put({ kind: 'print', key, payload: key, notBefore: clock.now() + inMs });
  return {
    clock,
    ledger,
    performed,
    enqueue,
    lasts: (work: Promise<void>) => {
      during = work;
    },
  };
}

it.each([-3 * hours, 3 * hours, -400 * 24 * hours])(
  'performs a delayed message on time with the clock moved %i ms',
  async (jump) => {
    const { clock, performed, enqueue } = open();
    enqueue('before', 60_000);
    await clock.advance(20_000);
    clock.set(jump);
    enqueue('after', 60_000);
    await clock.advance(39_000);
    expect(performed).toEqual([]);
    await clock.advance(60_000);
    expect(performed).toEqual([
      ['before', expect.closeTo(60_000, -4)],
      ['after', expect.closeTo(80_000, -4)],
    ]);
  },
);

it('performs a leased message once when the clock is set forward', async () => {
  const { clock, performed, enqueue, lasts } = open();
  const { promise, resolve } = Promise.withResolvers<void>();
  lasts(promise);
  enqueue('once', 0);
  await clock.advance(10_000);
  clock.set(6 * hours);
  await clock.advance(15_000);
  resolve();
  await clock.advance(60_000);
  expect(performed.map(([key]) => key)).toEqual(['once']);
});

it('waits no longer when the clock was set back while closed', () => {
  const host = testHost();
  ends.push(async () => host.remove());
  const deskId = workstationIdSchema.parse('desk-1');
  const file = join(host.host.dataDir, 'ledger.db');
  const before = openLedger({ file, deskId, clock: fakeClock('2026-11-24T12:00:00Z') });
  before.outbox.put({
    kind: 'print',
    key: 'late',
    payload: '',
    notBefore: Date.parse('2026-11-24T12:01:00Z'),
  });
  before.close();

  const clock = fakeClock('2026-11-24T06:00:00Z');
  const after = openLedger({ file, deskId, clock });
  const leaseAt = (now: number) => after.outbox.lease('print', { now, leaseMs: 30_000, limit: 5 });
  expect(leaseAt(clock.now())).toEqual([]);
  expect(leaseAt(clock.now() + 60_000)).toHaveLength(1);
  after.close();
});
