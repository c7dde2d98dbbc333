import { ActionIcon, Button, Popover, SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconBell, IconBellOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppState } from '../../../shared/contract.ts';
import { languageNames, languages } from '../../../shared/languages.ts';
import { toCallError } from '../../client/client.ts';
import { useApp, usePreferences, useStores } from '../../state/context.tsx';
import { usePlayer } from '../../ui/player-context.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import styles from './preferences-menu.module.css';

/** Language, theme, rows, bell: what each reader likes otherwise. Nothing reloads and nothing loses focus. */
export function PreferencesMenu() {
  const { t } = useTranslation('frame');
  const { app, preferences } = useStores();
  const { language, toastDetails } = useApp();
  const { density, muted, singleKeys } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const player = usePlayer();
  const toasts = useToasts();

  const speak = (next: AppState['language']): void => {
    app.setLanguage(next).catch((thrown: unknown) => {
      toasts.failed({ id: 'language', what: t('language'), error: toCallError(thrown) });
    });
  };

  const tell = (on: boolean): void => {
    app.setToastDetails(on).catch((thrown: unknown) => {
      toasts.failed({ id: 'toast-details', what: t('toastDetails'), error: toCallError(thrown) });
    });
  };

  return (
    <div className={styles.tools}>
      <Popover position="right-end" shadow="md" trapFocus>
        <Popover.Target>
          <ActionIcon aria-label={t('preferences')}>
            <IconAdjustmentsHorizontal size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown w={300} aria-label={t('preferences')}>
          <Choice
            label={t('language')}
            value={language}
            options={languages.map((value) => ({ value, label: languageNames[value] }))}
            onChange={speak}
          />
          <Choice
            label={t('theme')}
            value={colorScheme}
            options={[
              { value: 'auto', label: t('themeSystem') },
              { value: 'light', label: t('themeLight') },
              { value: 'dark', label: t('themeDark') },
            ]}
            onChange={setColorScheme}
          />
          <Choice
            label={t('rows')}
            value={density}
            options={[
              { value: 'comfortable', label: t('rowsComfortable') },
              { value: 'compact', label: t('rowsCompact') },
            ]}
            onChange={(next) => preferences.set({ density: next })}
          />
          <Labelled label={t('sound')}>
            <Button variant="default" size="compact-sm" onClick={() => player.try('new-order')}>
              {t('hearBell')}
            </Button>
          </Labelled>
          <Switch
            mt={12}
            size="sm"
            checked={singleKeys}
            label={t('singleKeys')}
            onChange={(event) => preferences.set({ singleKeys: event.currentTarget.checked })}
          />
          <Switch
            mt={12}
            size="sm"
            checked={toastDetails}
            label={t('toastDetails')}
            description={t('toastDetailsMean')}
            onChange={(event) => tell(event.currentTarget.checked)}
          />
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

type ChoiceProps<V extends string> = {
  readonly label: string;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly onChange: (value: V) => void;
};

function Choice<V extends string>({ label, value, options, onChange }: ChoiceProps<V>) {
  return (
    <Labelled label={label}>
      <SegmentedControl<V>
        size="xs"
        fullWidth
        aria-label={label}
        value={value}
        onChange={onChange}
        data={[...options]}
      />
    </Labelled>
  );
}

const Labelled = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className={styles.choice}>
    <span className={styles.label}>{label}</span>
    {children}
  </div>
);
