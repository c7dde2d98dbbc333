import { Switch, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/languages.ts';
import { languageNames, languages } from '../../shared/languages.ts';
import { toCallError } from '../client/client.ts';
import { useApp, usePreferences, useStores } from '../state/context.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { Choice } from './choice.tsx';
import { DescribedSwitch } from './described-switch.tsx';

/** Language, theme, rows: nothing reloads and nothing loses focus. */
export function LookChoices() {
  const { t } = useTranslation('frame');
  const { app, preferences } = useStores();
  const { language } = useApp();
  const { density } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const toasts = useToasts();

  const speak = (next: Language): void => {
    app.setLanguage(next).catch((thrown: unknown) => {
      toasts.failed({ id: 'language', what: t('language'), error: toCallError(thrown) });
    });
  };

  return (
    <>
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
    </>
  );
}

/** Keys of one letter alone, for those whom they get in the way; keys with Ctrl stay. */
export function SingleKeysSwitch() {
  const { t } = useTranslation('frame');
  const { preferences } = useStores();
  const { singleKeys } = usePreferences();
  return (
    <Switch
      size="sm"
      checked={singleKeys}
      label={t('singleKeys')}
      onChange={(event) => preferences.set({ singleKeys: event.currentTarget.checked })}
    />
  );
}

/** Whether a toast of this computer, seen on a locked screen too, tells who ordered what. */
export function ToastDetailsSwitch() {
  const { t } = useTranslation('frame');
  const { app } = useStores();
  const { toastDetails } = useApp();
  const toasts = useToasts();
  const tell = (on: boolean): void => {
    app.setToastDetails(on).catch((thrown: unknown) => {
      toasts.failed({ id: 'toast-details', what: t('toastDetails'), error: toCallError(thrown) });
    });
  };
  return (
    <DescribedSwitch
      label={t('toastDetails')}
      description={t('toastDetailsMean')}
      checked={toastDetails}
      onChange={tell}
    />
  );
}
