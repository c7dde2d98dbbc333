// @vitest-environment happy-dom
import '../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { BellPage } from '../../src/renderer/features/bell/index.tsx';
import { DutySwitch } from '../../src/renderer/features/frame/duty-switch.tsx';
import { RingLine } from '../../src/renderer/features/frame/ring-line.tsx';
import { PlayerProvider } from '../../src/renderer/ui/player-context.tsx';
import { usualBell } from '../../src/shared/bell/rules.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { makeWindow } from './make-window.tsx';

const silent = { play: () => undefined, try: () => undefined, unlock: () => undefined };
let end = (): void => {};
afterEach(() => {
  end();
  cleanup();
});

async function open() {
  const desk = createFakeBridge({ now: Date.now, orders: 1 });
  const { stores, around } = makeWindow(desk.bridge);
  end = stores.start();
  await waitFor(() => {
    expect(stores.app.getState().state).toBe('ready');
    expect(stores.bell.getState().state).toBe('ready');
  });
  render(
    around(
      <PlayerProvider value={silent}>
        <DutySwitch />
        <RingLine />
        <BellPage />
      </PlayerProvider>,
    ),
  );
  return { desk, stores, user: userEvent.setup() };
}
const rules = (stores: Awaited<ReturnType<typeof open>>['stores']) => {
  const asked = stores.bell.getState();
  return asked.state === 'ready' ? asked.value.bell.rules : [];
};

it('adds a rule, shows whom it would tell, and holds nothing before it is saved', async () => {
  const { stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Add a rule' }));
  expect(screen.getByText(/New rule: /).textContent).toContain('Anna');
  expect(rules(stores)).toEqual(usualBell.rules);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(rules(stores).map(({ id }) => id)).toEqual(['rule-1', ...usualBell.rules.map(({ id }) => id)]),
  );
  expect(screen.getByRole('button', { name: 'Save' })).toHaveProperty('disabled', true);
}, 60_000);

it('chooses by which ways a rule tells, and which comes first', async () => {
  const { stores, user } = await open();
  expect(screen.getByRole('combobox', { name: 'How they are told' })).toHaveProperty(
    'value',
    'Messenger, then e-mail',
  );
  await user.click(screen.getByRole('combobox', { name: 'How they are told' }));
  expect(screen.queryByText(/by e-mail/)).toBeNull();
  await user.click(await screen.findByRole('option', { name: 'E-mail, then Messenger' }));
  await screen.findByText(/, by e-mail, then Messenger\./);
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(rules(stores)[0]?.ways).toEqual(['email', 'messenger']));
}, 60_000);

it('forgets what was changed when that is discarded', async () => {
  const { user } = await open();
  await user.click(screen.getByRole('button', { name: 'Remove “Every order”' }));
  expect(screen.queryByRole('button', { name: 'Remove “Every order”' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Discard the changes' }));
  expect(screen.queryByRole('button', { name: 'Remove “Every order”' })).not.toBeNull();
}, 60_000);

it('begins a shift by a press, and shows for how many orders the window rings', async () => {
  const { desk, stores, user } = await open();
  await user.click(screen.getByRole('button', { name: 'Off duty' }));
  await screen.findByRole('button', { name: 'On duty' });
  desk.arrive();
  await screen.findByText('1 order waits for somebody to take it');
  expect(screen.queryByRole('region', { name: 'Ringing' })).not.toBeNull();
  await user.click(screen.getByRole('button', { name: 'Quiet for these' }));
  await waitFor(() => expect(screen.queryByText(/waits for somebody/)).toBeNull());
  expect(stores.bell.standing()).toHaveLength(1);
}, 60_000);
