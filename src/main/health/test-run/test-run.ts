import { randomUUID } from 'node:crypto';
import type { CheckView } from '../../../shared/diagnostics.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { Problem } from '../../../shared/problem.ts';
import type { TestRunPath, TestRunReport } from '../../../shared/test-run.ts';
import type { Clock, Events, Ledger, Log } from '../../ports.ts';
import type { Check } from '../diagnostics/check.ts';
import { runCheck, waiting } from '../diagnostics/check.ts';
import type { TellParts } from './notification-steps.ts';
import { tellSteps } from './notification-steps.ts';
import type { PathParts } from './paths.ts';
import { pathSteps, stepOf } from './paths.ts';
import { idsBy, testOrdersOf } from './test-orders.ts';
import { createTestRunStore } from './test-run-store.ts';
import { createWaits } from './waits.ts';

export type TestRunParts = Omit<PathParts, 'orders' | 'drill' | 'arrived'> &
  Omit<TellParts, 'drill' | 'by' | 'came' | 'committed' | 'rung'> & {
    readonly ledger: Ledger;
    readonly clock: Clock;
    readonly log: Log;
    readonly events: Events;
    /** The manager who starts it. */
    readonly manager: () => string;
  };

export type TestRun = {
  /**
   * Sends the marked orders, by one path or by all.
   * @throws Problem `refused` while a test run is active
   */
  begin(path: TestRunPath | null): TestRunReport;
  report(): TestRunReport | null;
  /** Whether the test run of this name is active. */
  isOn(name: string | null): boolean;
  /** Call when a window has rung for it. */
  rang(name: string, muted: boolean): void;
  /** Call when the events of these orders are in the warehouse. */
  committed(ids: readonly OrderId[]): void;
  /** Closes a test run that a crash left open. Call before anything else runs. */
  resume(): void;
  stop(): Promise<void>;
};

/**
 * Sends a marked test order through each path that is connected. The orders are marked in the log before they arrive, so that no
 * list, count, notification, sale or BigQuery view includes them. An event closes each at the end, or at the next start.
 */
export function createTestRun(parts: TestRunParts): TestRun {
  const { ledger, clock, log, events, manager } = parts;
  const book = createTestRunStore(ledger, clock);
  let latest: TestRunReport | null = null;
  let running: Promise<void> | null = null;
  const waits = createWaits();
  const isThere = (id: OrderId): boolean =>
    ledger.entries.ofOrder(id).some(({ kind }) => kind === 'order-received');
  const tell = (): void => events.emit({ kind: 'drill-changed' });

  function take(step: CheckView): void {
    if (!latest) return;
    latest = { ...latest, steps: latest.steps.map((each) => (each.id === step.id ? step : each)) };
    tell();
  }

  async function run(paths: readonly Check[], telling: readonly Check[]): Promise<void> {
    const unsubscribe = ledger.entries.onAppended((entries) => {
      for (const { kind, orderId } of entries) {
        if (kind === 'order-received' && orderId !== null) waits.happened(`came:${orderId}`);
      }
    });
    try {
      const together = async (checks: readonly Check[]) =>
        Promise.all(checks.map(async (check) => take(await runCheck(check, clock))));
      await together(paths);
      await together(telling);
    } finally {
      unsubscribe();
      close();
      if (latest) latest = { ...latest, endedAt: clock.now() };
      running = null;
      waits.clear();
      tell();
    }
  }

  function close(): void {
    try {
      book.end();
    } catch (error) {
      // it is closed at the next start, and not counted until then
      log.error('a fire drill could not be closed', { error });
    }
  }

  return {
    report: () => latest,
    isOn: (name) => running !== null && name !== null && latest?.id === name,
    rang(name, muted) {
      if (running) waits.happened(`rang:${name}`, muted);
    },
    committed(ids) {
      // called for every order: between test runs nothing would remove the entries
      if (running) for (const id of ids) waits.happened(`committed:${id}`);
    },
    begin(path) {
      if (running && latest) {
        throw new Problem('refused', `A fire drill of ${latest.by} is going on`, {
          fix: 'Wait until it has ended; it takes two minutes at most',
        });
      }
      const [id, by, startedAt] = [randomUUID(), manager(), clock.now()];
      const orders = testOrdersOf(id, startedAt);
      book.begin({ id, by, orderIds: idsBy(path, orders) });
      const came: OrderId[] = [];
      const allPaths = pathSteps({
        ...parts,
        drill: id,
        orders,
        arrived: async (orderId) => {
          if (!isThere(orderId)) await waits.for(`came:${orderId}`);
          came.push(orderId);
        },
      });
      const paths = allPaths.filter((step) => path === null || step.id === stepOf(path));
      const telling = tellSteps({
        ...parts,
        drill: id,
        by,
        came: () => came,
        committed: (orderId) => waits.for(`committed:${orderId}`).then(() => undefined),
        rung: () => waits.for(`rang:${id}`),
      });
      latest = { id, by, startedAt, endedAt: null, steps: [...paths, ...telling].map(waiting) };
      running = run(paths, telling).catch((error: unknown) => log.error('a fire drill failed', { error }));
      tell();
      return latest;
    },
    resume() {
      if (book.end()) log.warn('a fire drill was cut short; its orders are closed now');
    },
    async stop() {
      if (!running) return;
      // the awaited answers will not come any more, so close the run here
      close();
      waits.clear();
    },
  };
}
