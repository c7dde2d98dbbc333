import '../../../src/renderer/zod-without-eval.ts';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { InboxPage } from '../../../src/renderer/features/inbox/index.tsx';
import { hrefToInbox, inboxPlaceOf } from '../../../src/renderer/state/routes/route.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow, startWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

let end = (): void => {};
beforeEach(() => {
  window.location.hash = '';
});
afterEach(() => {
  cleanup();
  end();
});

it('clears the picked orders when the view changes, even an empty one', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { stores, around } = makeWindow(fake.bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<InboxPage renderOrder={() => null} />));
  await waitFor(() => expect(stores.inbox.rows()).not.toHaveLength(0));
  const ids = stores.inbox.rows().map(({ id }) => id);
  act(() => ids.slice(0, 3).forEach(stores.picked.toggle));
  await screen.findByText('3 selected');
  for (const id of ids) await fake.bridge.call('orders.take', { id });
  await act(() => stores.inbox.refresh());
  await screen.findByRole('button', { name: 'Show all orders' });
  const place = inboxPlaceOf(stores.route.getState());
  act(() => stores.route.navigate(hrefToInbox({ ...place, view: 'unpaid' })));
  await waitFor(() => expect(screen.queryByText('3 selected')).toBeNull());
});

async function openInbox(hash: string) {
  Object.assign(window, { innerWidth: 1280 });
  window.location.hash = hash;
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { stores, client, hotkeys, around } = makeWindow(fake.bridge);
  end = startWindow({ stores, hotkeys });
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(around(<InboxPage renderOrder={() => null} />));
  const listed = async (view: 'all' | 'new', text: string) =>
    (await client.call('orders.list', { view, text, offset: 0, limit: 100 })).rows.map(({ id }) => id);
  return {
    listed,
    shown: () => stores.inbox.rows().map(({ id }) => id),
    place: () => inboxPlaceOf(stores.route.getState()),
    user: userEvent.setup(),
  };
}

it('searches all orders from any view, or the view by a chip', async () => {
  const { listed, shown, place, user } = await openInbox('#/inbox/new');
  const [all, fresh] = await Promise.all([listed('all', 'Sofia'), listed('new', 'Sofia')]);
  expect(all.length).toBeGreaterThan(fresh.length);
  await user.type(await screen.findByRole('searchbox'), 'Sofia');
  await waitFor(() => expect(shown()).toEqual(all));
  await user.click(screen.getByRole('button', { name: 'Only in New' }));
  await waitFor(() => expect(shown()).toEqual(fresh));
  await user.click(screen.getByRole('button', { name: 'Remove filter View: New' }));
  await waitFor(() => expect(shown()).toEqual(all));
  await user.click(screen.getByRole('button', { name: 'Clear search' }));
  await waitFor(() => expect(place()).toMatchObject({ view: 'new', text: '' }));
});

it('returns by Escape from a global search to its view', async () => {
  const { place, user } = await openInbox('#/inbox/unpaid');
  await user.type(await screen.findByRole('searchbox'), 'Sofia{Enter}');
  await waitFor(() => expect(place()).toMatchObject({ view: 'all', text: 'Sofia' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(place()).toMatchObject({ view: 'unpaid', text: '' }));
});

it('opens by keys a result that arrives after them', async () => {
  Object.assign(window, { innerWidth: 1280 });
  const slow = gate();
  const fake = createFakeBridge({
    now: Date.now,
    orders: 30,
    before: (name, input) =>
      name === 'orders.list' && JSON.stringify(input).includes('Sofia') ? slow.opened : Promise.resolve(),
  });
  const { stores, hotkeys, around } = makeWindow(fake.bridge);
  end = startWindow({ stores, hotkeys });
  const user = userEvent.setup();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  act(() => stores.route.navigate('#/inbox/all'));
  render(around(<InboxPage renderOrder={() => null} />));
  await waitFor(() => expect(stores.inbox.rows()).toHaveLength(30));
  await user.type(screen.getByRole('searchbox'), 'Sofia{Enter}');
  await user.keyboard('j');
  const openOrder = () => inboxPlaceOf(stores.route.getState()).order;
  expect(openOrder()).toBeNull();
  act(() => slow.open());
  await waitFor(() => expect(openOrder()).not.toBeNull());
  const found = stores.inbox.rows().map(({ id }) => id);
  expect(found.length).toBeLessThan(30);
  expect(openOrder()).toBe(found[0]);
});
