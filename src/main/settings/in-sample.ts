import type { Config } from './config.ts';
import type { AppSettings, SettingsFile } from './settings-file.ts';

/**
 * The settings for the sample shop. Its silenced sources and its invented manager apply there only: in the real shop no one would
 * be notified, and decisions would carry an invented name. A real manager's name applies in both.
 */
export function inSample(settings: SettingsFile, invented: Config['managers']): SettingsFile {
  const read = (): AppSettings => {
    const { sample, ...all } = settings.read();
    return { ...all, silencedSources: sample?.silencedSources, manager: sample?.manager ?? all.manager };
  };
  return {
    read,
    change({ manager, silencedSources, ...rest }) {
      const isOwn = manager !== undefined && invented.every(({ name }) => name !== manager);
      const before = settings.read().sample;
      settings.change({
        ...rest,
        ...(isOwn && { manager }),
        sample: {
          manager: isOwn ? undefined : (manager ?? before?.manager),
          silencedSources: silencedSources ?? before?.silencedSources,
        },
      });
      return read();
    },
  };
}
