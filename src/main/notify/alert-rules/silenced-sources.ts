import type { Source } from '../../../shared/ids.ts';
import type { SettingsFile } from '../../settings/settings-file.ts';

/** Sources whose orders neither ring nor show a notification on this computer. New sources are not silenced. */
export type SilencedSources = {
  all(): readonly Source[];
  set(source: Source, rings: boolean): void;
};

export const createSilencedSources = (settings: SettingsFile): SilencedSources => {
  const all = (): readonly Source[] => settings.read().silencedSources ?? [];
  return {
    all,
    set(source, rings) {
      const others = all().filter((one) => one !== source);
      settings.change({ silencedSources: rings ? others : [...others, source] });
    },
  };
};
