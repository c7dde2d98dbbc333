import '../../../src/renderer/zod-without-eval.ts';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { PreferencesMenu } from '../../../src/renderer/app/frame/rail/preferences-menu.tsx';
import { PlayerProvider } from '../../../src/renderer/lib/browser/player-context.tsx';
import { createFakeBridge } from './fake-bridge.ts';
import { fakePlayer } from './fake-player.ts';
import { makeWindow } from './make-window.tsx';

afterEach(cleanup);

it('hides customers in desktop notifications until switched on', async () => {
  const fake = createFakeBridge({ now: Date.now, orders: 1 });
  const { stores, around } = makeWindow(fake.bridge);
  await stores.app.load();
  render(
    around(
      <PlayerProvider value={fakePlayer().player}>
        <PreferencesMenu />
      </PlayerProvider>,
    ),
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Appearance and sound' }));
  const name = /^Show customer and amount in desktop notifications/;
  const toggle = await screen.findByLabelText(name);
  expect(toggle).toHaveProperty('checked', false);
  await user.click(toggle);
  await waitFor(() => expect(screen.getByLabelText(name)).toHaveProperty('checked', true));
  expect(fake.calls()).toContain('app.setToastDetails');
});
