import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Status } from '../../../src/renderer/app/frame/status/status.tsx';
import { SyncPage } from '../../../src/renderer/features/sync/index.tsx';
import type { CompletenessView } from '../../../src/shared/completeness.ts';
import type { AppEvent, Bridge } from '../../../src/shared/contract.ts';
import type { TestRunReport } from '../../../src/shared/test-run.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const nothingMissing: CompletenessView = {
  timeZone: 'Europe/Kyiv',
  days: [],
  differences: [],
  loadsAside: null,
  proven: [],
};
let end = (): void => {};
afterEach(() => {
  end();
  cleanup();
});

/** The strip and the page, with a test run that this test begins and ends. */
async function open(language: 'en' | 'uk') {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const listeners = new Set<(event: AppEvent) => void>();
  let report: TestRunReport | null = null;
  const bridge: Bridge = {
    on(listener) {
      listeners.add(listener);
      return fake.bridge.on(listener);
    },
    async call(name, input) {
      if (name === 'testRun.report') return { ok: true, value: report };
      if (name === 'sync.get') return { ok: true, value: nothingMissing };
      return fake.bridge.call(name, input);
    },
  };
  const { stores, around } = makeWindow(bridge, language);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(
    around(
      <>
        <Status />
        <SyncPage />
      </>,
    ),
  );
  return (next: Partial<TestRunReport> | null): void => {
    report = next && { id: 'd1', by: 'Anna', startedAt: 1, endedAt: null, steps: [], ...next };
    for (const listener of listeners) listener({ kind: 'test-run-changed' });
  };
}

it('the status and the Sync page show a test run throughout', async () => {
  const run = await open('en');
  await screen.findByText('All orders are in sync.');
  expect(screen.queryByText(/Test run/i)).toBeNull();
  run({});
  const line = await screen.findByRole('link', { name: /^Test run by Anna: its orders are not counted/ });
  expect(line.getAttribute('href')).toBe('#/diagnostics');
  await screen.findByText('Anna is running a test run. Its test orders are not counted below.');
  run({ endedAt: 2 });
  await waitFor(() => expect(screen.queryByText(/Test run/i)).toBeNull());
});

it('they say it in Ukrainian too', async () => {
  const run = await open('uk');
  run({});
  expect(await screen.findAllByText(/пробний запуск \(Anna\)/i)).toHaveLength(3);
});
