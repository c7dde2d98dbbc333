import '../../../src/renderer/zod-without-eval.ts';
import { setImmediate } from 'node:timers/promises';
import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { Line } from '../../../src/renderer/features/diagnostics/check-group.tsx';
import type { CheckView } from '../../../src/shared/diagnostics.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { signInReplaced } from '../../../src/shared/setup/sign-in-replaced.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

afterEach(() => {
  notifications.clean();
  cleanup();
});

const signedOut: CheckView = {
  id: 'gmail.sign-in',
  group: 'gmail',
  title: 'Sign-in',
  state: 'fail',
  tried: 'Ask Gmail whose mailbox it is',
  cameBack: 'Gmail is is signed out',
  fix: null,
  act: 'sign-in',
  copies: null,
  personal: [],
  ms: 12,
};

/** The line of Diagnostics, after its sign-in was pressed and before Google came back. */
async function leaveInBrowser() {
  const left: (() => void)[] = [];
  const fake = createFakeBridge({
    now: Date.now,
    before: (name) =>
      name === 'connections.signIn' ? new Promise((resolve) => left.push(resolve)) : Promise.resolve(),
  });
  fake.refuse('connections.signIn', new Problem('refused', signInReplaced));
  const { around } = makeWindow(fake.bridge);
  let looks = 0;
  const look = (): void => {
    looks += 1;
  };
  render(
    around(
      <>
        <Notifications />
        <Line check={signedOut} onAct={look} />
      </>,
    ),
  );
  const user = userEvent.setup();
  const press = () => user.click(screen.getByRole('button'));
  await press();
  await waitFor(() => expect(left).toHaveLength(1));
  return { fake, press, left, looks: () => looks };
}

it('opens Google’s page again from Diagnostics while a sign-in is pending', async () => {
  const { press, left } = await leaveInBrowser();
  await press();
  await waitFor(() => expect(left).toHaveLength(2));
  left[0]?.();
  await setImmediate();
  screen.getByRole('button', { name: 'Open the Google sign-in page again' });
});

it('reports a failed sign-in, and not one that another sign-in replaced', async () => {
  const { fake, press, left, looks } = await leaveInBrowser();
  left[0]?.();
  await screen.findByRole('button', { name: 'Sign in again' });
  await setImmediate();
  expect(screen.queryByText('The fix failed')).toBeNull();
  expect(looks()).toBe(0);

  fake.refuse(
    'connections.signIn',
    new Problem('refused', 'The sign-in was not finished within five minutes'),
  );
  await press();
  await waitFor(() => expect(left).toHaveLength(2));
  left[1]?.();
  await screen.findByText('The fix failed');
  expect(looks()).toBe(1);
});
