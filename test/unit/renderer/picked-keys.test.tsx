import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useStore } from 'zustand';
import { InboxPage } from '../../../src/renderer/features/inbox/index.tsx';
import { OrderWork } from '../../../src/renderer/features/order/order-work.tsx';
import { useStores } from '../../../src/renderer/state/context.tsx';
import { hrefToInbox, inboxPlaceOf } from '../../../src/renderer/state/routes/route.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import type { OrderStatus } from '../../../src/shared/order.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow, startWindow } from './make-window.tsx';

let end = (): void => {};
beforeEach(() => {
  window.location.hash = '';
});
afterEach(() => {
  cleanup();
  end();
});

const user = userEvent.setup();

/** An inbox in which the third order is open, and the first two are picked. */
async function openPicked(
  statuses: readonly OrderStatus[],
  { width = 1280 }: { readonly width?: number } = {},
) {
  Object.assign(window, { innerWidth: width });
  const fake = createFakeBridge({ now: Date.now, orders: 3 });
  const { stores, client, hotkeys, around } = makeWindow(fake.bridge);
  const [one, two, open] = fake.ids();
  if (!one || !two || !open) throw new Error('the fake app has too few orders');
  for (const [index, status] of statuses.entries()) {
    const id = [one, two, open][index];
    if (id === undefined || status === 'new') continue;
    await client.call('orders.take', { id });
    await client.call('orders.setStatus', { id, status });
  }
  end = startWindow({ stores, hotkeys });
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const place = inboxPlaceOf(stores.route.getState());
  act(() => stores.route.navigate(hrefToInbox({ ...place, view: 'all', order: open })));
  render(
    around(
      <InboxPage
        renderOrder={() => (
          <div id="order-panel">
            <h2>the order</h2>
            <Work />
          </div>
        )}
      />,
    ),
  );
  await screen.findByText('the order');
  await waitFor(() => expect(stores.inbox.rows()).toHaveLength(3));
  await waitFor(() => expect(stores.order.getState().state).toBe('ready'));
  act(() => {
    for (const id of [one, two]) stores.picked.toggle(id);
  });
  const statusOf = async (id: OrderId) => (await client.call('orders.get', { id })).order.status;
  const now = () => Promise.all([one, two, open].map(statusOf));
  const isOpenPutOff = async () =>
    typeof (await client.call('orders.get', { id: open })).order.snoozedUntil === 'number';
  return { fake, stores, open, now, isOpenPutOff };
}

/** The details that the open order's own buttons change. */
function Work() {
  const shown = useStore(useStores().order);
  return shown.state === 'ready' ? <OrderWork order={shown.detail.order} /> : null;
}

it.each<{ before: readonly OrderStatus[]; after: readonly OrderStatus[]; what: string }>([
  { what: 'new', before: ['new', 'new', 'new'], after: ['taken', 'taken', 'new'] },
  { what: 'taken', before: ['taken', 'taken', 'new'], after: ['preparing', 'preparing', 'new'] },
  { what: 'new, or further on', before: ['new', 'preparing', 'new'], after: ['taken', 'preparing', 'new'] },
])('moves picked orders, not the focused one, by T: $what', async ({ before, after }) => {
  const { now } = await openPicked(before);
  await screen.findByText('2 selected');
  expect(await now()).toEqual(before);
  await user.keyboard('t');
  await waitFor(async () => expect(await now()).toEqual(after));
  await waitFor(() => expect(screen.queryByText('2 selected')).toBeNull());
});

it.each<{ before: readonly OrderStatus[] }>([
  { before: ['taken', 'preparing', 'new'] },
  { before: ['ready', 'handed-over', 'new'] },
])('ignores T for differing picked orders without a new one: $before', async ({ before }) => {
  const { fake, stores, now } = await openPicked(before);
  await screen.findByText('2 selected');
  await user.keyboard('t');
  expect(stores.picked.getState().ids.size).toBe(2);
  expect(fake.calls()).not.toContain('orders.batch');
  expect(await now()).toEqual(before);
});

