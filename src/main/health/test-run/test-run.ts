import { randomUUID } from 'node:crypto';
import type { CheckView } from '../../../shared/diagnostics.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { Problem } from '../../../shared/problem.ts';
import type { TestRunPath, TestRunReport } from '../../../shared/test-run.ts';
import type { HealthCheck } from '../diagnostics/health-check.ts';
import { runCheck, waiting } from '../diagnostics/health-check.ts';
import type { TestRunParts } from './active-run.ts';
import { notificationSteps } from './notification-steps.ts';
import { pathSteps, stepOf } from './paths.ts';
import { idsBy, testOrdersOf } from './test-orders.ts';
import { createTestRunStore } from './test-run-store.ts';
import { createWaits } from './waits.ts';

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
  const store = createTestRunStore(ledger, clock);
  const waits = createWaits();
  let latest: TestRunReport | null = null;
  let isRunning = false;

  function change(next: TestRunReport): void {
    latest = next;
    events.emit({ kind: 'test-run-changed' });
  }

  async function runAll(steps: readonly HealthCheck[]): Promise<void> {
    await Promise.all(
      steps.map(async (step) => {
        const view: CheckView = await runCheck(step, clock);
        if (latest)
          change({ ...latest, steps: latest.steps.map((each) => (each.id === view.id ? view : each)) });
      }),
    );
  }

  function close(): void {
    waits.clear();
    try {
      store.end();
    } catch (error) {
      // it is closed at the next start, and not counted until then
      log.error('a test run could not be closed', { error });
    }
  }

  async function run(paths: readonly HealthCheck[], notifications: readonly HealthCheck[]): Promise<void> {
    const unsubscribe = ledger.entries.onAppended((entries) => {
      for (const { kind, orderId } of entries) {
        if (kind === 'order-received' && orderId !== null) waits.happened(`came:${orderId}`);
      }
    });
    try {
      await runAll(paths);
      await runAll(notifications);
    } finally {
      unsubscribe();
      isRunning = false;
      close();
      if (latest) change({ ...latest, endedAt: clock.now() });
    }
  }

  return {
    report: () => latest,
    isOn: (name) => isRunning && name !== null && latest?.id === name,
    rang(name, muted) {
      if (isRunning) waits.happened(`rang:${name}`, muted);
    },
    committed(ids) {
      // called for every order: between test runs nothing would remove the entries
      if (isRunning) for (const id of ids) waits.happened(`committed:${id}`);
    },
    begin(path) {
      if (isRunning && latest) {
        throw new Problem('refused', `${latest.by} is running a test run`, {
          fix: 'Wait until it ends; it takes at most two minutes',
        });
      }
      const [id, by, startedAt] = [randomUUID(), manager(), clock.now()];
      const orders = testOrdersOf(id, startedAt);
      store.begin({ id, by, orderIds: idsBy(path, orders) });
      const came: OrderId[] = [];
      const active = {
        id,
        by,
        orders,
        async arrived(orderId: OrderId) {
          await waits.for(`came:${orderId}`);
          came.push(orderId);
        },
        async committed() {
          await Promise.all(came.map((orderId) => waits.for(`committed:${orderId}`)));
          return came.length;
        },
        rung: () => waits.for(`rang:${id}`),
      };
      const paths = pathSteps(parts, active).filter((step) => path === null || step.id === stepOf(path));
      const notifications = notificationSteps(parts, active);
      const steps = [...paths, ...notifications].map(waiting);
      isRunning = true;
      change({ id, by, startedAt, endedAt: null, steps });
      run(paths, notifications).catch((error: unknown) => log.error('a test run failed', { error }));
      return { id, by, startedAt, endedAt: null, steps };
    },
    resume() {
      if (store.end()) log.warn('a test run was cut short; its orders are closed now');
    },
    async stop() {
      // the awaited answers will not come any more, so close the run here
      if (isRunning) close();
    },
  };
}
