import { beforeEach, expect, it } from 'vitest';
import { cutOffHub } from '../../../src/main/desks/cut-off-hub.ts';
import { createDesks } from '../../../src/main/desks/desks.ts';
import type { Hub } from '../../../src/main/desks/hub.ts';
import { createOwnMeans } from '../../../src/main/desks/own-means.ts';
import { notConnected } from '../../../src/main/health/not-connected.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { noticeKind } from '../../../src/main/notice-kinds.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { isRestoring, noteRestoring } from '../../../src/main/restoring.ts';
import type { Labels } from '../../../src/main/warehouse/desks-table.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { changedLabels } from './simulated-hub.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
});

const cutOff = cutOffHub(new Problem('signed-out', 'The key file is gone'));
function desks(hub: Hub | null = cutOff) {
  return createDesks({
    hub,
    warehouse: notConnected('bigquery'),
    ledger,
    clock,
    log: quietLog(),
    recorder: createRecorder({ ledger, clock, oweNotices: () => {} }),
    oweUntold: () => {},
    name: () => 'Anna',
    means: createOwnMeans(['shopify'], {}, clock),
    mailbox: () => null,
    onStatus: () => {},
    onCopied: () => {},
    onRole: () => {},
  });
}

/** Asks every half minute, as a notice does. @returns what it was told in the end */
async function toldOf(source: string) {
  const incoming = incomingOrder({ source, placedAt: new Date(clock.now()).toISOString() });
  const orderId = orderIdOf(incoming.source, incoming.sourceId);
  ledger.entries.append(received(incoming, clock.now()));
  const payload = { manager: 'Olena', subscriberId: subscriberIdSchema.parse('7') };
  const id = ledger.outbox.put({ kind: noticeKind, key: noticeKey(orderId, 'Olena'), orderId, payload });
  const message = id === null ? null : ledger.outbox.get(id);
  if (message === null) throw new Error('nothing is owed');
  const { mayTell } = desks();
  for (let half = 0; half < 100; half += 1) {
    const answer = await mayTell(message, ledger.orders.get(orderId));
    if (!('waitMs' in answer)) return answer;
    clock.sleep(30_000);
  }
  throw new Error('it waits for ever');
}

it('tells no order that another computer may have told while BigQuery cannot be used here, and shows it to a person', async () => {
  const other = fact({ id: 'seen:elsewhere', kind: 'note-added', data: { text: 'ring twice' } });
  ledger.entries.adopt([{ ...other, desk: 'desk-2', seq: 1, recordedAt: 0 }]);
  expect(await toldOf('shopify')).toEqual({
    unknown: 'BigQuery cannot be reached, and another computer may have told it',
  });
});

it('tells what was written down here by hand, and all of it where no other computer was ever heard of', async () => {
  ledger.settings.set('desks.alone', null);
  expect(await toldOf('manual')).toEqual({ ours: true });
  ledger.settings.set('desks.alone', 'yes');
  expect(await toldOf('shopify')).toEqual({ ours: true });
});

it('tells an order after a minute where BigQuery has never answered and no other computer was ever heard of', async () => {
  const before = clock.now();
  expect(await toldOf('shopify')).toEqual({ ours: true });
  expect(clock.now() - before).toBe(60_000);
});

it('tells no order any more by itself once this computer has stood on the board, where another may have read of it', async () => {
  const on = (labels: Labels) => ({ labels, etag: 'a', changedAt: clock.now() });
  const desk = desks({
    ...cutOff,
    table: { read: async () => on({}), write: async (_known, change) => on(changedLabels({}, change)) },
  });
  desk.start();
  await clock.advance(0);
  await desk.stop();
  expect(await toldOf('shopify')).toEqual({
    unknown: 'BigQuery cannot be reached, and another computer may have told it',
  });
});

it.each([
  ['is not filled any more once no BigQuery is set', null, false],
  ['is still to be filled where BigQuery cannot be used for now', cutOff, true],
] as const)('a ledger that was being filled %s', async (_what, hub, isStill) => {
  noteRestoring(ledger, true);
  const desk = desks(hub);
  desk.start();
  expect(isRestoring(ledger)).toBe(isStill);
  await desk.stop();
});
