import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { DataSection } from '../../../src/renderer/features/settings/data-section.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { ConnectionView } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

async function show(part: Partial<ConnectionView>): Promise<void> {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const bigquery: ConnectionView = {
    name: 'bigquery',
    state: 'working',
    account: 'shop.orderbell',
    lastSuccessAt: null,
    problem: null,
    fix: null,
    facts: [],
    fields: [],
    ...part,
  };
  const bridge: Bridge = {
    ...fake.bridge,
    call: async (name, input) =>
      name === 'connections.list' ? { ok: true, value: [bigquery] } : fake.bridge.call(name, input),
  };
  const { stores, around } = makeWindow(bridge);
  await stores.app.load();
  await stores.connections.refresh();
  render(around(<DataSection />));
}

it('does not call BigQuery a backup when it deletes old rows', async () => {
  await show({ keptDays: 60 });
  expect(screen.getByText(/BigQuery is not a backup .* after 60 days/)).toBeTruthy();
  expect(screen.queryByText(/restores itself from it/)).toBeNull();
});

it('calls BigQuery a second copy where the rows stay', async () => {
  await show({});
  expect(screen.getByText(/With BigQuery and a billing account, the data is also stored there/)).toBeTruthy();
});
