import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SampleMenu } from '../../../src/renderer/app/frame/sample-menu.tsx';
import { ManualOrderPage } from '../../../src/renderer/features/manual-order/index.tsx';
import { CustomOrderPage } from '../../../src/renderer/features/payment-links/form/index.tsx';
import type { AppState } from '../../../src/shared/contract.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

let end = (): void => {};
beforeEach(() => window.localStorage.clear());
afterEach(close);

function close(): void {
  cleanup();
  // a form that is left asks in one
  notifications.clean();
  end();
}

async function open(page: ReactNode, address: string, mode: AppState['mode'] = 'sample') {
  window.location.hash = address;
  const fake = createFakeBridge({ now: Date.now, orders: 0, mode });
  const { stores, around } = makeWindow(fake.bridge);
  end = stores.start();
  await waitFor(() => expect(stores.app.getState().state).toBe('ready'));
  const draw = (now: ReactNode): ReactNode =>
    around(
      <>
        <Notifications />
        <ModalsProvider modalProps={{ transitionProps: { duration: 0 } }}>
          <SampleMenu />
        </ModalsProvider>
        {now}
      </>,
    );
  const { rerender } = render(draw(page));
  return {
    stores,
    user: userEvent.setup(),
    show: (now: ReactNode) => rerender(draw(now)),
    goTo: (shop: AppState['mode']) => act(async () => fake.openShop(shop)),
  };
}

const name = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' });
const shows = (text: string) => waitFor(async () => expect((await name()).value).toBe(text));

describe.each([
  ['an order by hand', '#/manual-order', <ManualOrderPage key="manual" />],
  ['an order by link', '#/custom-order', <CustomOrderPage key="custom" />],
])('a half-filled form of %s', (_what, address, page) => {
  it('stays in its shop, and is back when that reopens', async () => {
    const { user, goTo } = await open(page, address);
    await fillIn(user, await name(), 'Olena');
    await goTo('shop');
    await shows('');
    expect(screen.queryByText(/Everything you typed is here/)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Discard' })).toBeNull(); // no page was left
    await fillIn(user, await name(), 'Ivan');
    await goTo('sample');
    await shows('Olena');
    await goTo('shop');
    await shows('Ivan');
  });

  it('is deleted with the sample shop, and a fresh one is empty', async () => {
    const { user, goTo } = await open(page, address, 'shop');
    await fillIn(user, await name(), 'Ivan');
    await goTo('sample');
    await shows('');
    await fillIn(user, await name(), 'Olena');
    await user.click(screen.getByRole('button', { name: 'Sample shop' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Remove sample data' }));
    await user.click(await screen.findByRole('button', { name: 'Remove sample shop' }));
    const fresh = await screen.findByRole('button', { name: 'Open a new sample shop' });
    await shows('Ivan');
    expect(Object.keys(window.localStorage).filter((place) => place.includes('sample-form'))).toEqual([]);
    await user.click(fresh);
    await shows('');
    expect(screen.queryByText(/Everything you typed is here/)).toBeNull();
  });

  it('is not offered by a window that opens on the other shop', async () => {
    const { user } = await open(page, address);
    await fillIn(user, await name(), 'Olena');
    close();
    await open(page, address, 'shop');
    await shows('');
    close();
    await open(page, address, 'sample');
    await shows('Olena');
  });
});

it('opens an empty form in another shop, without the sample customer', async () => {
  const { stores, goTo } = await open(<CustomOrderPage />, '#/custom-order?person=24500000000000001');
  await shows('Daryna');
  await goTo('shop');
  await shows('');
  expect(stores.route.getState().params).toEqual({});
});

it('offers no undo of a draft discarded in another shop', async () => {
  const { user, show, goTo } = await open(<CustomOrderPage />, '#/custom-order');
  await fillIn(user, await name(), 'Olena');
  show(null);
  await user.click(await screen.findByRole('button', { name: 'Discard' }));
  await screen.findByRole('button', { name: 'Undo' });
  await goTo('shop');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
});
