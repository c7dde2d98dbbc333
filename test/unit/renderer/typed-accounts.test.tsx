import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { AccountForm } from '../../../src/renderer/features/setup/account-form.tsx';
import { connectionView } from '../../support/connection-view.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

const account = connectionView('shopify', {
  fields: [
    { name: 'SHOPIFY_SHOP', secret: false, value: 'pivonia.myshopify.com', isSet: true },
    { name: 'SHOPIFY_CLIENT_ID', secret: false, value: null, isSet: false },
    { name: 'SHOPIFY_CLIENT_SECRET', secret: true, value: null, isSet: false },
    { name: 'SHOPIFY_ACCESS_TOKEN', secret: true, value: null, isSet: true },
    { name: 'SHOPIFY_CLIENT_SECRET_OLD', secret: true, value: null, isSet: false },
  ],
});

function open() {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const { around } = makeWindow(fake.bridge);
  const nothing = (): void => {};
  const form = (
    <AccountForm
      connection={account}
      onSaved={nothing}
      onCheck={nothing}
      checking={false}
      onTypedKey={nothing}
    />
  );
  const come = () => render(around(form));
  const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name);
  const working = () => fake.inputsOf('updates.working');
  return { fake, user: userEvent.setup(), come, field, working };
}

it('keeps typed accounts while another page is shown, in memory alone', async () => {
  const { user, come, field } = open();
  const { unmount } = come();
  await fillIn(user, field('Client ID'), '0123abcd');
  await fillIn(user, field('Client secret'), 'shpss_typed');
  await user.click(screen.getByText('Remove'));
  unmount();

  come();
  expect(field('Client ID').value).toBe('0123abcd');
  expect(field('Client secret').value).toBe('shpss_typed');
  // a value to be removed stays visible
  expect(screen.getByRole('group').hasAttribute('open')).toBe(true);
  expect(screen.getByText('Keep')).toBeTruthy();
  for (const storage of [window.localStorage, window.sessionStorage]) {
    expect(JSON.stringify(Object.entries(storage))).not.toContain('shpss_typed');
  }
});

it('blocks a restart while an account is being typed', async () => {
  const { user, come, field, working } = open();
  const { unmount } = come();
  await user.type(field('Shop domain'), 'x');
  expect(working()).toEqual([{ on: true }]);
  unmount();
  expect(working()).toEqual([{ on: true }]);

  come();
  await user.type(field('Shop domain'), '{Backspace}');
  expect(working()).toEqual([{ on: true }, { on: false }]);
});

it('blocks nothing after an account is saved, even without its form', async () => {
  const { fake, user, come, field, working } = open();
  const { unmount } = come();
  await fillIn(user, field('Client ID'), '0123abcd');
  await user.click(screen.getByRole('button', { name: 'Save and check' }));
  unmount();
  await waitFor(() => expect(working().at(-1)).toEqual({ on: false }));
  expect(fake.inputsOf('connections.save')).toHaveLength(1);

  come();
  expect(field('Client ID').value).toBe('');
});
