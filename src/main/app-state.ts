import type { AppState } from '../shared/contract.ts';
import type { ShopPlace } from '../shared/shop-place.ts';
import type { SourceView } from '../shared/views.ts';
import type { KnownShop } from './insights/insights-book.ts';
import type { Reconciliation } from './intake/shopify/reconcile.ts';
import type { Clock } from './ports.ts';
import type { Config } from './settings/config.ts';

export type AppStateParts = Pick<AppState, 'version' | 'mode'> & {
  readonly config: Config;
  readonly reconciliation: Pick<Reconciliation, 'told'> | null;
  /** Whether this desk is the one that listens, and so the one to know. */
  readonly listens: boolean;
  /** What all desks know of the shop, by the one that listens. */
  readonly settled: () => KnownShop | null;
  readonly language: () => AppState['language'];
  readonly manager: () => string;
  /** The country until the shop's is known: that of the sample shop, or null. */
  readonly country: string | null;
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

export type ShopNow = {
  /** Who and what a window speaks for. */
  readonly state: () => AppState;
  /** Asked for each order that is read, and so without the rest. */
  readonly place: () => ShopPlace;
  readonly currency: () => string;
};

/** The shop as it is known now; until its zone is known, by this computer's own. */
export function createAppState(parts: AppStateParts): ShopNow {
  const {
    version,
    mode,
    config,
    reconciliation,
    listens,
    settled,
    language,
    manager,
    sources,
    toastDetails,
  } = parts;
  const ownZone = createOwnZone(parts.clock);

  /** What a manager chose, else what Shopify says. */
  const countryOfShop = (): string | null =>
    settled()?.country ?? reconciliation?.told().country ?? parts.country;

  /** What Shopify told this desk is newer where it listens. A zone that is only this computer's own moves along with it. */
  function ofShop(name: 'name' | 'currency' | 'timeZone'): string | null {
    const told = reconciliation?.told()[name] ?? null;
    const shop = settled();
    const known = shop?.[name] ?? null;
    if (!listens) return known ?? told;
    return told ?? (reconciliation === null && name === 'timeZone' && shop?.isOwnZone ? null : known);
  }

  const currency = (): string => ofShop('currency') ?? 'UAH';
  const place = (): ShopPlace => ({
    country: countryOfShop(),
    timeZone: ofShop('timeZone') ?? ownZone(),
  });
  const state = (): AppState => ({
    version,
    language: language(),
    mode,
    shopName: ofShop('name') ?? config.shopify?.shop ?? 'Orderbell',
    currency: currency(),
    ...place(),
    manager: manager(),
    managers: config.managers.map(({ name }) => name),
    sources: sources(),
    toastDetails: toastDetails(),
  });
  return { state, place, currency };
}
