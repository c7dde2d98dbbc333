import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { beginRound } from '../../../src/main/warehouse/batch.ts';
import type { Writer, Written } from '../../../src/main/warehouse/carry.ts';
import { linkedKind } from '../../../src/main/warehouse/linked-batch.ts';
import { createLinkedLoads } from '../../../src/main/warehouse/linked-load.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { entryOf } from '../../support/orders.ts';

const other = workstationIdSchema.parse('desk-2');
const note = (seq: number) =>
  entryOf({ id: `note:${seq}`, kind: 'note-added', desk: other, seq, data: { text: `note ${seq}` } });
const unknownKind = { ...note(9), kind: 'order-danced', data: { steps: 3 } };
const fault = new Problem('bad-input', 'no such row');
const outage = new Problem('unreachable', 'BigQuery cannot be reached');

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  ledger.settings.set('warehouse.table', 'shop.crm 1');
});
const linked = (of: Ledger, ...rows: readonly unknown[]) => of.entries.importRemote(rows, { by: 'link' });

/** The loads of a computer, carried out at once; `answer` gives the result of each. */
function loadsOf(of: Ledger, answer: (ids: readonly string[]) => Written = () => ({ state: 'written' })) {
  const jobs: { job: string; ids: readonly string[] }[] = [];
  let spent = 0;
  let freeAt = 0;
  const write: Writer = async ({ job }, entries) => {
    const ids = entries.map(({ id }) => id);
    jobs.push({ job, ids });
    return answer(ids);
  };
  const { owe, performer } = createLinkedLoads({
    ledger: of,
    clock,
    log: quietLog(),
    write,
    random: () => 0.5,
    spendOne: () => {
      spent += 1;
      return Math.max(freeAt, clock.now());
    },
    onOwed: () => {},
    onProblem: () => {},
  });
  return {
    jobs,
    owe: () => owe(clock.now()),
    scarceUntil: (at: number) => {
      freeAt = at;
    },
    spent: () => spent,
    /** Works like the relay until nothing is due. */
    async perform() {
      for (;;) {
        const [message] = of.outbox.lease(linkedKind, { now: clock.now(), leaseMs: 60_000, limit: 1 });
        if (!message) return;
        const outcome = await performer.perform(message);
        if ('done' in outcome) of.outbox.done(message.id);
        else if ('retryAt' in outcome) of.outbox.retryAt(message.id, outcome.retryAt, outcome.reason);
      }
    },
  };
}

describe('an event that another computer has not loaded', () => {
  it('is loaded once under one id, even if unreadable here', async () => {
    const third = memoryLedger({ clock, deskId: 'desk-3' });
    third.settings.set('warehouse.table', 'shop.crm 1');
    const rows = [note(1), note(2), unknownKind];
    linked(ledger, ...rows);
    linked(third, ...rows.toReversed());
    const [mine, theirs] = [loadsOf(ledger), loadsOf(third)];
    for (const loads of [mine, theirs]) {
      expect(loads.owe()).toBe(3);
      expect(loads.owe()).toBe(0);
      await loads.perform();
      expect(loads.spent()).toBe(1);
    }
    expect(mine.jobs).toEqual([
      { job: expect.stringMatching(/^linked-[0-9a-f]{64}$/), ids: ['note:1', 'note:2', 'note:9'] },
    ]);
    expect(theirs.jobs).toEqual(mine.jobs);
    // until BigQuery shows them they are only pending
    expect(ledger.entries.seen()).toEqual(new Map());
    expect(ledger.linked.count()).toBe(3);
    third.close();
  });

  it('waits its turn while loads are scarce, and has one', async () => {
    linked(ledger, note(1));
    const loads = loadsOf(ledger);
    loads.scarceUntil(clock.now() + 600_000);
    expect(loads.owe()).toBe(1);
    await loads.perform();
    expect(loads.jobs).toEqual([]);
    await clock.advance(600_000);
    await loads.perform();
    expect(loads.jobs).toHaveLength(1);
  });

  it('is not loaded when its own computer did it late', async () => {
    linked(ledger, note(1), note(2), note(3));
    const loads = loadsOf(ledger);
    loads.owe();
    ledger.entries.importRemote([note(1), note(3)]);
    await loads.perform();
    expect(loads.jobs.map(({ ids }) => ids)).toEqual([['note:2']]);
    linked(ledger, note(4));
    loads.owe();
    ledger.entries.importRemote([note(4)]);
    await loads.perform();
    expect(loads.jobs).toHaveLength(1);
  });

  it('is retried under its id, and under another after a failure', async () => {
    linked(ledger, note(1));
    const answers: (() => Written)[] = [
      () => {
        throw outage;
      },
      () => ({ state: 'failed', problem: outage }),
      () => ({ state: 'running' }),
      () => ({ state: 'written' }),
    ];
    const loads = loadsOf(ledger, () => answers.shift()?.() ?? { state: 'void' });
    loads.owe();
    for (let turn = 0; turn < 4; turn += 1) {
      await loads.perform();
      await clock.advance(120_000);
    }
    const [first, again, other, last] = loads.jobs.map(({ job }) => job);
    expect(again).toBe(first);
    expect(other).toBe(`${first}-r2`);
    expect(last).toBe(other);
    expect(ledger.outbox.open(linkedKind)).toEqual([]);
  });

  it.each<[string, (ids: readonly string[]) => Written]>([
    ['job', (ids) => ({ state: ids.includes('note:3') ? 'row-at-fault' : 'written', problem: fault })],
    [
      'stream',
      (ids) =>
        ids.includes('note:3')
          ? { state: 'rows-refused', refused: [{ id: 'note:3', reason: 'no such row' }] }
          : { state: 'written' },
    ],
  ])('continues without the row that a %s refuses, which is parked', async (_, answer) => {
    linked(ledger, ...[1, 2, 3, 4, 5].map(note));
    let isMended = false;
    const loads = loadsOf(ledger, (ids) => (isMended ? { state: 'written' } : answer(ids)));
    loads.owe();
    await loads.perform();
    const [parked, ...more] = ledger.outbox.parked();
    expect(more).toEqual([]);
    expect(parked).toMatchObject({ kind: linkedKind, reason: expect.stringContaining('no such row') });
    if (!parked) return;
    const before = new Set(loads.jobs.map(({ job }) => job));
    isMended = true;
    ledger.outbox.unpark(parked.id, clock.now());
    await loads.perform();
    expect(loads.jobs.at(-1)?.ids).toEqual(['note:3']);
    expect(before.has(loads.jobs.at(-1)?.job ?? '')).toBe(false);
  });

  it('is enqueued again for a table that replaced the first', async () => {
    linked(ledger, note(1));
    const loads = loadsOf(ledger);
    loads.owe();
    ledger.transaction(() => {
      ledger.settings.set('warehouse.table', 'shop.crm 2');
      ledger.warehouse.startOver();
      beginRound(ledger.settings);
    });
    const [void1] = ledger.outbox.open(linkedKind);
    expect(loads.owe()).toBe(1);
    await loads.perform();
    expect(loads.jobs.at(-1)?.job).not.toBe(void1?.key);
    expect(ledger.outbox.open(linkedKind)).toEqual([]);
  });
});
