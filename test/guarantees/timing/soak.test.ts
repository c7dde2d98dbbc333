import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { byForm, form, inFullForm, isLong } from '../../support/form.ts';
import { median } from '../../support/measured/figures.ts';
import { isWeighed } from '../../support/measured/weigh.ts';
import { promises } from '../promises.ts';
import { prove } from '../prove.ts';
import type { Sample } from './soak/sample.ts';
import { growthPerHour } from './soak/sample.ts';
import { soak } from './soak/soak.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-soak-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Ten times a busy day: 3,000 orders in 24 hours. */
const ordersPerHour = 125;

/** The samples after the warm-up. */
const warm = (samples: readonly Sample[]): readonly Sample[] =>
  samples.slice(Math.ceil(samples.length / (isLong ? 10 : 2)));
const openFilesMore = (samples: readonly Sample[]): number => {
  const quarter = Math.ceil(samples.length / 4);
  const [first, last] = [samples.slice(0, quarter), samples.slice(-quarter)];
  return Math.max(0, median(last.map(open)) - median(first.map(open)));
};
const open = ({ openFiles }: Sample): number => openFiles;
const round = (value: number): number => Math.round(value * 100) / 100;

const only = isWeighed ? '' : ' (skipped: only Linux tells what a process holds)';

it.skipIf(!isWeighed)(
  `handles ten times a busy shop’s orders for hours without growth${only}`,
  {
    timeout: 1_800_000,
  },
  async () => {
    const seconds = byForm({ short: 15, full: 30, long: 1_200 });
    const times = { seconds, times: isLong ? 24 : 240 };
    const { samples, sent, inBigQuery, byWebhook, notified } = await soak({ dir, ...times, ordersPerHour });
    expect(inBigQuery).toBeGreaterThan(sent * 0.9);
    expect(notified).toBeGreaterThan(byWebhook * 0.9);
    const steady = warm(samples);
    prove(30, 'hours', round(samples.at(-1)?.hour ?? 0));
    // a slope over fifteen seconds measures the collector, not the app
    if (form !== 'short') prove(30, 'memory', round(growthPerHour(steady, ({ held }) => held)));
    prove(30, 'resident memory', Math.round(Math.max(...samples.map(({ resident }) => resident))));
    prove(30, 'open file growth', openFilesMore(steady));
    prove(30, 'log', Math.max(...samples.map(({ log }) => log)));
    prove(30, 'loop late, p99', samples.at(-1)?.late ?? Number.NaN);
    prove(30, 'unhandled', samples.at(-1)?.unhandled ?? Number.NaN);
  },
);

inFullForm(() => {
  it.skipIf(!isWeighed)(
    `detects growth when an app leaks memory and files${only}`,
    { timeout: 120_000 },
    async () => {
      const { samples } = await soak({ dir, seconds: 15, times: 240, ordersPerHour, leaky: true });
      expect(growthPerHour(warm(samples), ({ held }) => held)).toBeGreaterThan(
        promises[30].budgets.memory.atMost,
      );
      expect(openFilesMore(samples)).toBeGreaterThan(10);
    },
  );
});
