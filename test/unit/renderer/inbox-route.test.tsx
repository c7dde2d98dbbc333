import '../../../src/renderer/zod-without-eval.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => end());

async function open(hash: string) {
  window.location.hash = hash;
  const { bridge } = createFakeBridge({ now: Date.now, orders: 3 });
  const call = vi.spyOn(bridge, 'call');
  const { stores } = makeWindow(bridge);
  end = stores.start();
  await vi.waitFor(() => expect(stores.inbox.getState().listing.state).toBe('ready'));
  return { stores, call };
}

it('requests the orders of a route before anything is rendered', async () => {
  const { stores, call } = await open('#/inbox/all');
  expect(call).toHaveBeenCalledWith('orders.list', expect.objectContaining({ view: 'all', text: '' }));

  stores.route.navigate('#/inbox/all?q=peony', { replace: true });
  expect(call).toHaveBeenLastCalledWith(
    'orders.list',
    expect.objectContaining({ view: 'all', text: 'peony' }),
  );
});

it('marks the rows by the search they answer', async () => {
  const { stores } = await open('#/inbox/all?q=a');
  expect(stores.inbox.getState().searched).toBe('a');

  stores.route.navigate('#/inbox/all?q=b', { replace: true });
  expect(stores.inbox.getState().searched).toBe('a');
  await vi.waitFor(() => expect(stores.inbox.getState().searched).toBe('b'));
});

it('keeps the list while another page is open', async () => {
  const { stores, call } = await open('#/inbox/all?q=a');
  call.mockClear();
  stores.route.navigate('#/payment-links');
  expect(call.mock.calls.filter(([name]) => name === 'orders.list')).toEqual([]);
  expect(stores.inbox.getState().filter.text).toBe('a');
});
