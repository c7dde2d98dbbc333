import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { HealthBar } from '../../../src/renderer/features/frame/health-bar.tsx';
import type { Bridge, Reply } from '../../../src/shared/contract.ts';
import type { ConnectionView } from '../../../src/shared/views.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

const connection = (part: Partial<ConnectionView>): ConnectionView => ({
  name: 'shopify',
  state: 'working',
  account: 'pivonia.myshopify.com',
  lastSuccessAt: Date.now() - 12_500,
  problem: null,
  fix: null,
  facts: [],
  fields: [],
  ...part,
});

async function show(connections: readonly ConnectionView[]): Promise<void> {
  const bridge: Bridge = {
    call: async (name): Promise<Reply<never>> =>
      name === 'connections.list'
        ? { ok: true, value: connections as never } // the only expected query
        : { ok: false, error: { kind: 'not-found', message: name } },
    on: () => () => {},
  };
  const { stores, around } = makeWindow(bridge);
  await stores.connections.refresh();
  render(around(<HealthBar />));
}

it('shows when each connection last worked, and leaves out unconnected ones', async () => {
  await show([connection({}), connection({ name: 'gmail', state: 'off', lastSuccessAt: null })]);
  expect(screen.getByRole('link', { name: /Shopify worked 12 sec ago/ }).getAttribute('href')).toBe(
    '#/setup/shopify',
  );
  expect(screen.getAllByRole('listitem')).toHaveLength(1);
});

it('turns into a way to fix it where a connection breaks', async () => {
  await show([connection({}), connection({ name: 'gmail', state: 'signed-out', problem: 'Signed out' })]);
  const fix = screen.getByRole('link', { name: 'Gmail is signed out Fix' });
  expect(fix.getAttribute('href')).toBe('#/setup/gmail');
});

it('is not there while nothing is connected', async () => {
  await show([connection({ state: 'off', lastSuccessAt: null })]);
  expect(screen.queryByRole('list')).toBeNull();
});
