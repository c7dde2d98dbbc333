import { ActionIcon, Anchor, Button, Popover } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBell, IconBellOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../components/preferences/choice.tsx';
import {
  LookChoices,
  SingleKeysSwitch,
  ToastDetailsSwitch,
} from '../../../components/preferences/look-choices.tsx';
import { usePlayer } from '../../../lib/browser/player-context.tsx';
import { usePreferences, useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import styles from './preferences-menu.module.css';

/** The settings that change most often, available on every page. */
export function PreferencesMenu() {
  const { t } = useTranslation('frame');
  const { preferences } = useStores();
  const { muted } = usePreferences();
  const player = usePlayer();
  const [isOpen, setOpen] = useState(false);

  return (
    <div className={styles.tools}>
      <Popover position="right-end" shadow="md" trapFocus opened={isOpen} onChange={setOpen} returnFocus>
        <Popover.Target>
          <ActionIcon aria-label={t('preferences')} onClick={() => setOpen(!isOpen)}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown w={320} className={styles.menu ?? ''} aria-label={t('preferences')}>
          <LookChoices />
          <Labelled label={t('sound')}>
            <Button variant="default" size="compact-sm" onClick={() => player.try('new-order')}>
              {t('hearBell')}
            </Button>
          </Labelled>
          <SingleKeysSwitch />
          <ToastDetailsSwitch />
          <Anchor href={hrefTo('settings')} onClick={() => setOpen(false)}>
            {t('allSettings')}
          </Anchor>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon
        aria-label={muted ? t('soundOff') : t('soundOn')}
        title={muted ? t('soundOff') : t('soundOn')}
        onClick={() => preferences.set({ muted: !muted })}
      >
        {muted ? <IconBellOff size={16} /> : <IconBell size={16} />}
      </ActionIcon>
    </div>
  );
}