it.each<{ key: string; choice: RegExp | null; status: OrderStatus; isPutOff?: boolean }>([
  { key: 't', choice: null, status: 'taken' },
  { key: 'e', choice: null, status: 'handed-over' },
  { key: 's', choice: /^preparing/, status: 'preparing' },
  { key: 'h', choice: /^In one hour/, status: 'taken', isPutOff: true },
])(
  'applies $key to the covering order, and keeps the picked ones',
  async ({ key, choice, status, isPutOff = false }) => {
    const { stores, now, isOpenPutOff } = await openPicked(['new', 'new', 'new'], { width: 999 });
    await user.keyboard(key);
    if (choice) await user.click(await screen.findByRole('button', { name: choice }));
    await waitFor(async () => expect(await now()).toEqual(['new', 'new', status]));
    await waitFor(async () => expect(await isOpenPutOff()).toBe(isPutOff));
    expect(stores.picked.getState().ids.size).toBe(2);
  },
);

it('keeps the picked orders when the open one beside is snoozed', async () => {
  const { stores, isOpenPutOff } = await openPicked(['new', 'new', 'new']);
  await screen.findByText('2 selected');
  await user.click(screen.getByRole('button', { name: 'Snooze' }));
  await user.click(await screen.findByRole('button', { name: /^In one hour/ }));
  await waitFor(async () => expect(await isOpenPutOff()).toBe(true));
  expect(stores.picked.getState().ids.size).toBe(2);
});

it('unpicks only the open order when that is snoozed', async () => {
  const { stores, open, isOpenPutOff } = await openPicked(['new', 'new', 'new']);
  act(() => stores.picked.toggle(open));
  await screen.findByText('3 selected');
  await user.click(screen.getByRole('button', { name: 'Snooze' }));
  await user.click(await screen.findByRole('button', { name: /^In one hour/ }));
  await waitFor(async () => expect(await isOpenPutOff()).toBe(true));
  await screen.findByText('2 selected');
  expect(stores.picked.getState().ids).not.toContain(open);
});

it('asks about the covering order, and closes it by Escape', async () => {
  const { stores } = await openPicked(['new', 'new', 'new'], { width: 999 });
  const open = inboxPlaceOf(stores.route.getState()).order;
  await user.keyboard('s');
  await waitFor(() => expect(stores.actionMenu.getState().open?.target).toEqual({ ids: [open] }));
  act(() => stores.actionMenu.close());
  await user.keyboard('{Escape}');
  await screen.findByText('2 selected');
  await waitFor(() => expect(screen.queryByText('the order')).toBeNull());
  await user.keyboard('{Escape}');
  expect(stores.picked.getState().ids.size).toBe(0);
});

it('applies T to the open order once nothing is picked', async () => {
  const { stores, open, now } = await openPicked(['new', 'new', 'new']);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(stores.picked.getState().ids.size).toBe(0));
  await user.keyboard('x{Shift>}k{/Shift}x');
  expect(stores.inbox.getState().cursor?.id).not.toBe(open);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(stores.inbox.getState().cursor?.id).toBe(open));
  await user.keyboard('t');
  await waitFor(async () => expect(await now()).toEqual(['new', 'new', 'taken']));
});

it('prints the picked orders by P, not the open one', async () => {
  const { fake, stores } = await openPicked(['new', 'new', 'new']);
  const both = [...stores.picked.getState().ids];
  await user.keyboard('p');
  await waitFor(() => expect(fake.inputsOf('tickets.print')).toMatchObject([{ orders: both }]));
});

it('names by number what the keys act on while something is picked', async () => {
  const { stores } = await openPicked(['new', 'new', 'new']);
  const bar = await screen.findByRole('toolbar');
  const [one, two] = stores.inbox.rows();
  within(bar).getByText(`${one?.number}, ${two?.number}`);
  const take = within(bar).getByRole('button', { name: 'Take' });
  expect(take.getAttribute('aria-keyshortcuts')).toBe('T');
  const snooze = screen.getByRole('button', { name: 'Snooze' });
  expect(snooze.getAttribute('aria-keyshortcuts')).toBeNull();
  act(() => void stores.picked.clear());
  await waitFor(() => expect(snooze.getAttribute('aria-keyshortcuts')).toBe('H'));
});

it('names T’s step for the picked orders on its button', async () => {
  await openPicked(['taken', 'taken', 'new']);
  const bar = await screen.findByRole('toolbar');
  const next = await within(bar).findByRole('button', { name: 'Start preparing' });
  expect(next.getAttribute('aria-keyshortcuts')).toBe('T');
});
