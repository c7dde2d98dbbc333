import { beforeEach, describe, expect, it } from 'vitest';
import { createCluster } from '../../../src/main/cluster/cluster.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import type { Ledger, Settings } from '../../../src/main/ports.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { isProblem, Problem } from '../../../src/shared/problem.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { noElection } from './dataset-desk.ts';

let clock: FakeClock;
let ledger: Ledger;
let isClosed: boolean;
/** The settings that were asked for in a closed ledger. */
let touched: string[];
beforeEach(() => {
  clock = fakeClock();
  isClosed = false;
  touched = [];
  const { settings, ...rest } = memoryLedger({ clock, deskId: 'desk-anna' });
  const watch = <T>(name: string, work: () => T): T => {
    if (isClosed) touched.push(name);
    return work();
  };
  const watched: Settings = {
    get: (name) => watch(name, () => settings.get(name)),
    names: (begin, end) => watch(begin, () => settings.names(begin, end)),
    set: (name, value) => watch(name, () => settings.set(name, value)),
  };
  ledger = { ...rest, settings: watched };
});

/** A desk whose BigQuery answers each request when it is told to. */
function desk() {
  const log = quietLog();
  const waiting: { readonly name: string; readonly answer: () => void; readonly fail: () => void }[] = [];
  const late = <T>(name: string, value: T) =>
    new Promise<T>((resolve, reject) => {
      const lost = new Problem('unreachable', 'lost');
      waiting.push({ name, answer: () => resolve(value), fail: () => reject(lost) });
    });
  const movement = { rows: 3, mark: '3', isStreaming: false };
  const desks = createCluster({
    hub: {
      dataset: {
        movement: () => late('movement', movement),
        days: () => late('days', [{ from: 0, to: clock.now() + 1, rows: 3 }]),
        rows: () => late('rows', []),
        ownNumbers: () => late('ownNumbers', []),
        ownRows: () => late('ownRows', []),
      },
      askAt: () => 0,
      loadLinked: () => 0,
    },
    warehouse: createWarehouse({ config: null, ledger, clock, log }),
    ledger,
    clock,
    log,
    recorder: createRecorder({ ledger, clock, enqueueNotices: () => {} }),
    enqueueUnsent: () => {},
    name: () => 'Anna',
    onStatus: () => {},
    cutOff: null,
    election: noElection(clock),
    presence: { heard: () => {}, lost: () => {}, sayNow: () => {} },
    onCopied: () => {},
    onRole: () => {},
  });
  /** Lets what waits have its answer. */
  const go = async (end: 'answer' | 'fail' = 'answer'): Promise<void> => {
    for (const request of waiting.splice(0)) request[end]();
    await clock.advance(0);
  };
  return { desks, log, waiting, go };
}

const steps = [0, 1, 2, 3, 4, 5];

describe('a desk whose BigQuery is silent', () => {
  it.each(steps.flatMap((step) => (['answer', 'fail'] as const).map((end) => [step, end] as const)))(
    'is closed within two seconds, %i answers on, and leaves its ledger alone when the next is a late %s',
    async (step, end) => {
      const { desks, log, waiting, go } = desk();
      desks.start();
      const pressed = desks.lead(ledger.deskId).then(
        () => 'done',
        (error: unknown) => error,
      );
      await clock.advance(0);
      for (let answers = 0; answers < step; answers += 1) await go();
      const asked = waiting.length;
      const stopped = desks.stop().then(() => {
        isClosed = true;
      });
      await clock.advance(1_999);
      expect(isClosed).toBe(asked === 0);
      await clock.advance(1);
      expect(isClosed).toBe(true);
      await stopped;
      ledger.close();

      await go(end);
      for (const _ of steps) await go();
      expect(touched).toEqual([]);
      const faults = log.lines.map(({ fields }) => fields.error).filter((error) => error !== undefined);
      expect(faults.filter((error) => !isProblem(error))).toEqual([]);
      const pressedEnd = await pressed;
      expect(pressedEnd === 'done' || isProblem(pressedEnd)).toBe(true);
    },
  );
});
