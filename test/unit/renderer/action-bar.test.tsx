import '../../../src/renderer/zod-without-eval.ts';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ActionBar } from '../../../src/renderer/features/inbox/action-bar.tsx';
import { ActionMenu } from '../../../src/renderer/features/inbox/action-menu/action-menu.tsx';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdOf, workstationIdSchema } from '../../../src/shared/ids.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { InboxView, OrderDetail, OrderRow } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  notifications.clean();
  cleanup();
  end();
});

async function openBar({ orders = 30, view = 'all' }: { orders?: number; view?: InboxView } = {}) {
  const fake = createFakeBridge({ now: Date.now, orders });
  const { stores, client, around } = makeWindow(fake.bridge);
  end = stores.start();
  await stores.inbox.show({ view, text: '' });
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  render(
    around(
      <>
        <Notifications />
        <ActionBar />
        <ActionMenu />
      </>,
    ),
  );
  const rows = async (): Promise<readonly OrderRow[]> =>
    (await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 100 })).rows;
  const pick = (...places: readonly number[]): void =>
    act(() => {
      const ids = fake.ids();
      for (const place of places) {
        const id = ids[place];
        if (id) stores.picked.toggle(id);
      }
    });
  return { fake, stores, rows, pick, user: userEvent.setup() };
}

it('is there while orders are picked, counts them, and unpicks all', async () => {
  const { pick, user } = await openBar();
  expect(screen.queryByRole('toolbar')).toBeNull();
  pick(0, 1, 2);
  await screen.findByText('3 selected');
  await user.click(screen.getByRole('button', { name: 'Clear selection' }));
  expect(screen.queryByRole('toolbar')).toBeNull();
});

it('tags picked orders, keeps them picked, and undoes all at once', async () => {
  const { stores, rows, pick, user } = await openBar();
  pick(0, 2);
  await user.click(await screen.findByRole('button', { name: 'Tag…' }));
  await user.type(await screen.findByRole('textbox', { name: 'Find or create a tag' }), 'gift{Enter}');
  await waitFor(async () => {
    expect((await rows()).filter(({ tags }) => tags.includes('gift'))).toHaveLength(2);
  });
  screen.getByText('2 selected');
  act(() => stores.undo.take());
  await waitFor(async () => {
    expect((await rows()).filter(({ tags }) => tags.includes('gift'))).toHaveLength(0);
  });
});

it.each([1, 2])('says that paid orders stay paid when it cancels them: %i', async (many) => {
  const { fake, stores, pick, user } = await openBar();
  const paid = fake.ids().slice(0, many);
  for (const id of paid) await fake.bridge.call('orders.setPayment', { id, paymentStatus: 'paid' });
  await act(() => stores.inbox.refresh());
  pick(...paid.keys());
  await user.click(await screen.findByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'cancelled' }));
  await screen.findByText(/(is|are) not refunded: open .* to see how/);
});

it.each([1, 2])('returns one’s own orders to taken, with one undo: %i', async (many) => {
  const { fake, stores, rows, pick, user } = await openBar();
  const own = fake.ids().slice(0, many);
  const statuses = async () => (await rows()).slice(0, many).map(({ status }) => status);
  for (const id of own) {
    await fake.bridge.call('orders.take', { id });
    await fake.bridge.call('orders.setStatus', { id, status: 'handed-over' });
  }
  await act(() => stores.inbox.refresh());
  pick(...own.keys());
  await user.click(await screen.findByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'taken' }));
  await waitFor(async () => expect(await statuses()).toEqual(own.map(() => 'taken')));
  act(() => stores.undo.take());
  await waitFor(async () => expect(await statuses()).toEqual(own.map(() => 'handed-over')));
});

it('clears the picked order when its status is set by name', async () => {
  const { stores, rows, pick, user } = await openBar({ view: 'new' });
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'taken' }));
  await waitFor(async () => expect((await rows())[0]?.status).toBe('taken'));
  expect(stores.picked.getState().ids.size).toBe(0);
  expect(screen.queryByRole('toolbar')).toBeNull();
});

