import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useDecide } from '../../../src/renderer/components/order/use-decide.tsx';
import { ActionBar } from '../../../src/renderer/features/inbox/action-bar.tsx';
import { useWork } from '../../../src/renderer/features/inbox/use-work.ts';
import { Commissions } from '../../../src/renderer/features/insights/commissions.tsx';
import { CustomOrderPage } from '../../../src/renderer/features/payment-links/form/index.tsx';
import { hrefToInbox } from '../../../src/renderer/state/routes/route.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import { inputSchemas } from '../../../src/shared/contract.ts';
import type { Commission } from '../../../src/shared/insights/commission-terms.ts';
import { commissionAfter } from '../../../src/shared/insights/commission-terms.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { OrderRow } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';
import { gate } from './page-clock.ts';

let end = (): void => {};
beforeEach(() => {
  window.localStorage.clear();
  window.location.hash = '';
});
afterEach(() => {
  cleanup();
  // a form that is left asks in one
  notifications.clean();
  end();
});

/** A window in which something else was done before, with a way back of its own. */
async function open(part: ReactNode, bridge: Bridge) {
  const { client, stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const older = { isTakenBack: false };
  stores.undo.offer(() => {
    older.isTakenBack = true;
  });
  const draw = (now: ReactNode): ReactNode =>
    around(
      <>
        <Notifications />
        {now}
      </>,
    );
  const { rerender } = render(draw(part));
  const takeBack = (): void => act(() => stores.undo.take());
  return {
    client,
    stores,
    older,
    takeBack,
    show: (now: ReactNode) => rerender(draw(now)),
    user: userEvent.setup(),
  };
}

function Taking({ row }: { readonly row: OrderRow }) {
  const decide = useDecide();
  return (
    <button type="button" onClick={() => decide(row, { kind: 'take' })}>
      take
    </button>
  );
}

it('says which order was taken back', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { client, takeBack, show, user } = await open(null, fake.bridge);
  const { rows } = await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 100 });
  const row = rows.find(({ status }) => status === 'new');
  if (!row) throw new Error('no order is new');
  show(<Taking row={row} />);
  await user.click(screen.getByRole('button', { name: 'take' }));
  await screen.findByRole('button', { name: 'Undo' });
  takeBack();
  await screen.findByText(`${row.number}: undone`);
});

it('undoes nothing of an order that another person took first', async () => {
  const slow = gate();
  const fake = createFakeBridge({
    now: Date.now,
    orders: 30,
    before: (name) => (name === 'orders.take' ? slow.opened : Promise.resolve()),
  });
  fake.refuse('orders.take', new Problem('refused', 'It was changed in the meantime', { field: 'seen' }));
  const { client, takeBack, show, user } = await open(null, fake.bridge);
  const { rows } = await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 100 });
  const row = rows.find(({ status }) => status === 'new');
  if (!row) throw new Error('no order is new');
  show(<Taking row={row} />);
  await user.click(screen.getByRole('button', { name: 'take' }));
  await screen.findByRole('button', { name: 'Undo' });
  takeBack();
  act(() => slow.open());
  await screen.findByText(`${row.number} was not changed`);
  expect(fake.inputsOf('orders.setStatus')).toEqual([]);
});

it('says how many orders were taken back', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { stores, takeBack, show, user } = await open(null, fake.bridge);
  await act(() => stores.inbox.show({ view: 'all', text: '' }));
  show(<ActionBar />);
  act(() => fake.ids().slice(0, 2).forEach(stores.picked.toggle));
  await user.click(await screen.findByRole('button', { name: 'Take' }));
  await screen.findByText('2 orders: taken');
  takeBack();
  await screen.findByText('2 orders: undone');
});

function Unread() {
  const { toggleUnread } = useWork();
  return (
    <button type="button" onClick={() => void toggleUnread()}>
      unread
    </button>
  );
}

function Done() {
  const { make } = useWork();
  return (
    <button type="button" onClick={() => make({ kind: 'status', status: 'handed-over' })}>
      done
    </button>
  );
}

it('repeats the reason of a cancelled order after an undo', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { client, stores, takeBack, show, user } = await open(null, fake.bridge);
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  const stands = async () => (await client.call('orders.get', { id })).order;
  await client.call('orders.setStatus', { id, status: 'cancelled', reason: 'no flowers left' });
  await act(() => stores.inbox.show({ view: 'all', text: '' }));
  show(<Done />);
  act(() => {
    stores.inbox.move(1);
  });
  await user.click(screen.getByRole('button', { name: 'done' }));
  await waitFor(async () => expect(await stands()).toMatchObject({ status: 'handed-over' }));
  takeBack();
  await waitFor(async () => {
    expect(await stands()).toMatchObject({ status: 'cancelled', cancelReason: 'no flowers left' });
  });
});

