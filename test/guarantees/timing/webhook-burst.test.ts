import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { byForm, inFullForm } from '../../support/form.ts';
import { percentile } from '../../support/measured/figures.ts';
import { canTrace } from '../durability/power-cut/traced.ts';
import { addressOf, end, startIntake } from '../kill/desk-process.ts';
import { prove } from '../prove.ts';
import type { Writing } from './webhook-burst/app-process.ts';
import { acceptedBy, refusedByOthers, startApp } from './webhook-burst/app-process.ts';
import { burst } from './webhook-burst/burst.ts';
import type { TracedAnswers } from './webhook-burst/traced-answers.ts';
import { tracedAnswers, tracer } from './webhook-burst/traced-answers.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-burst-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('accepts fifty orders a second while BigQuery and ManyChat are down', {
  timeout: 120_000,
}, async () => {
  const deliveries = byForm({ short: 100, full: 150, long: 500 });
  const { app, others } = await startApp(dir);
  const answers = await burstOn(app, deliveries, {
    before: () => expect.poll(() => others.every(({ struck }) => struck > 0)).toBe(true),
  });
  const times = answers.map(({ ms }) => ms);
  // Shopify's own timeout; the table has the stricter budget
  expect(Math.max(...times)).toBeLessThan(5_000);
  const taken = acceptedBy(dir);
  prove(7, 'deliveries', answers.length);
  prove(7, 'answer, p99', Math.round(percentile(times, 99)));
  prove(7, 'answer, longest', Math.round(Math.max(...times)));
  prove(
    7,
    'not accepted',
    answers.filter(({ status, webhookId }) => status !== 200 || !taken.has(webhookId)).length,
  );
  prove(7, 'refused by the others', refusedByOthers(dir));
});

type Waits = { readonly before?: () => Promise<void>; readonly after?: () => Promise<void> };

/** Sends the burst when the app is ready, and ends the app. */
async function burstOn(
  app: ChildProcess,
  deliveries: number,
  { before, after }: Waits,
): ReturnType<typeof burst> {
  try {
    const url = await addressOf(app);
    await before?.();
    const answers = await burst(url, deliveries);
    await after?.();
    return answers;
  } finally {
    await end(app);
  }
}

type Start = (before: readonly string[]) => Promise<ChildProcess>;

/** The order in which an app synced and answered a burst, from system calls. */
async function traced(start: Start, deliveries: number): Promise<TracedAnswers> {
  const log = join(dir, 'strace.log');
  const app = await start(tracer(log));
  // the tracer logs the last answer late, and never after the process ended
  const seen = async (): Promise<number> => (await tracedAnswers(log)).answered;
  // each check reads the whole log, which takes seconds after a long burst
  await burstOn(app, deliveries, {
    after: () => expect.poll(seen, { timeout: 60_000, interval: 500 }).toBe(deliveries),
  });
  return tracedAnswers(log);
}

const wholeApp =
  (writing: Writing): Start =>
  async (before) =>
    (await startApp(dir, { writing, before })).app;

describe.skipIf(!canTrace())('the answer to a delivery (no strace that may trace)', () => {
  it('is written to its socket after the sync of its delivery', {
    timeout: 120_000,
  }, async () => {
    const deliveries = byForm({ short: 10, full: 40, long: 200 });
    const { answered, early } = await traced(wholeApp('synced'), deliveries);
    expect(answered).toBe(deliveries);
    prove(7, 'answered before the commit', early.length);
  });

  inFullForm(() => {
    it.each<readonly [string, Start]>([
      [
        'from an app that answers 1 ms before it writes',
        async (before) => startIntake(dir, { hasty: 1, before }),
      ],
      ['from an app whose commits do not wait for the disk', wholeApp('unsynced')],
    ])('detects an early answer %s', { timeout: 60_000 }, async (_, start) => {
      const { answered, early } = await traced(start, 10);
      expect(answered).toBe(10);
      expect(early).toHaveLength(10);
    });
  });
});