it('keeps the picked order while another person edits it', async () => {
  const { fake, stores, rows, pick, user } = await openBar({ view: 'new' });
  const [order] = fake.ids();
  if (!order) throw new Error('the fake app has no order');
  pick(0);
  const taras = { desk: workstationIdSchema.parse('desk-2'), name: 'Тарас', since: Date.now(), took: false };
  fake.meet([{ ...taras, order, doing: 'edits' }]);
  await waitFor(() => expect(stores.presence.getState().people.has(order)).toBe(true));
  await user.click(await screen.findByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'taken' }));
  await screen.findByText(/was not changed$/);
  expect((await rows())[0]?.status).toBe('new');
  screen.getByText('1 selected');
});

it('calls one that is picked and taken by its number', async () => {
  const { rows, pick, user } = await openBar();
  const number = (await rows())[0]?.number;
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Take' }));
  await screen.findByText(`${number}: taken`);
});

it.each(['Anna', 'Тарас'])('ignores S and Enter on an order that %s has taken', async (name) => {
  const { fake, stores, rows, pick, user } = await openBar();
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  await fake.bridge.call('app.setManager', { name });
  await fake.bridge.call('orders.take', { id });
  await fake.bridge.call('app.setManager', { name: 'Anna' });
  await act(() => stores.inbox.refresh());
  const before = fake.calls().length;
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Status…' }));
  const now = await screen.findByRole('button', { name: 'taken', pressed: true });
  await waitFor(() => expect(document.activeElement).toBe(now));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(now.isConnected).toBe(false));
  const decided = ['orders.take', 'orders.setStatus'];
  expect(fake.calls().slice(before)).not.toContainEqual(expect.toBeOneOf(decided));
  expect((await rows())[0]).toMatchObject({ status: 'taken', takenBy: name });
  expect(screen.queryByText(/: taken/)).toBeNull();
});

it('does nothing where an order is to be paid as it is', async () => {
  const { fake, rows, pick, user } = await openBar();
  const paid = (await rows()).findIndex(({ paymentStatus }) => paymentStatus === 'paid');
  pick(paid);
  await user.click(await screen.findByRole('button', { name: 'Payment…' }));
  const now = await screen.findByRole('button', { name: 'paid', pressed: true });
  await user.click(now);
  await waitFor(() => expect(now.isConnected).toBe(false));
  expect(fake.calls()).not.toContain('orders.setPayment');
});

it('assigns all that match to a manager, not only the listed ones', async () => {
  const { rows, pick, user } = await openBar();
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Select all 30 matching' }));
  await screen.findByText('All 30 matching selected');
  await user.click(screen.getByRole('button', { name: 'Assign to…' }));
  await user.click(await screen.findByRole('button', { name: 'Тарас' }));
  await waitFor(async () => {
    expect((await rows()).every(({ assignee }) => assignee === 'Тарас')).toBe(true);
  });
});

it('leaves an order that came after all were picked', async () => {
  // the next order is the thirty-third, and is new
  const { fake, stores, rows, pick, user } = await openBar({ orders: 32, view: 'new' });
  const listed = stores.inbox.rows().map(({ id }) => id);
  pick(0);
  await user.click(await screen.findByRole('button', { name: `Select all ${listed.length} matching` }));
  await screen.findByText(`All ${listed.length} matching selected`);
  const late = fake.arrive();
  await screen.findByRole('button', { name: `Select all ${listed.length + 1} matching` });
  screen.getByText(`${listed.length} selected`);
  await user.click(screen.getByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'cancelled' }));
  await waitFor(async () => {
    const after = new Map((await rows()).map(({ id, status }) => [id, status]));
    expect(listed.every((id) => after.get(id) === 'cancelled')).toBe(true);
    expect(after.get(late)).toBe('new');
  });
});

it('no longer covers all after a change, and offers the new order', async () => {
  // the next order is the thirty-third, and is new
  const { fake, stores, pick, user } = await openBar({ orders: 32, view: 'new' });
  const [first, ...others] = stores.inbox.rows().map(({ id }) => id);
  if (first === undefined) throw new Error('no order is new');
  const all = others.length + 1;
  pick(0);
  await user.click(await screen.findByRole('button', { name: `Select all ${all} matching` }));
  await screen.findByText(`All ${all} matching selected`);
  expect(screen.queryByRole('button', { name: `Select all ${all} matching` })).toBeNull();
  await fake.bridge.call('orders.take', { id: first });
  const late = fake.arrive();
  await user.click(await screen.findByRole('button', { name: `Select all ${all} matching` }));
  await screen.findByText(`All ${all} matching selected`);
  expect(new Set(stores.picked.getState().ids)).toEqual(new Set([late, ...others]));
});