it('makes read again only what was read before', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { client, stores, takeBack, show, user } = await open(null, fake.bridge);
  const ids = fake.ids().slice(0, 3);
  const [first] = ids;
  if (!first) throw new Error('the fake app has no order');
  await client.call('orders.markUnread', { ids, unread: false });
  await client.call('orders.markUnread', { ids: [first], unread: true });
  await act(() => stores.inbox.show({ view: 'all', text: '' }));
  const unread = (): readonly string[] => {
    const are = stores.inbox.rows().filter((row) => row.unread);
    return are.map(({ id }) => id).filter((id) => ids.includes(id));
  };
  show(<Unread />);
  act(() => ids.forEach(stores.picked.toggle));
  await user.click(screen.getByRole('button', { name: 'unread' }));
  expect(unread()).toHaveLength(3);
  takeBack();
  await waitFor(() => expect(unread()).toEqual([first]));
});

it('marks an order unread after it left the view, with undo', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 30 });
  const { client, stores, takeBack, show, user } = await open(null, fake.bridge);
  const { rows } = await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 100 });
  const id = rows.find(({ status }) => status !== 'new')?.id;
  if (id === undefined) throw new Error('every order is new');
  await client.call('orders.markUnread', { ids: [id], unread: false });
  await act(() => stores.inbox.show({ view: 'new', text: '' }));
  act(() => {
    stores.route.navigate(hrefToInbox({ view: 'new', text: '', order: id }));
    stores.order.follow(id);
  });
  await waitFor(() => expect(stores.order.getState().state).toBe('ready'));
  show(<Unread />);
  await user.click(screen.getByRole('button', { name: 'unread' }));
  const isUnread = async (): Promise<boolean | undefined> => {
    const { rows: all } = await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 100 });
    return all.find((row) => row.id === id)?.unread;
  };
  await waitFor(async () => expect(await isUnread()).toBe(true));
  takeBack();
  await waitFor(async () => expect(await isUnread()).toBe(false));
});

it('takes back what a source keeps before what was done earlier', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  let kept: readonly Commission[] = [];
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'insights.setCommission') {
        kept = [commissionAfter(inputSchemas['insights.setCommission'].parse(input), kept[0])];
      } else if (name !== 'insights.commissions') return fake.bridge.call(name, input);
      return { ok: true, value: kept };
    },
  };
  const { older, takeBack, user } = await open(<Commissions sources={['shopify']} />, bridge);
  await user.type(await screen.findByRole('textbox', { name: /fee in percent of revenue$/ }), '5');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('Shopify fees saved');
  takeBack();
  await screen.findByText('Shopify: undone');
  expect(kept).toMatchObject([{ source: 'shopify', share: 0 }]);
  expect(older.isTakenBack).toBe(false);
});

describe('a form that was thrown away', () => {
  const place = 'orderbell.sample-form.custom-order';

  async function throwAway() {
    const fake = createFakeBridge({ now: Date.now, orders: 0 });
    const page = await open(<CustomOrderPage />, fake.bridge);
    await fillIn(page.user, await screen.findByRole('textbox', { name: 'Name' }), 'Olena');
    page.show(null);
    await page.user.click(await screen.findByRole('button', { name: 'Discard' }));
    await screen.findByText(/: discarded$/);
    expect(window.localStorage.getItem(place)).toBeNull();
    return page;
  }

  it('is brought back before what was done earlier is', async () => {
    const { older, takeBack } = await throwAway();
    takeBack();
    await screen.findByText('Payment link: undone');
    expect(window.localStorage.getItem(place)).toContain('Olena');
    expect(older.isTakenBack).toBe(false);
  });

  it('is restored in a reopened page, and kept with further text', async () => {
    const { takeBack, show, user } = await throwAway();
    show(<CustomOrderPage />);
    const name = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    expect((await name()).value).toBe('');
    takeBack();
    await waitFor(async () => expect((await name()).value).toBe('Olena'));
    expect(window.localStorage.getItem(place)).toContain('"Olena"');
    await user.type(await name(), 'k');
    await waitFor(() => expect(window.localStorage.getItem(place)).toContain('"Olenak"'));
  });

  it('stays away where another is being typed, however short since', async () => {
    const { takeBack, show, user } = await throwAway();
    show(<CustomOrderPage />);
    const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await user.type(name, 'I');
    takeBack();
    await screen.findByText('You have started another one, which would be lost');
    expect(name.isConnected && name.value).toBe('I');
    expect(window.localStorage.getItem(place)).not.toContain('Olena');
  });

  it('is brought back after all, once what was begun since is gone', async () => {
    const { takeBack, show, user } = await throwAway();
    show(<CustomOrderPage />);
    const name = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
    await user.type(await name(), 'I');
    takeBack();
    await screen.findByText('You have started another one, which would be lost');
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('You have started another one, which would be lost');
    await user.clear(await name());
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect((await name()).value).toBe('Olena'));
    expect(window.localStorage.getItem(place)).toContain('"Olena"');
  });

  it('stays away where another was begun since', async () => {
    const { takeBack, show, user } = await throwAway();
    show(<CustomOrderPage />);
    await fillIn(user, await screen.findByRole('textbox', { name: 'Name' }), 'Ivan');
    show(null);
    takeBack();
    await screen.findByText('You have started another one, which would be lost');
    expect(window.localStorage.getItem(place)).toContain('Ivan');
  });
});
