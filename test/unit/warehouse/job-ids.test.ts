import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRelay } from '../../../src/main/outbox/relay.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { loadKind } from '../../../src/main/warehouse/batch.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { plainNames } from '../../support/job-names.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact } from '../../support/orders.ts';
import { stepUntil } from '../../support/step-until.ts';

let clock: FakeClock;
let fake: FakeBigQuery;
const ledgers: Ledger[] = [];
const running: (() => Promise<unknown>)[] = [];
const stopAll = () => Promise.all(running.splice(0).map((stop) => stop()));

beforeEach(async () => {
  clock = fakeClock('2025-03-04T10:00:00Z');
  fake = await startFakeBigQuery(clock);
});
afterEach(async () => {
  await stopAll();
  for (const ledger of ledgers.splice(0)) ledger.close();
  await fake.close();
});

/** A ledger of the one computer, as in a data directory. */
function ledgerWith(notes: readonly string[]): Ledger {
  const ledger = memoryLedger({ clock });
  ledgers.push(ledger);
  for (const text of notes) {
    ledger.entries.append(fact({ id: `note:${text}`, kind: 'note-added', data: { text } }));
  }
  return ledger;
}

function run(ledger: Ledger): void {
  const log = quietLog();
  const warehouse = createWarehouse({ config: fake.config, ledger, clock, log, random: () => 0.5 });
  const relay = createRelay({ ledger, clock, log, performers: warehouse.performers });
  running.push(
    () => relay.stop(),
    () => warehouse.stop(),
  );
  warehouse.start();
  relay.start();
}

/** Runs it until everything is loaded. */
async function load(ledger: Ledger): Promise<void> {
  run(ledger);
  await stepUntil(clock, 1_000, () => expect(ledger.warehouse.counts().waiting).toBe(0), 60_000);
  await stopAll();
}

/** Writes a pending load of these events as the previous version did. */
const oweAsBefore = (ledger: Ledger, firstSeq: number, lastSeq: number) =>
  ledger.transaction(() => {
    const job = `desk-1-${firstSeq}-${lastSeq}`;
    ledger.warehouse.setConnected(true);
    ledger.warehouse.batched({ firstSeq, lastSeq });
    const payload = { firstSeq, lastSeq, job, turn: 1, round: 0 };
    const id = ledger.outbox.put({ kind: loadKind, key: job, payload });
    ledger.settings.set('warehouse.batch', id);
  });

describe('a load job', () => {
  it('of a restored data directory gets another id than before', async () => {
    await load(ledgerWith(['a', 'b']));
    await load(ledgerWith(['a', 'c']));
    expect(plainNames(fake.jobs)).toEqual(['desk-1-1-2', 'desk-1-1-2']);
    expect(new Set(fake.ids())).toEqual(new Set(['note:a', 'note:b', 'note:c']));
  });

  it('of the same events is the same job, from any process', async () => {
    await load(ledgerWith(['a', 'b']));
    await load(ledgerWith(['a', 'b']));
    expect(fake.jobs.size).toBe(1);
    expect(fake.ids()).toEqual(['note:a', 'note:b']);
  });

  it('sent by the version before, with unknown outcome, keeps its id', async () => {
    const ledger = ledgerWith(['a', 'b']);
    oweAsBefore(ledger, 1, 2);
    fake.faults.refuse.push({ on: 'POST /upload', with: 'cut-after' });
    await load(ledger);
    expect([...fake.jobs.keys()]).toEqual(['desk-1-1-2']);
    expect(fake.ids()).toEqual(['note:a', 'note:b']);
    expect(fake.count('POST /upload')).toBe(1);
  });

  it('of the version before that failed gets an id of its events', async () => {
    const ledger = ledgerWith(['a', 'b']);
    oweAsBefore(ledger, 1, 2);
    fake.faults.failJobs.push({ reason: 'backendError', message: 'try again' });
    await load(ledger);
    expect([...fake.jobs.keys()]).toEqual([
      'desk-1-1-2',
      expect.stringMatching(/^desk-1-1-2-[0-9a-f]{12}-r2$/),
    ]);
    expect(fake.ids()).toEqual(['note:a', 'note:b']);
  });
});
