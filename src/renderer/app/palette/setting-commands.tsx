import { useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../../../shared/languages.ts';
import { rows, themes } from '../../components/preferences/look-options.ts';
import { useAppSettings } from '../../components/preferences/use-app-settings.ts';
import type { Hotkey } from '../../lib/browser/hotkeys.ts';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useApp, usePreferences, useStores } from '../../state/context.tsx';

/** The settings as commands of the palette: each option that is not active. */
export function SettingCommands() {
  const { t } = useTranslation(['palette', 'frame']);
  const { preferences } = useStores();
  const { density, muted, singleKeys } = usePreferences();
  const { language, toastDetails } = useApp();
  const { setLanguage, setToastDetails } = useAppSettings();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const scope = t('frame:settings');
  const command = (id: string, name: string, value: string, synonyms: string, run: () => void): Hotkey => ({
    id: `setting.${id}`,
    keys: [],
    scope,
    label: t('palette:setting', { name, value }),
    synonyms,
    run,
  });
  const onOff = (isOn: boolean): string => t(isOn ? 'palette:on' : 'palette:off');

  useHotkeys([
    ...themes
      .filter(([value]) => value !== colorScheme)
      .map(([value, word]) =>
        command(
          `theme.${value}`,
          t('frame:theme'),
          t(`frame:${word}`),
          t(`palette:synonyms_theme_${value}`),
          () => setColorScheme(value),
        ),
      ),
    ...languages
      .filter((value) => value !== language)
      .map((value) =>
        command(
          `language.${value}`,
          t('frame:language'),
          languageNames[value],
          t(`palette:synonyms_language_${value}`),
          () => setLanguage(value),
        ),
      ),
    ...rows
      .filter(([value]) => value !== density)
      .map(([value, word]) =>
        command(`rows.${value}`, t('frame:rows'), t(`frame:${word}`), t('palette:synonyms_rows'), () =>
          preferences.set({ density: value }),
        ),
      ),
    command(
      'sound',
      t('frame:sound'),
      t(muted ? 'frame:soundOn' : 'frame:soundOff'),
      t('palette:synonyms_sound'),
      () => preferences.set({ muted: !muted }),
    ),
    command('singleKeys', t('frame:singleKeys'), onOff(!singleKeys), t('palette:synonyms_singleKeys'), () =>
      preferences.set({ singleKeys: !singleKeys }),
    ),
    command(
      'toastDetails',
      t('frame:toastDetails'),
      onOff(!toastDetails),
      t('palette:synonyms_toastDetails'),
      () => setToastDetails(!toastDetails),
    ),
  ]);
  return null;
}
