import { expect, it } from 'vitest';
import type { Settings } from '../../../src/main/ports.ts';
import { isProblem, Problem } from '../../../src/shared/problem.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { openCluster } from './dataset-desk.ts';

/** A computer whose BigQuery answers each request when it is told to. */
function computer() {
  const clock = fakeClock();
  const log = quietLog();
  let isClosed = false;
  /** The settings that were used in a closed ledger. */
  const touched: string[] = [];
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
  const waiting: { readonly answer: () => void; readonly fail: () => void }[] = [];
  const late = <T>(value: T) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({
        answer: () => resolve(value),
        fail: () => reject(new Problem('unreachable', 'lost')),
      });
    });
  const cluster = openCluster({
    hub: {
      dataset: {
        movement: () => late({ rows: 3, mark: '3', isStreaming: false }),
        days: () => late([{ from: 0, to: clock.now() + 1, rows: 3 }]),
        rows: () => late([]),
        ownNumbers: () => late([]),
        ownRows: () => late([]),
      },
      askAt: () => 0,
      loadLinked: () => 0,
    },
    ledger: { ...rest, settings: watched },
    clock,
    log,
  });
  return {
    clock,
    cluster,
    touched,
    waiting,
    faults: () => log.lines.flatMap(({ fields }) => fields.error ?? []),
    isClosed: () => isClosed,
    close() {
      isClosed = true;
      rest.close();
    },
    async go(end: 'answer' | 'fail' = 'answer'): Promise<void> {
      for (const request of waiting.splice(0)) request[end]();
      await clock.advance(0);
    },
  };
}

const steps = [0, 1, 2, 3, 4, 5];

it.each(steps.flatMap((step) => (['answer', 'fail'] as const).map((end) => [step, end] as const)))(
  'closes within two seconds after %i answers, and ignores a late %s',
  async (step, end) => {
    const { clock, cluster, touched, waiting, faults, isClosed, close, go } = computer();
    cluster.start();
    await clock.advance(0);
    for (let answers = 0; answers < step; answers += 1) await go();
    const asked = waiting.length;
    const stopped = cluster.stop().then(close);
    await clock.advance(1_999);
    expect(isClosed()).toBe(asked === 0);
    await clock.advance(1);
    expect(isClosed()).toBe(true);
    await stopped;

    await go(end);
    for (const _ of steps) await go();
    expect(touched).toEqual([]);
    expect(faults().filter((error) => !isProblem(error))).toEqual([]);
  },
);
