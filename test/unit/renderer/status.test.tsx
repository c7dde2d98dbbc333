import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Status } from '../../../src/renderer/app/frame/status/status.tsx';
import type { SourceCounts } from '../../../src/shared/completeness.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { ConnectionView, StripView } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
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
const shopify: SourceCounts = {
  source: 'shopify',
  atSource: 14,
  askedAt: Date.now(),
  canBeAsked: true,
  problem: null,
  inLedger: 14,
  inWarehouse: 13,
  notified: 14,
  taken: 12,
  late: [],
};
const strip = (part: Partial<StripView>): StripView => ({
  day: '2026-11-24',
  sources: [shopify],
  touches: 0,
  late: 0,
  before: 0,
  parked: 0,
  noticesToLook: 0,
  quarantined: 0,
  warehouseOff: false,
  notifyOff: false,
  provenAt: Date.now() - 12_500,
  ...part,
});

async function show(connections: readonly ConnectionView[], counts: Partial<StripView> = {}) {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'connections.list') return { ok: true, value: connections };
      if (name === 'health.counts') return { ok: true, value: strip(counts) };
      return fake.bridge.call(name, input);
    },
  };
  const { stores, around } = makeWindow(bridge);
  await Promise.all([stores.app.load(), stores.connections.refresh(), stores.strip.refresh()]);
  render(around(<Status />));
  const user = userEvent.setup();
  return { open: () => user.click(screen.getByRole('button')) };
}

it('shows when each connection last worked, and leaves out unconnected ones', async () => {
  const { open } = await show([
    connection({}),
    connection({ name: 'gmail', state: 'off', lastSuccessAt: null }),
  ]);
  await open();
  const connections = within(await screen.findByRole('region', { name: 'Connections' }));
  expect(connections.getByRole('link', { name: /Shopify worked 12 sec ago/ }).getAttribute('href')).toBe(
    '#/setup/shopify',
  );
  expect(connections.getAllByRole('listitem')).toHaveLength(1);
});

it('turns into a way to fix it where a connection breaks', async () => {
  await show([connection({}), connection({ name: 'gmail', state: 'signed-out', problem: 'Signed out' })]);
  const fix = screen.getByRole('link', { name: 'Gmail is signed out Fix' });
  expect(fix.getAttribute('href')).toBe('#/setup/gmail');
});

it('lists no connections while nothing is connected', async () => {
  const { open } = await show([connection({ state: 'off', lastSuccessAt: null })]);
  await open();
  await screen.findByRole('link', { name: 'Diagnostics' });
  expect(screen.queryByRole('region', { name: 'Connections' })).toBeNull();
});

it('says in one line that all is in sync, and how fresh that is', async () => {
  await show([connection({})]);
  expect(screen.getByRole('button').textContent).toBe('1 source in sync12 sec');
});

it('shows the worst problem first, and counts the others', async () => {
  await show([connection({})], { parked: 2, before: 1, sources: [{ ...shopify, late: ['warehouse'] }] });
  expect(screen.getByRole('button').textContent).toBe('2 parked+2');
});

it('leaves orders that are only not taken to the inbox', async () => {
  await show([connection({})], { sources: [{ ...shopify, late: ['taken'] }] });
  expect(screen.getByRole('button').textContent).toContain('1 source in sync');
});

it('counts today’s orders of each source at each stage', async () => {
  const { open } = await show([connection({})], { sources: [{ ...shopify, late: ['warehouse'] }] });
  await open();
  const table = within(await screen.findByRole('table', { name: 'Orders today' }));
  expect(table.getByRole('link', { name: 'Shopify' }).getAttribute('href')).toBe(
    '#/sync?source=shopify&day=2026-11-24',
  );
  expect(table.getAllByRole('cell').map(({ textContent }) => textContent.trim())).toEqual([
    '14',
    '14',
    '13',
    '14',
    '12',
    expect.stringMatching(/ago$/),
  ]);
});
