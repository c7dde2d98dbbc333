import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { ConnectionStep } from '../../../src/renderer/features/setup/connection-step.tsx';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { CheckView } from '../../../src/shared/diagnostics.ts';
import { connectionView } from '../../support/connection-view.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { fillIn } from './fill-in.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

const set = (name: string, secret: boolean) => ({ name, secret, value: secret ? null : name, isSet: true });
const secret = set('SHOPIFY_CLIENT_SECRET', true);
const elsewhere = connectionView('shopify', {
  elsewhere: true,
  fields: [set('SHOPIFY_SHOP', false), set('SHOPIFY_CLIENT_ID', false), secret],
});
const signIn: CheckView = {
  id: 'shopify.token',
  group: 'shopify',
  title: 'Sign-in to Shopify',
  state: 'fail',
  tried: 'Requests a token with the client ID and secret',
  cameBack: 'Shopify does not accept the client secret',
  fix: 'Copy the client secret again',
  act: 'settings',
  copies: null,
  personal: [],
  ms: 12,
};
const notAsked = () => screen.queryByText('Configured, but not checked from this computer.');

/** The step of a Shopify that another computer asks, where a check comes to these lines. */
async function openStep({
  open,
  account = elsewhere,
  checks = [signIn],
}: {
  open: boolean;
  account?: typeof elsewhere;
  checks?: readonly CheckView[];
}) {
  const fake = createFakeBridge({ now: Date.now, orders: 0 });
  fake.openShop('shop');
  let asked = 0;
  const bridge: Bridge = {
    ...fake.bridge,
    async call(name, input) {
      if (name === 'connections.list') return { ok: true, value: [account] };
      if (name === 'connections.save') return { ok: true, value: account };
      if (name !== 'setup.check') return fake.bridge.call(name, input);
      asked += 1;
      return { ok: true, value: { connection: account, checks } };
    },
  };
  const { stores, around } = makeWindow(bridge);
  await stores.app.load();
  const nothing = (): void => {};
  const step = { step: 'shopify', state: 'elsewhere', isAskedFor: false, next: null } as const;
  const does = { onToggle: nothing, onNext: nothing, onSkip: nothing };
  render(around(<ConnectionStep connection={account} {...step} {...does} open={open} />));
  return { user: userEvent.setup(), asked: () => asked };
}
const press = (name: string) => screen.getByRole('button', { name });

it.each([false, true])('reports a fault of another computer’s account after a check: %s', async (open) => {
  const { user, asked } = await openStep({ open });
  await user.click(press('Check'));
  await screen.findByText('Shopify does not accept the client secret');
  screen.getByText('Copy the client secret again');
  expect(asked()).toBe(1);
  expect(notAsked()).toBeNull();
});

it('reports faults of a retyped account that another computer checks', async () => {
  const { user } = await openStep({ open: true });
  await fillIn(user, screen.getByLabelText('Client secret'), 'shpss_mistyped');
  await user.click(press('Save and check'));
  await screen.findByText('Shopify does not accept the client secret');
  expect(notAsked()).toBeNull();
});

it('explains that another computer checks an account without faults', async () => {
  const { user, asked } = await openStep({
    open: false,
    checks: [{ ...signIn, state: 'ok', fix: null, act: null }],
  });
  await user.click(press('Check'));
  await waitFor(() => expect(notAsked()).toBeTruthy());
  expect(asked()).toBe(1);
});

it('checks no incomplete account of another computer, and names the gaps', async () => {
  const account = {
    ...elsewhere,
    fields: elsewhere.fields.map((one) => ({ ...one, isSet: one !== secret })),
  };
  const { user, asked } = await openStep({ open: false, account });
  await user.click(press('Check'));
  await screen.findByText('Not connected yet: “Client secret” is missing.');
  expect(asked()).toBe(0);
});
