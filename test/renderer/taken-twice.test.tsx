// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { MantineProvider } from '@mantine/core';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { I18nextProvider } from 'react-i18next';
import { afterEach, expect, it } from 'vitest';
import { createClient } from '../../src/renderer/client/client.ts';
import { ClientProvider } from '../../src/renderer/client/context.tsx';
import { Row } from '../../src/renderer/features/inbox/row.tsx';
import { OrderPanel } from '../../src/renderer/features/order/index.tsx';
import { createI18n } from '../../src/renderer/i18n/i18n.ts';
import { browserClock } from '../../src/renderer/state/clock.ts';
import { StoresProvider } from '../../src/renderer/state/context.tsx';
import { browserAddressBar } from '../../src/renderer/state/route-store.ts';
import { createStores } from '../../src/renderer/state/stores.ts';
import { createHotkeys } from '../../src/renderer/ui/hotkeys.ts';
import { HotkeysProvider } from '../../src/renderer/ui/use-hotkeys.tsx';
import { NowProvider } from '../../src/renderer/ui/use-now.tsx';
import type { Bridge } from '../../src/shared/contract.ts';
import type { OrderDetail, OrderRow } from '../../src/shared/views.ts';
import { createFakeBridge } from './fake-bridge.ts';

let end = (): void => {};
afterEach(() => {
  cleanup();
  end();
});

/** The window of Anna, who took the first order at the same time as somebody else. */
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
  const client = createClient(bridge, { soundWithoutGesture: false });
  const stores = createStores({
    client,
    clock: browserClock,
    bar: browserAddressBar(window),
    storage: window.localStorage,
  });
  end = stores.start();
  const [id] = fake.ids();
  if (!id) throw new Error('the fake desk has no order');
  await stores.order.open(id);
  const { rows } = await client.call('orders.list', { view: 'all', text: '', offset: 0, limit: 1 });
  const row: OrderRow | undefined = rows[0] && { ...rows[0], status: 'taken', takenBy: 'Oksana', alsoTook };
  if (!row) throw new Error('the list is empty');
  render(
    <MantineProvider env="test">
      <I18nextProvider i18n={createI18n('en')}>
        <ClientProvider value={client}>
          <StoresProvider value={stores}>
            <HotkeysProvider value={createHotkeys({ singleKeys: () => true })}>
              <NowProvider clock={browserClock}>
                <Row
                  row={row}
                  isSelected={false}
                  density="comfortable"
                  onOpen={() => {}}
                  position={0}
                  total={1}
                  top={0}
                  height={40}
                />
                <OrderPanel id={id} />
              </NowProvider>
            </HotkeysProvider>
          </StoresProvider>
        </ClientProvider>
      </I18nextProvider>
    </MantineProvider>,
  );
  return { asked, user: userEvent.setup() };
}

it('tells whoever lost an order that was taken twice who has it, on the order and in the inbox, with taking it over', async () => {
  const { asked, user } = await openWindow(['Anna']);
  await screen.findByText(/You took it at the same time as Oksana.*Oksana has it now/);
  await screen.findByText('Oksana has it, not you');
  await user.click(screen.getByRole('button', { name: 'Take it over' }));
  await waitFor(() => expect(asked).toContain('orders.take'));
});

it('tells a third who took it and who has it, and marks nothing in the inbox', async () => {
  await openWindow(['Taras']);
  await screen.findByText('Taras took it at the same time as Oksana, who has it now.');
  expect(screen.queryByText(/not you/)).toBeNull();
  expect(screen.queryByRole('button', { name: 'Take it over' })).toBeNull();
});
