import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { RuleSound } from '../../shared/alert-rules/rules.ts';
import { firstSpoken } from '../../shared/languages.ts';
import { ToastHost } from '../components/toasts/toast-host.tsx';
import { clearToasts } from '../components/toasts/toasts.tsx';
import { soundOf, startAlertSounds } from '../features/notifications/alert-sounds.ts';
import { createHotkeys } from '../lib/browser/hotkeys.ts';
import { styleNonce } from '../lib/browser/nonce.ts';
import { PlayerProvider } from '../lib/browser/player-context.tsx';
import { createPlayer } from '../lib/browser/sounds.ts';
import { HotkeysProvider } from '../lib/browser/use-hotkeys.tsx';
import { NowProvider } from '../lib/browser/use-now.tsx';
import type { Client } from '../lib/client/client.ts';
import { ClientProvider } from '../lib/client/context.tsx';
import type { Clock } from '../lib/clock.ts';
import { createI18n } from '../lib/i18n/i18n.ts';
import { StoresProvider } from '../state/context.tsx';
import { isSilent, soundFor } from '../state/preferences.ts';
import type { AddressBar } from '../state/routes/route-store.ts';
import { createStores } from '../state/stores.ts';
import { App } from './app.tsx';
import { cssVariables, theme } from './theme.ts';

type Props = {
  readonly client: Client;
  readonly clock: Clock;
  readonly bar: AddressBar;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
};

/** Creates and starts all parts of a window. */
function createDesk({ client, clock, bar, storage }: Props) {
  const stores = createStores({ client, clock, bar, storage, clearToasts });
  const liked = stores.preferences.getState;
  const hotkeys = createHotkeys({ singleKeys: () => liked().singleKeys });
  const player = createPlayer({ muted: () => liked().muted, volume: () => liked().volume / 100, clock });
  const heardHere = (sound: RuleSound): RuleSound => soundFor(sound, liked());
  return {
    stores,
    hotkeys,
    player,
    i18n: createI18n(firstSpoken(navigator.languages)),
    start(): () => void {
      const ends = [
        stores.start(),
        startAlertSounds({ client, clock, player, bell: stores.bell, soundFor: heardHere }),
        client.on((event) => {
          if (event.kind !== 'test-run-sound') return;
          player.play(soundOf(heardHere('bell')));
          // if this call fails, the line of the test run shows that nothing rang
          client
            .call('testRun.rang', { drill: event.drill, muted: isSilent(liked()) })
            .catch(() => undefined);
        }),
      ];
      const press = (event: KeyboardEvent): void => {
        if (!event.defaultPrevented) hotkeys.press(event);
      };
      // each source detects a lost network by itself; a restored network is reported at once
      const use = (): void => stores.presence.use();
      const see = (): void => stores.presence.hide(document.hidden);
      const online = (): void => void client.call('health.online', undefined).catch(() => undefined);
      see();
      window.addEventListener('keydown', press);
      window.addEventListener('online', online);
      window.addEventListener('pointermove', use);
      window.addEventListener('keydown', use);
      document.addEventListener('visibilitychange', see);
      if (!client.capabilities.soundWithoutGesture) {
        player.listen();
        // every event, not only the first: Escape and similar keys do not unlock sound
        window.addEventListener('pointerdown', player.unlock);
        window.addEventListener('keydown', player.unlock);
      }
      return () => {
        window.removeEventListener('keydown', press);
        window.removeEventListener('online', online);
        window.removeEventListener('pointermove', use);
        window.removeEventListener('keydown', use);
        document.removeEventListener('visibilitychange', see);
        window.removeEventListener('pointerdown', player.unlock);
        window.removeEventListener('keydown', player.unlock);
        for (const end of ends) end();
      };
    },
  };
}

export function Root(props: Props) {
  const [desk] = useState(() => createDesk(props));
  useEffect(() => desk.start(), [desk]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <I18nextProvider i18n={desk.i18n}>
        <ClientProvider value={props.client}>
          <StoresProvider value={desk.stores}>
            <PlayerProvider value={desk.player}>
              <HotkeysProvider value={desk.hotkeys}>
                <NowProvider clock={props.clock}>
                  <ModalsProvider>
                    <App />
                    <ToastHost />
                  </ModalsProvider>
                </NowProvider>
              </HotkeysProvider>
            </PlayerProvider>
          </StoresProvider>
        </ClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
}
