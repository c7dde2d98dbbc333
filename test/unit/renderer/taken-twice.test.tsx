import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Row } from '../../../src/renderer/features/inbox/row/row.tsx';
import { OrderPanel } from '../../../src/renderer/features/order/index.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { OrderDetail, OrderRow } from '../../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

/** The window of Anna, who took the first order at the same time as another person. */
async function openWindow(alsoTook: readonly string[]) {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const asked: string[] = [];
  const twice = (detail: OrderDetail): OrderDetail => ({
    ...detail,
    order: { ...detail.order, status: 'taken', takenBy: 'Oksana', alsoTook },
  });
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      asked.push(name);
      const reply = await fake.bridge.call(name, input);
      if (name !== 'orders.get' || !reply.ok) return reply;
      return { ok: true, value: twice(reply.value as OrderDetail) };
    },
  };
  const { client, stores, around } = makeWindow(bridge);
  end = stores.start();
  const [id] = fake.ids();
  if (!id) throw new Error('the fake app has no order');
  await stores.order.open(id);
  const { rows } = await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 1 });
  const row: OrderRow | undefined = rows[0] && { ...rows[0], status: 'taken', takenBy: 'Oksana', alsoTook };
  if (!row) throw new Error('the list is empty');
  render(
    around(
      <>
        <Row
          row={row}
          isSelected={false}
          density="comfortable"
          facts={['items', 'assignee']}
          onPress={() => {}}
          onPick={() => {}}
          position={0}
          total={1}
          top={0}
          height={40}
        />
        <OrderPanel id={id} />
      </>,
    ),
  );
  return { asked, user: userEvent.setup() };
}

it('shows the loser of a double taking who has it, with takeover', async () => {
  const { asked, user } = await openWindow(['Anna']);
  await screen.findByText(/You and Oksana took it at the same time.*Oksana has it now/);
  await screen.findByText('Oksana took it first');
  await user.click(screen.getByRole('button', { name: 'Take over' }));
  await waitFor(() => expect(asked).toContain('orders.take'));
});

it('lets a colleague’s order be taken over by its menu', async () => {
  const { asked, user } = await openWindow([]);
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  expect((await screen.findByRole('menuitem', { name: 'taken' })).hasAttribute('disabled')).toBe(true);
  await user.click(await screen.findByRole('menuitem', { name: 'Take over' }));
  await waitFor(() => expect(asked).toContain('orders.take'));
});

it('shows a third manager both takers, and marks nothing in the inbox', async () => {
  await openWindow(['Taras']);
  await screen.findByText('Taras took it at the same time as Oksana, who has it now.');
  expect(screen.queryByText(/took it first/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Take over' })).toBeNull();
});
