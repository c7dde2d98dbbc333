import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import styles from './palette.module.css';
import { PaletteBody } from './palette-body.tsx';
import { SettingCommands } from './setting-commands.tsx';
import { useGoKeys } from './use-go-keys.ts';
import { ViewCommands } from './view-commands.tsx';

/** All commands, orders and customers behind one key, on every page. */
export function Palette() {
  const { t } = useTranslation('palette');
  const [[store, spotlight]] = useState(createSpotlight);
  const [isOpen, setOpen] = useState(false);
  /** The element that had the focus, and gets it back. */
  const before = useRef<Element | null>(null);
  /** The choice runs with the focus restored. */
  const chosen = useRef<(() => void) | null>(null);

  function open(): void {
    if (isOpen) {
      spotlight.close();
      return;
    }
    before.current = document.activeElement;
    setOpen(true);
    spotlight.open();
  }
  function closed(): void {
    setOpen(false);
    if (before.current instanceof HTMLElement && before.current.isConnected) {
      before.current.focus({ preventScroll: true });
    }
    const run = chosen.current;
    chosen.current = null;
    if (run !== null) requestAnimationFrame(run);
  }

  useGoKeys();
  useHotkeys([
    {
      id: 'palette',
      keys: ['mod+k'],
      scope: t('everywhere'),
      label: t('open'),
      whileTyping: true,
      overDialogs: true,
      run: open,
    },
  ]);

  return (
    <>
      <SettingCommands />
      <ViewCommands />
      <Spotlight.Root
        store={store}
        // Mantine's hotkey compares the typed letter, which a Ukrainian layout does not have
        shortcut={null}
        onSpotlightClose={closed}
        returnFocus={false}
        lockScroll={false}
        transitionProps={{ duration: 0 }}
        overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
        centered={false}
        size={640}
        yOffset={64}
        classNames={{ content: styles.content ?? '' }}
        attributes={{ content: { 'aria-label': t('title') } }}
      >
        <PaletteBody
          onRun={(run) => {
            chosen.current = run;
            spotlight.close();
          }}
        />
      </Spotlight.Root>
    </>
  );
}
