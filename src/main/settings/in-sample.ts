import type { Config } from './config.ts';
import type { AppSettings, SettingsFile } from './settings-file.ts';

/**
 * The settings as the sample shop has them. Which of its sources are silent, and which of its invented managers one is, stays
 * there: in the real shop nobody would be told of orders, and what is done would stand under the name of nobody. A name of
 * one's own holds in both.
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
