import { MantineProvider } from '@mantine/core';
import { configure } from '@testing-library/react';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { clearToasts } from '../../../src/renderer/components/toasts/toasts.tsx';
import type { Hotkeys } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { createHotkeys } from '../../../src/renderer/lib/browser/hotkeys.ts';
import { HotkeysProvider } from '../../../src/renderer/lib/browser/use-hotkeys.tsx';
import { NowProvider } from '../../../src/renderer/lib/browser/use-now.tsx';
import type { Client } from '../../../src/renderer/lib/client/client.ts';
import { ClientProvider } from '../../../src/renderer/lib/client/context.tsx';
import { browserClock } from '../../../src/renderer/lib/clock.ts';
import { createI18n } from '../../../src/renderer/lib/i18n/i18n.ts';
import { StoresProvider } from '../../../src/renderer/state/context.tsx';
import { browserAddressBar } from '../../../src/renderer/state/routes/route-store.ts';
import { createStores } from '../../../src/renderer/state/stores.ts';
import type { Bridge } from '../../../src/shared/contract.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { pageClient } from './page-client.ts';

// a field that grows with its text asks when fonts are loaded, and the DOM of tests has none
Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });

/** The parts around a part of a page in a window: real stores over the bridge of the test. */
export function makeWindow(bridge: Bridge, language: Language = 'en', client: Client = pageClient(bridge)) {
  configure({ asyncUtilTimeout: 5_000 }); // a page is drawn in more than a second on a busy machine
  const bar = browserAddressBar(window);
  const stores = createStores({
    client,
    clock: browserClock,
    bar,
    storage: window.localStorage,
    clearToasts,
  });
  const hotkeys = createHotkeys({ singleKeys: () => true });
  const i18n = createI18n(language);
  const around = (part: ReactNode): ReactNode => (
    <MantineProvider env="test">
      <I18nextProvider i18n={i18n}>
        <ClientProvider value={client}>
          <StoresProvider value={stores}>
            <HotkeysProvider value={hotkeys}>
              <NowProvider clock={browserClock}>{part}</NowProvider>
            </HotkeysProvider>
          </StoresProvider>
        </ClientProvider>
      </I18nextProvider>
    </MantineProvider>
  );
  return { client, stores, hotkeys, around };
}

/** Starts what a window needs to be used: its stores and its key listeners. @returns a function that ends both */
export function startWindow({ stores, hotkeys }: Pick<ReturnType<typeof makeWindow>, 'stores' | 'hotkeys'>) {
  const stop = stores.start();
  const endKeys = hearKeys(hotkeys);
  return (): void => {
    stop();
    endKeys();
  };
}

/** Hands each key to the listeners of the window, as the app does. @returns a function that ends it */
export function hearKeys({ press }: Pick<Hotkeys, 'press'>): () => void {
  const listen = (event: KeyboardEvent): void => press(event);
  window.addEventListener('keydown', listen);
  return () => window.removeEventListener('keydown', listen);
}
