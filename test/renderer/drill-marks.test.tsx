// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { createClient } from '../../src/renderer/client/client.ts';
import { ClientProvider } from '../../src/renderer/client/context.tsx';
import { CompletenessPage } from '../../src/renderer/features/completeness/index.tsx';
import { Strip } from '../../src/renderer/features/frame/strip.tsx';
import { createI18n } from '../../src/renderer/i18n/i18n.ts';
import { browserClock } from '../../src/renderer/state/clock.ts';
import { StoresProvider } from '../../src/renderer/state/context.tsx';
import { browserAddressBar } from '../../src/renderer/state/route-store.ts';
import { createStores } from '../../src/renderer/state/stores.ts';
import { NowProvider } from '../../src/renderer/ui/use-now.tsx';
import type { CompletenessView } from '../../src/shared/completeness.ts';
import type { AppEvent, Bridge } from '../../src/shared/contract.ts';
import type { DrillReport } from '../../src/shared/drill.ts';
import { createFakeBridge } from './fake-bridge.ts';

const nothingMissing: CompletenessView = { timeZone: 'Europe/Kyiv', days: [], differences: [], proven: [] };
let end = (): void => {};
afterEach(() => {
  end();
  cleanup();
});

/** The strip and the page, with a drill that this test begins and ends. */
async function open(language: 'en' | 'uk') {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const listeners = new Set<(event: AppEvent) => void>();
  let report: DrillReport | null = null;
  const bridge: Bridge = {
    on(listener) {
      listeners.add(listener);
      return fake.bridge.on(listener);
    },
    async call(name, input) {
      if (name === 'drill.report') return { ok: true, value: report };
      if (name === 'completeness.get') return { ok: true, value: nothingMissing };
      return fake.bridge.call(name, input);
    },
  };
  const client = createClient(bridge, { soundWithoutGesture: false });
  const stores = createStores({
    client,
    clock: browserClock,
    bar: browserAddressBar(window),
    storage: window.localStorage,
  });
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n(language)}>
        <ClientProvider value={client}>
          <StoresProvider value={stores}>
            <NowProvider clock={browserClock}>
              <Strip />
              <CompletenessPage />
            </NowProvider>
          </StoresProvider>
        </ClientProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
  return (next: Partial<DrillReport> | null): void => {
    report = next && { id: 'd1', by: 'Anna', startedAt: 1, endedAt: null, steps: [], ...next };
    for (const listener of listeners) listener({ kind: 'drill-changed' });
  };
}

it('the strip and the page of completeness say that a fire drill is going on, and no more when it has ended', async () => {
  const drill = await open('en');
  await screen.findByText('Every order that is known of is where it should be.');
  expect(screen.queryByText(/fire drill/i)).toBeNull();
  drill({});
  const line = await screen.findByText('Fire drill of Anna: its orders are in no count');
  expect(line.closest('a')?.getAttribute('href')).toBe('#/doctor');
  await screen.findByText('A fire drill of Anna is going on. Its test orders are in no number below.');
  drill({ endedAt: 2 });
  await waitFor(() => expect(screen.queryByText(/fire drill/i)).toBeNull());
});

it('they say it in Ukrainian too', async () => {
  const drill = await open('uk');
  drill({});
  expect(await screen.findAllByText(/навчальна тривога, почав\(-ла\) Anna/i)).toHaveLength(2);
});