it('keeps all picked orders after a change makes them match no longer', async () => {
  const { stores, rows, pick, user } = await openBar({ view: 'unpaid' });
  const listed = stores.inbox.rows().map(({ id }) => id);
  const of = async (is: (row: OrderRow) => boolean) =>
    (await rows()).filter((row) => listed.includes(row.id) && is(row)).length;
  pick(1);
  await user.click(await screen.findByRole('button', { name: `Select all ${listed.length} matching` }));
  await screen.findByText(`All ${listed.length} matching selected`);
  await user.click(screen.getByRole('button', { name: 'Payment…' }));
  await user.click(await screen.findByRole('button', { name: 'paid' }));
  await waitFor(async () => expect(await of((row) => row.paymentStatus === 'paid')).toBe(listed.length));
  await screen.findByText(`${listed.length} selected`);
  await user.click(screen.getByRole('button', { name: 'Tag…' }));
  await user.type(await screen.findByRole('textbox', { name: 'Find or create a tag' }), 'gift{Enter}');
  await waitFor(async () => expect(await of((row) => row.tags.includes('gift'))).toBe(listed.length));
});

it.each([
  { what: 'all others did', isRefused: false },
  { what: 'another one refused', isRefused: true },
])('counts the picked orders that had left the list: $what', async ({ isRefused }) => {
  const { fake, stores, pick, user } = await openBar({ view: 'new' });
  const listed = stores.inbox.rows().map(({ id }) => id);
  const [gone, changed] = listed;
  pick(1);
  await user.click(await screen.findByRole('button', { name: `Select all ${listed.length} matching` }));
  await screen.findByText(`All ${listed.length} matching selected`);
  await fake.bridge.call('orders.take', { id: gone });
  if (isRefused) await fake.bridge.call('orders.setPayment', { id: changed, paymentStatus: 'voided' });
  await user.click(screen.getByRole('button', { name: 'Payment…' }));
  await user.click(await screen.findByRole('button', { name: 'partially paid' }));
  await screen.findByText(
    `${listed.length - (isRefused ? 2 : 1)} orders: partially paid · 1 no longer in this list`,
  );
  if (!isRefused) return;
  const report = await screen.findByRole('alert', { name: 'Some orders were not changed' });
  expect(report.textContent).toContain('1 no longer in this list · 1 not changed');
});

