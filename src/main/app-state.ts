import type { AppState } from '../shared/contract.ts';
import type { SourceView } from '../shared/views.ts';
import type { AskBack } from './intake/shopify/ask-back.ts';
import type { Config } from './settings/config.ts';

export type AppStateParts = Pick<AppState, 'version' | 'mode'> & {
  readonly config: Config;
  readonly askBack: Pick<AskBack, 'shop' | 'timeZone'> | null;
  readonly language: () => AppState['language'];
  readonly manager: () => string;
  readonly country: () => string;
  readonly sources: () => readonly SourceView[];
  readonly toastDetails: () => boolean;
};

/** Who and what a window speaks for, as it stands now; until Shopify has told its zone once, by this computer's own. */
export const createAppState =
  ({ version, mode, config, askBack, language, manager, country, sources, toastDetails }: AppStateParts) =>
  (): AppState => ({
    version,
    language: language(),
    mode,
    shopName: askBack?.shop()?.name ?? config.shopify?.shop ?? 'Orderbell',
    currency: askBack?.shop()?.currency ?? 'UAH',
    country: country(),
    timeZone: askBack?.timeZone() || Intl.DateTimeFormat().resolvedOptions().timeZone,
    manager: manager(),
    managers: config.managers.map(({ name }) => name),
    sources: sources(),
    toastDetails: toastDetails(),
  });
