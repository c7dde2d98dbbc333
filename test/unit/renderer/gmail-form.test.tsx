import '../../../src/renderer/zod-without-eval.ts';
import { setImmediate } from 'node:timers/promises';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { AccountForm } from '../../../src/renderer/features/setup/account-form.tsx';
import { Problem } from '../../../src/shared/problem.ts';
import { signInReplaced } from '../../../src/shared/setup/sign-in-replaced.ts';
import { connectionView } from '../../support/connection-view.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

const account = connectionView('gmail', {
  fields: [
    { name: 'GMAIL_CLIENT_ID', secret: false, value: 'desktop.exampel', isSet: true },
    { name: 'GMAIL_CLIENT_SECRET', secret: true, value: null, isSet: true },
    { name: 'GMAIL_REFRESH_TOKEN', secret: true, value: null, isSet: false },
    { name: 'GMAIL_SEND_REFRESH_TOKEN', secret: true, value: null, isSet: false },
    { name: 'GMAIL_POLL_SECONDS', secret: false, value: null, isSet: false },
  ],
});
const waiting = () => screen.queryByText(/Sign in on the Google page in your browser/);

/** The form, once its sign-in was pressed and Google has not come back. */
async function leaveInBrowser() {
  const left: (() => void)[] = [];
  const fake = createFakeBridge({
    now: Date.now,
    before: (name) =>
      name === 'connections.signIn' ? new Promise((resolve) => left.push(resolve)) : Promise.resolve(),
  });
  fake.refuse('connections.signIn', new Problem('refused', signInReplaced));
  const { around } = makeWindow(fake.bridge);
  const nothing = (): void => {};
  const parts = { onSaved: nothing, onCheck: nothing, checking: false, onTypedKey: nothing };
  render(around(<AccountForm connection={account} {...parts} />));
  const user = userEvent.setup();
  const press = (name: string) => user.click(screen.getByRole('button', { name }));
  await press('Sign in with Google');
  expect(waiting()).toBeTruthy();
  return { fake, user, press, left };
}

it('saves a corrected client id while an abandoned sign-in is still open', async () => {
  const { fake, user, press } = await leaveInBrowser();
  const field = screen.getByLabelText('Client ID');
  await user.clear(field);
  await fillIn(user, field, 'desktop.example');
  expect(waiting()).toBeTruthy();
  await press('Save and check');
  await waitFor(() => expect(waiting()).toBeNull());
  expect(fake.inputsOf('connections.save')).toEqual([
    { name: 'gmail', values: { GMAIL_CLIENT_ID: 'desktop.example' } },
  ]);
});

it('replaces an abandoned sign-in without reporting it as failed', async () => {
  const { fake, press, left } = await leaveInBrowser();
  await press('Sign in with Google');
  await waitFor(() => expect(left).toHaveLength(2));
  left[0]?.();
  await setImmediate();
  expect(waiting()).toBeTruthy();
  left[1]?.(); // as if another window had replaced this sign-in
  await waitFor(() => expect(waiting()).toBeNull());
  expect(screen.queryByRole('alert')).toBeNull();
  expect(fake.inputsOf('connections.signIn')).toHaveLength(2);
});