it('counts the orders that had left when all others were unchanged', async () => {
  const { fake, stores, pick, user } = await openBar({ view: 'new' });
  const listed = stores.inbox.rows().map(({ id }) => id);
  const action = { kind: 'assign', manager: 'Тарас' } as const;
  await fake.bridge.call('orders.batch', {
    target: { ids: listed },
    deed: action,
    batch: crypto.randomUUID(),
  });
  pick(1);
  await user.click(await screen.findByRole('button', { name: `Select all ${listed.length} matching` }));
  await screen.findByText(`All ${listed.length} matching selected`);
  await fake.bridge.call('orders.take', { id: listed[0] });
  await user.click(screen.getByRole('button', { name: 'Assign to…' }));
  await user.click(await screen.findByRole('button', { name: 'Тарас' }));
  await screen.findByText(`${listed.length - 1} already up to date · 1 no longer in this list`);
  expect(screen.queryByText(/given to Тарас/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

it('does nothing to the one that was let go out of all', async () => {
  const { fake, rows, pick, user } = await openBar();
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Select all 30 matching' }));
  await screen.findByText('All 30 matching selected');
  pick(2);
  await screen.findByText('29 selected');
  await user.click(screen.getByRole('button', { name: 'Assign to…' }));
  await user.click(await screen.findByRole('button', { name: 'Тарас' }));
  await screen.findByText('29 orders: assigned to Тарас');
  await waitFor(async () => {
    const others = (await rows()).filter(({ assignee }) => assignee !== 'Тарас');
    expect(others.map(({ id }) => id)).toEqual([fake.ids()[2]]);
  });
});

it('leaves an order to a colleague if it left before any action', async () => {
  const { fake, stores, rows, pick, user } = await openBar({ view: 'new' });
  const listed = stores.inbox.rows().map(({ id }) => id);
  const [taken, ...left] = listed;
  if (taken === undefined) throw new Error('no order is new');
  pick(1);
  await user.click(await screen.findByRole('button', { name: `Select all ${listed.length} matching` }));
  await screen.findByText(`All ${listed.length} matching selected`);
  await fake.bridge.call('orders.setStatus', { id: taken, status: 'taken' });
  await user.click(screen.getByRole('button', { name: 'Assign to…' }));
  await user.click(await screen.findByRole('button', { name: 'Тарас' }));
  await screen.findByText(`${left.length} selected`);
  await user.click(screen.getByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'cancelled' }));
  await screen.findByText(`${left.length} orders: cancelled`, { exact: false });
  await waitFor(async () => {
    const after = new Map((await rows()).map(({ id, status }) => [id, status]));
    expect(left.every((id) => after.get(id) === 'cancelled')).toBe(true);
    expect(after.get(taken)).toBe('taken');
  });
});

it('keeps all picked orders in the tag menu after its first tag', async () => {
  const { fake, stores, rows, pick, user } = await openBar();
  const action = { kind: 'tag', tag: 'phoned', on: true } as const;
  await fake.bridge.call('orders.batch', {
    target: { ids: fake.ids() },
    deed: action,
    batch: crypto.randomUUID(),
  });
  await act(() => stores.inbox.show({ view: 'all', text: '', only: { tags: ['phoned'] } }));
  const tagged = async (tag: string) => (await rows()).filter(({ tags }) => tags.includes(tag)).length;
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Select all 30 matching' }));
  await screen.findByText('All 30 matching selected');
  await user.click(screen.getByRole('button', { name: 'Tag…' }));
  await user.click(await screen.findByRole('button', { name: /^phoned/ }));
  await waitFor(async () => expect(await tagged('phoned')).toBe(0));
  await user.type(screen.getByRole('textbox', { name: 'Find or create a tag' }), 'packed{Enter}');
  await screen.findByText('30 orders: tagged “packed”');
  await waitFor(async () => expect(await tagged('packed')).toBe(30));
});

async function pickThreeOpen() {
  const fake = await openBar({ view: 'open' });
  const picked = fake.stores.inbox
    .rows()
    .filter(({ status }) => status === 'taken')
    .slice(0, 3);
  const [first, ...others] = picked;
  if (first === undefined || others.length < 2) throw new Error('fewer than three orders are taken');
  act(() => {
    for (const { id } of picked) fake.stores.picked.toggle(id);
  });
  const handOver = async (): Promise<void> => {
    await fake.user.click(await screen.findByRole('button', { name: 'Status…' }));
    await fake.user.click(await screen.findByRole('button', { name: 'handed over' }));
  };
  const statusOf = async (id: OrderRow['id']) => (await fake.rows()).find((row) => row.id === id)?.status;
  return { ...fake, first, others, handOver, statusOf };
}

it('leaves and names an order that a colleague cancelled since', async () => {
  const { fake, first, others, handOver, statusOf, stores } = await pickThreeOpen();
  await fake.bridge.call('orders.setStatus', {
    id: first.id,
    status: 'cancelled',
    reason: 'no flowers left',
  });
  await act(() => stores.inbox.refresh());
  expect(stores.inbox.rows().map(({ id }) => id)).not.toContain(first.id);
  screen.getByText('3 selected');
  await handOver();
  const report = await screen.findByRole('alert', { name: 'Some orders were not changed' });
  expect(report.textContent).toContain(first.number);
  await screen.findByText('2 orders: handed over');
  expect(await statusOf(first.id)).toBe('cancelled');
  for (const { id } of others) expect(await statusOf(id)).toBe('handed-over');
});

it.each(['as it is now', 'no more'])(
  'sets a contested payment by a second press: listed %s',
  async (listed) => {
    const { fake, stores, first, others, rows, user } = await pickThreeOpen();
    const set = async (name: string): Promise<void> => {
      await user.click(await screen.findByRole('button', { name: 'Payment…' }));
      await user.click(await screen.findByRole('button', { name }));
    };
    const payments = async () => {
      const all = new Map((await rows()).map(({ id, paymentStatus }) => [id, paymentStatus]));
      return [first, ...others].map(({ id }) => all.get(id));
    };
    await fake.bridge.call('orders.setPayment', { id: first.id, paymentStatus: 'voided' });
    if (listed === 'no more')
      await fake.bridge.call('orders.setStatus', { id: first.id, status: 'handed-over' });
    await act(() => stores.inbox.refresh());
    await set('paid');
    const report = await screen.findByRole('alert', { name: 'Some orders were not changed' });
    expect(report.textContent).toContain(first.number);
    expect(await payments()).toEqual(['voided', 'paid', 'paid']);
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await set('paid');
    await waitFor(async () => expect(await payments()).toEqual(['paid', 'paid', 'paid']));
    expect(screen.queryByRole('alert', { name: 'Some orders were not changed' })).toBeNull();
  },
);

it('applies the next action to all picked, despite one single decision', async () => {
  const { stores, first, others, handOver, statusOf } = await pickThreeOpen();
  await act(async () => {
    await stores.decisions.decide(first.id, { kind: 'status', status: 'preparing' }, first);
  });
  await handOver();
  await screen.findByText('3 orders: handed over');
  for (const { id } of [first, ...others]) {
    await waitFor(async () => expect(await statusOf(id)).toBe('handed-over'));
  }
  expect(screen.queryByRole('alert', { name: 'Some orders were not changed' })).toBeNull();
});

it('reports that none is left, and withdraws the success message', async () => {
  const { fake, stores, pick, user } = await openBar({ view: 'new' });
  const listed = stores.inbox.rows().map(({ id }) => id);
  pick(0);
  await user.click(await screen.findByRole('button', { name: `Select all ${listed.length} matching` }));
  await screen.findByText(`All ${listed.length} matching selected`);
  for (const id of listed) await fake.bridge.call('orders.take', { id });
  await user.click(screen.getByRole('button', { name: 'Assign to…' }));
  await user.click(await screen.findByRole('button', { name: 'Тарас' }));
  await screen.findByText(`${listed.length} orders: those orders no longer exist`);
  expect(screen.queryByText(/given to Тарас/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  expect(screen.queryByRole('toolbar')).toBeNull();
});

it.each([
  { when: 'at once', first: false },
  { when: 'after another action on them', first: true },
])('overrides no other person’s decision on any picked order: $when', async ({ first }) => {
  const { fake, stores, pick, user } = await openBar({ orders: 130 });
  const orderOf = async (id: OrderId) => {
    const reply = await fake.bridge.call('orders.get', { id });
    if (!reply.ok) throw new Error(reply.error.message);
    return (reply.value as OrderDetail).order; // the fake's answer to this command
  };
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Select all 130 matching' }));
  await screen.findByText('All 130 matching selected');
  if (first) {
    await user.click(screen.getByRole('button', { name: 'Assign to…' }));
    await user.click(await screen.findByRole('button', { name: 'Тарас' }));
    await screen.findByText('130 selected');
  }
  const listed = new Set(stores.inbox.rows().map(({ id }) => id));
  const orders = await Promise.all(fake.ids().map(orderOf));
  const open = orders.filter(({ status, quarantined }) => status === 'taken' && !quarantined);
  const changed = [open.find(({ id }) => listed.has(id)), open.find(({ id }) => !listed.has(id))];
  const ids = changed.map((order) => order?.id).filter((id) => id !== undefined);
  expect(ids).toHaveLength(2);
  for (const id of ids) await fake.bridge.call('orders.setStatus', { id, status: 'cancelled' });
  await act(() => stores.inbox.refresh());

  await user.click(screen.getByRole('button', { name: 'Status…' }));
  await user.click(await screen.findByRole('button', { name: 'handed over' }));
  const report = await screen.findByRole('alert', { name: 'Some orders were not changed' });
  for (const order of changed) expect(report.textContent).toContain(order?.content.number);
  const after = new Map(
    (await Promise.all(fake.ids().map(orderOf))).map((order) => [order.id, order.status]),
  );
  expect(ids.map((id) => after.get(id))).toEqual(['cancelled', 'cancelled']);
  const others = open.filter(({ id }) => !ids.includes(id));
  expect(new Set(others.map(({ id }) => after.get(id)))).toEqual(new Set(['handed-over']));
});

it('says that all could not be picked, and keeps what was', async () => {
  const { fake, pick, user } = await openBar();
  fake.refuse('orders.ids', new Problem('unreachable', 'Orderbell is not responding'));
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Select all 30 matching' }));
  await screen.findByText('Orderbell is not responding');
  screen.getByText('1 selected');
});

it.each([
  { list: 'the list it was asked in', view: 'all', status: 'All 30 matching selected' },
  { list: 'no other list', view: 'open', status: '1 selected' },
] as const)('tries again to pick all of $list', async ({ view, status }) => {
  const { fake, stores, pick, user } = await openBar();
  fake.refuse('orders.ids', new Problem('unreachable', 'Orderbell is not responding'));
  pick(0);
  await user.click(await screen.findByRole('button', { name: 'Select all 30 matching' }));
  const again = await screen.findByRole('button', { name: 'Try again' });
  fake.refuse('orders.ids', null);
  await act(() => stores.inbox.show({ view, text: '' }));
  await user.click(again);
  await waitFor(() => expect(again.isConnected).toBe(false));
  await screen.findByText(status);
  expect(fake.inputsOf('orders.ids')).toHaveLength(view === 'all' ? 2 : 1);
});

it.each([
  { picked: 'new', count: 1, warns: /^Also takes the new order/, says: /taken and snoozed until .+/ },
  { picked: 'new', count: 2, warns: /^Also takes the 2 new orders/, says: /taken and snoozed until .+/ },
  { picked: 'taken', count: 2, warns: null, says: /snoozed until \S+ ?\S*$/ },
] as const)('says before and after that snoozing takes new orders: $count $picked', async (example) => {
  const { rows, pick, user } = await openBar();
  const places = (await rows()).flatMap(({ status }, place) => (status === example.picked ? place : []));
  pick(...places.slice(0, example.count));
  await user.click(await screen.findByRole('button', { name: 'Snooze…' }));
  const choice = await screen.findByRole('button', { name: /In one hour/ });
  const warning = screen.queryByText(/^Also takes the/);
  if (example.warns === null) expect(warning).toBeNull();
  else expect(warning?.textContent).toMatch(example.warns);
  await user.click(choice);
  await screen.findByText(example.says);
});

it('says that only the new ones of several were taken by snoozing', async () => {
  const { rows, pick, user } = await openBar();
  const statuses = (await rows()).map(({ status }) => status);
  pick(statuses.indexOf('new'), statuses.indexOf('taken'));
  await user.click(await screen.findByRole('button', { name: 'Snooze…' }));
  await user.click(await screen.findByRole('button', { name: /In one hour/ }));
  await screen.findByText(/^2 orders: snoozed until .+, new ones taken$/);
});

it('lists refused orders with number and reason until dismissed', async () => {
  const { rows, pick, user } = await openBar();
  const over = (await rows()).findIndex(({ status }) => status === 'handed-over');
  const open = (await rows()).findIndex(({ status }) => status === 'taken');
  pick(over, open);
  await user.click(await screen.findByRole('button', { name: 'Snooze…' }));
  await user.click(await screen.findByRole('button', { name: /In one hour/ }));
  const report = await screen.findByRole('alert', { name: 'Some orders were not changed' });
  expect(report.textContent).toContain((await rows())[over]?.number);
  expect(report.textContent).toContain('It is finished, so it cannot be snoozed');
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('alert', { name: 'Some orders were not changed' })).toBeNull();
});

it('lists the first 500 refused orders, and counts the rest', async () => {
  const { stores } = await openBar();
  const refused = Array.from({ length: 502 }, (_, number) => ({
    id: orderIdOf('shopify', `order-${number}`),
    number: `#${number}`,
    message: 'Someone has changed it since',
  }));
  act(() => stores.batches.tell({ words: 'Paid', result: { batch: 'b', done: 0, unchanged: 0, refused } }));
  const report = await screen.findByRole('alert', { name: 'Some orders were not changed' });
  expect(report.textContent).toContain('502 not changed');
  expect(report.querySelectorAll('li')).toHaveLength(501);
  expect(report.textContent).toContain('#499');
  expect(report.textContent).toMatch(/and 2 more$/);
});
