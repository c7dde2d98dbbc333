import { expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import { bufferedOutput } from '../../../src/main/cli/output.ts';
import { runCli } from '../../../src/main/cli/run.ts';
import { stepOf } from '../../../src/main/health/test-run/paths.ts';
import type { TestRunReport } from '../../../src/shared/test-run.ts';
import { testRunPaths } from '../../../src/shared/test-run.ts';
import { hasShopifySchema, testHost } from '../../support/host.ts';

const silent = bufferedOutput(
  () => {},
  () => {},
);

it.skipIf(!hasShopifySchema)(
  'imports a marked order per source, refuses a second run, removes all',
  async () => {
    const { host, remove } = testHost();
    const app = await composeDesk(host);
    try {
      const call = async (name: string, input?: unknown): Promise<unknown> => {
        const reply = await app.dispatch(name, input);
        return reply.ok ? reply.value : reply.error;
      };
      await call('testRun.start', { path: null });
      expect(await call('testRun.start', { path: null })).toMatchObject({ kind: 'refused' });
      const report = await vi.waitFor(
        async () => {
          const latest = (await call('testRun.report')) as TestRunReport; // dispatch follows the contract
          expect(latest.endedAt).not.toBeNull();
          return latest;
        },
        { timeout: 60_000, interval: 200 },
      );
      const completeness = JSON.stringify(await call('sync.get'));
      expect(completeness).not.toMatch(/FD-|fire-drill|mail:drill/);
      const all = await call('orders.list', { view: 'all', text: 'FD', offset: 0, limit: 100 });
      expect(all).toMatchObject({ rows: [], total: 0 });
      expect(report.steps.filter(({ state }) => state === 'fail')).toEqual([]);
      const notices = report.steps.filter(({ id }) => id === 'drill.notice' || id === 'drill.email');
      expect(notices.map(({ state }) => state)).toEqual(['ok', 'ok']);
      expect(report.steps.slice(0, testRunPaths.length).map(({ id }) => id)).toEqual(
        testRunPaths.map(stepOf),
      );
    } finally {
      await app.stop();
      remove();
    }
  },
  90_000,
);

it.skipIf(!hasShopifySchema)(
  'sends one source alone from the command line and reports each step',
  async () => {
    const { host, remove } = testHost();
    const app = await composeDesk(host);
    try {
      const printed: string[] = [];
      const errors: string[] = [];
      const output = bufferedOutput(
        (text) => printed.push(...text.trimEnd().split('\n')),
        (text) => errors.push(text),
      );
      const machine = { platform: 'linux', home: '/', environment: { ORDERBELL_DATA_DIR: host.dataDir } };
      const code = await runCli(['drill', '--path', 'manual'], machine, output);
      expect({ code, errors }).toEqual({ code: 0, errors: [] });
      const titles = printed.flatMap((line) => /^[✓!–] ([^:]+): /.exec(line)?.[1] ?? []);
      expect(titles[0]).toBe('Order by hand');
      expect(titles.slice(1).toSorted()).toEqual([
        'Bell',
        'BigQuery',
        'Desktop notification',
        'E-mail',
        'Messenger',
      ]);
      const { steps } = (await app.dispatch('testRun.report', undefined).then((reply) => {
        if (!reply.ok) throw new Error(reply.error.message);
        return reply.value;
      })) as TestRunReport; // dispatch follows the contract
      expect(steps[0]).toMatchObject({ id: stepOf('manual'), state: 'ok' });
    } finally {
      await app.stop();
      remove();
    }
    expect(
      await runCli(
        ['drill'],
        { platform: 'linux', home: '/', environment: { ORDERBELL_DATA_DIR: host.dataDir } },
        silent,
      ),
    ).toBe(2);
  },
  90_000,
);
