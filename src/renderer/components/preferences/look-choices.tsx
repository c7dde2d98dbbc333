import { Switch, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../../shared/languages.ts';
import { useApp, usePreferences, useStores } from '../../state/context.tsx';
import { Choice } from './choice.tsx';
import { DescribedSwitch } from './described-switch.tsx';
import { rows, themes } from './look-options.ts';
import { useAppSettings } from './use-app-settings.ts';

/** Language, theme and rows: a change reloads nothing and keeps the focus. */
export function LookChoices() {
  const { t } = useTranslation('frame');
  const { preferences } = useStores();
  const { language } = useApp();
  const { density } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { setLanguage } = useAppSettings();

  return (
    <>
      <Choice
        label={t('language')}
        value={language}
        options={languages.map((value) => ({ value, label: languageNames[value] }))}
        onChange={setLanguage}
      />
      <Choice
        label={t('theme')}
        value={colorScheme}
        options={themes.map(([value, name]) => ({ value, label: t(name) }))}
        onChange={setColorScheme}
      />
      <Choice
        label={t('rows')}
        value={density}
        options={rows.map(([value, name]) => ({ value, label: t(name) }))}
        onChange={(next) => preferences.set({ density: next })}
      />
    </>
  );
}

/** Single-letter keys can be turned off; keys with Ctrl stay. */
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

/** Whether a desktop notification, visible on a locked screen too, names the customer and items. */
export function ToastDetailsSwitch() {
  const { t } = useTranslation('frame');
  const { toastDetails } = useApp();
  const { setToastDetails } = useAppSettings();
  return (
    <DescribedSwitch
      label={t('toastDetails')}
      description={t('toastDetailsMean')}
      checked={toastDetails}
      onChange={setToastDetails}
    />
  );
}
