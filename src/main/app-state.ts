import type { AppState } from '../shared/contract.ts';
import type { SourceView } from '../shared/views.ts';
import type { AskBack } from './intake/shopify/ask-back.ts';
import type { Clock } from './ports.ts';
import type { Config } from './settings/config.ts';

export type AppStateParts = Pick<AppState, 'version' | 'mode'> & {
  readonly config: Config;
  readonly askBack: Pick<AskBack, 'shop' | 'timeZone'> | null;
  readonly language: () => AppState['language'];
  readonly manager: () => string;
  readonly country: () => string;
  readonly sources: () => readonly SourceView[];
  readonly toastDetails: () => boolean;
  readonly clock: Pick<Clock, 'now'>;
};

/** This computer's own zone. To ask for it takes a tenth of a millisecond, and it changes with its offset. */
function createOwnZone(clock: Pick<Clock, 'now'>): () => string {
  let known: { readonly offset: number; readonly zone: string } | null = null;
  return () => {
    const offset = new Date(clock.now()).getTimezoneOffset();
    if (known?.offset !== offset) known = { offset, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    return known.zone;
  };
}

/** Who and what a window speaks for, as it stands now; until Shopify has told its zone once, by this computer's own. */
export function createAppState(parts: AppStateParts): () => AppState {
  const { version, mode, config, askBack, language, manager, country, sources, toastDetails } = parts;
  const ownZone = createOwnZone(parts.clock);
  return () => ({
    version,
    language: language(),
    mode,
    shopName: askBack?.shop()?.name ?? config.shopify?.shop ?? 'Orderbell',
    currency: askBack?.shop()?.currency ?? 'UAH',
    country: country(),
    timeZone: askBack?.timeZone() || ownZone(),
    manager: manager(),
    managers: config.managers.map(({ name }) => name),
    sources: sources(),
    toastDetails: toastDetails(),
  });
}
