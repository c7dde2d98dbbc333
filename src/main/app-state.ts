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
  /** Whether this computer is the leader, whose Shopify data are the newest. */
  readonly listens: boolean;
  /** The shop settings that the leader published to all computers. */
  readonly settled: () => KnownShop | null;
  readonly language: () => AppState['language'];
  readonly manager: () => string;
  /** The default country until the shop's is known: that of the sample shop, or null. */
  readonly country: string | null;
  readonly sources: () => readonly SourceView[];
  readonly toastDetails: () => boolean;
  readonly clock: Pick<Clock, 'now'>;
};

/** This computer's time zone, cached by UTC offset because reading it takes a tenth of a millisecond. */
function createOwnZone(clock: Pick<Clock, 'now'>): () => string {
  let known: { readonly offset: number; readonly zone: string } | null = null;
  return () => {
    const offset = new Date(clock.now()).getTimezoneOffset();
    if (known?.offset !== offset) known = { offset, zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
    return known.zone;
  };
}

export type ShopNow = {
  /** The state that a window shows. */
  readonly state: () => AppState;
  /** Separate from `state` because it is read for each order. */
  readonly place: () => ShopPlace;
  readonly currency: () => string;
};

/** The current shop; uses this computer's time zone until the shop's is known. */
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

  /** A manager's choice takes precedence over Shopify. */
  const countryOfShop = (): string | null =>
    settled()?.country ?? reconciliation?.told().country ?? parts.country;

  /**
   * On the leader, Shopify's answers are newer than published settings. Without Shopify, it ignores a published zone that is only
   * a computer's own, so that the zone follows its system setting.
   */
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
