import { expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { DrillReport } from '../../../src/shared/drill.ts';
import { hasShopifySchema, testHost } from '../../support/host.ts';

it.skipIf(!hasShopifySchema)(
  'brings a marked order by each path, refuses a second drill, and leaves none in any list or count',
  async () => {
    const { host, remove } = testHost();
    const desk = await composeDesk(host);
    try {
      const call = async (name: string, input?: unknown): Promise<unknown> => {
        const reply = await desk.dispatch(name, input);
        return reply.ok ? reply.value : reply.error;
      };
      await call('drill.start');
      expect(await call('drill.start')).toMatchObject({ kind: 'refused' });
      const report = await vi.waitFor(
        async () => {
          const latest = (await call('drill.report')) as DrillReport; // dispatch answers by the contract
          expect(latest.endedAt).not.toBeNull();
          return latest;
        },
        { timeout: 60_000, interval: 200 },
      );
      const completeness = JSON.stringify(await call('completeness.get'));
      expect(completeness).not.toMatch(/FD-|fire-drill|mail:drill/);
      const all = await call('orders.list', { view: 'all', text: 'FD', offset: 0, limit: 100 });
      expect(all).toMatchObject({ rows: [], total: 0 });
      expect(report.steps.filter(({ state }) => state === 'fail')).toEqual([]);
    } finally {
      await desk.stop();
      remove();
    }
  },
  90_000,
);
