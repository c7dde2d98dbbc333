import type { AppSettings, SettingsFile } from '../../src/main/settings/settings-file.ts';

/** New settings of a computer, in memory. */
export function memorySettings(): SettingsFile {
  let settings: AppSettings = { version: 1, sampleRemoved: false, values: {} };
  return {
    read: () => settings,
    change: (part) => {
      settings = { ...settings, ...part };
      return settings;
    },
  };
}
