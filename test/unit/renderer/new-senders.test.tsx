import '../../../src/renderer/zod-without-eval.ts';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { MailTemplatesPage } from '../../../src/renderer/features/mail-templates/index.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { SendersView } from '../../../src/shared/sender-commands.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const address = 'orders@gourmet.example';
const waiting: SendersView = {
  asked: [
    {
      address,
      name: 'Gourmet',
      subject: 'New order 8001',
      doubt: null,
      mails: 2,
      lastAt: 1,
      document: null,
    },
  ],
  decided: [],
  sources: ['mail:bloomdash'],
};

let end = (): void => {};
afterEach(() => {
  notifications.clean();
  cleanup();
  end();
  window.localStorage.clear();
});

/** The page of mail templates with one new sender, and what it asks of main about senders. */
async function open() {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const asked: (readonly [string, unknown])[] = [];
  let view = waiting;
  const bridge: Bridge = {
    on: fake.bridge.on,
    async call(name, input) {
      if (name === 'mailTemplates.list') return { ok: true, value: [] };
      if (!name.startsWith('senders.')) return fake.bridge.call(name, input);
      if (name !== 'senders.list') asked.push([name, input]);
      if (name === 'senders.approve' || name === 'senders.block') view = { ...waiting, asked: [] };
      if (name === 'senders.undo') view = waiting;
      return { ok: true, value: view };
    },
  };
  const { stores, around } = makeWindow(bridge);
  end = stores.start();
  await waitFor(() => {
    expect(stores.app.getState().state).toBe('ready');
    expect(stores.senders.getState().state).toBe('ready');
  });
  render(
    around(
      <ModalsProvider modalProps={{ transitionProps: { duration: 0 } }}>
        <Notifications />
        <MailTemplatesPage />
      </ModalsProvider>,
    ),
  );
  return { asked, stores, user: userEvent.setup() };
}
const rowOf = async (name = address) => within(await screen.findByRole('listitem', { name }));

it('a new sender is approved with one click, which can be undone', async () => {
  const { asked, user } = await open();
  expect((await rowOf()).getByText('2 mails waiting')).toBeTruthy();
  await user.click((await rowOf()).getByRole('button', { name: `Approve ${address}` }));
  await waitFor(() => expect(screen.queryByRole('listitem', { name: address })).toBeNull());
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  await rowOf();
  expect(asked).toEqual([
    ['senders.approve', { sender: address }],
    ['senders.undo', { sender: address }],
  ]);
});

it('the undo key undoes an approval before an earlier action', async () => {
  const { asked, stores, user } = await open();
  let isEarlierUndone = false;
  stores.undo.offer(() => {
    isEarlierUndone = true;
  });
  await user.click((await rowOf()).getByRole('button', { name: `Approve ${address}` }));
  await screen.findByRole('button', { name: 'Undo' });
  act(() => stores.undo.take());
  await rowOf();
  expect(asked.at(-1)).toEqual(['senders.undo', { sender: address }]);
  expect(isEarlierUndone).toBe(false);
  act(() => stores.undo.take());
  expect(isEarlierUndone).toBe(true);
});

it('a new sender is blocked with one click', async () => {
  const { asked, user } = await open();
  await user.click((await rowOf()).getByRole('button', { name: `Block ${address}` }));
  await waitFor(() => expect(asked).toEqual([['senders.block', { sender: address }]]));
});

it('all addresses at a domain is approved only after a warning', async () => {
  const { asked, user } = await open();
  await user.click((await rowOf()).getByRole('button', { name: `More options for ${address}` }));
  await user.click(
    await screen.findByRole('menuitem', { name: 'Approve all addresses at gourmet.example…' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  expect(dialog.getByText(/Anyone with an address at gourmet.example can then create/)).toBeTruthy();
  expect(asked).toEqual([]);
  await user.click(dialog.getByRole('button', { name: 'Approve all addresses' }));
  await waitFor(() =>
    expect(asked).toEqual([['senders.approve', { sender: '@gourmet.example', everyAddress: true }]]),
  );
});

it('a second address of a service is approved for it by choice', async () => {
  const { asked, user } = await open();
  await user.click((await rowOf()).getByRole('button', { name: `More options for ${address}` }));
  await user.click(await screen.findByRole('menuitem', { name: 'Approve for Bloomdash' }));
  await waitFor(() => expect(asked).toEqual([['senders.approve', { sender: address, family: 'bloomdash' }]]));
});
