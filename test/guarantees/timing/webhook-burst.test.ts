import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byForm, inFullForm } from '../../support/form.ts';
import { percentile } from '../../support/measured/figures.ts';
import { canTrace } from '../durability/power-cut/traced.ts';
import { addressOf, end, startDesk } from '../kill/desk-process.ts';
import { prove } from '../prove.ts';
import { burst } from './webhook-burst/burst.ts';
import type { Writing } from './webhook-burst/desk-process.ts';
import { refusedByOthers, startWholeDesk, takenBy } from './webhook-burst/desk-process.ts';
import type { TracedAnswers } from './webhook-burst/traced-answers.ts';
import { tracedAnswers, tracer } from './webhook-burst/traced-answers.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-burst-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('of orders, fifty a second, is taken and answered at once by a whole desk, while BigQuery and ManyChat are down', {
  timeout: 120_000,
}, async () => {
  const deliveries = byForm({ short: 100, full: 150, long: 500 });
  const { desk, others } = await startWholeDesk(dir);
  const answers = await burstOn(desk, deliveries, {
    before: () => expect.poll(() => others.every(({ struck }) => struck > 0)).toBe(true),
  });
  const times = answers.map(({ ms }) => ms);
  // longer Shopify does not wait; how fast it is on a machine with nothing else to do, the table says
  expect(Math.max(...times)).toBeLessThan(5_000);
  const taken = takenBy(dir);
  prove(7, 'deliveries', answers.length);
  prove(7, 'answer, p99', Math.round(percentile(times, 99)));
  prove(7, 'answer, longest', Math.round(Math.max(...times)));
  prove(
    7,
    'not taken',
    answers.filter(({ status, webhookId }) => status !== 200 || !taken.has(webhookId)).length,
  );
  prove(7, 'refused by the others', refusedByOthers(dir));
});

type Waits = { readonly before?: () => Promise<void>; readonly after?: () => Promise<void> };

/** Once the desk is ready, and ends it. */
async function burstOn(
  desk: ChildProcess,
  deliveries: number,
  { before, after }: Waits,
): ReturnType<typeof burst> {
  try {
    const url = await addressOf(desk);
    await before?.();
    const answers = await burst(url, deliveries);
    await after?.();
    return answers;
  } finally {
    await end(desk);
  }
}

type Start = (before: readonly string[]) => Promise<ChildProcess>;

/** In which order a desk brought a burst to the disk and answered it, as the system saw it. */
async function traced(start: Start, deliveries: number): Promise<TracedAnswers> {
  const log = join(dir, 'strace.log');
  const desk = await start(tracer(log));
  // the last answer is here before the tracer has seen it leave, and of a process that is ended then it never does
  const seen = async (): Promise<number> => (await tracedAnswers(log)).answered;
  // each look reads the whole log, which takes seconds where the burst was a long one
  await burstOn(desk, deliveries, {
    after: () => expect.poll(seen, { timeout: 60_000, interval: 500 }).toBe(deliveries),
  });
  return tracedAnswers(log);
}

const wholeDesk =
  (writing: Writing): Start =>
  async (before) =>
    (await startWholeDesk(dir, { writing, before })).desk;

describe.skipIf(!canTrace())('the answer to a delivery (no strace that may trace)', () => {
  it('is written to its socket after the log that holds the delivery was synced', {
    timeout: 120_000,
  }, async () => {
    const deliveries = byForm({ short: 10, full: 40, long: 200 });
    const { answered, early } = await traced(wholeDesk('synced'), deliveries);
    expect(answered).toBe(deliveries);
    prove(7, 'answered before the commit', early.length);
  });

  inFullForm(() => {
    it.each<readonly [string, Start]>([
      [
        'by a desk that answers a millisecond before it writes',
        async (before) => startDesk(dir, { hasty: 1, before }),
      ],
      ['by a whole desk whose commits do not wait for the disk', wholeDesk('unsynced')],
    ])('would be seen to be written too early %s', { timeout: 60_000 }, async (_, start) => {
      const { answered, early } = await traced(start, 10);
      expect(answered).toBe(10);
      expect(early).toHaveLength(10);
    });
  });
});
