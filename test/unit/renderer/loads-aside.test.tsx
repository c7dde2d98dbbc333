import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { SyncPage } from '../../../src/renderer/features/sync/index.tsx';
import type { CompletenessView } from '../../../src/shared/completeness.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  end();
  cleanup();
});

it('lists loads set aside with their reason until they are tried again', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const view = { timeZone: 'Europe/Kyiv', days: [], differences: [], proven: [] };
  let loadsAside: CompletenessView['loadsAside'] = { count: 2, reason: 'no such field' };
  const bridge: Bridge = {
    on: (listener) => fake.bridge.on(listener),
    async call(name, input) {
      if (name === 'sync.hurry') loadsAside = null;
      if (name === 'sync.get' || name === 'sync.hurry') return { ok: true, value: { ...view, loadsAside } };
      return fake.bridge.call(name, input);
    },
  };
  const { stores, around } = makeWindow(bridge, 'en');
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<SyncPage />));
  await screen.findByText('2 BigQuery loads are parked: no such field');
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByText(/are parked/)).toBeNull());
});
