import type { Settings } from '../../ports.ts';
import type { ShopFacts } from '../../shopify/shopify-client.ts';

/** A shop as Shopify described it, in this run or an earlier one; null for facts that are unknown. */
export type StoredShop = {
  readonly name: string | null;
  readonly currency: string | null;
  /** The shop's IANA zone. */
  readonly timeZone: string | null;
  /** ISO 3166, of the shop's address. */
  readonly country: string | null;
};

const idOf = (shop: string): string => `shopify.id:${shop}`;

/** Shopify's id of the shop with this domain; null if unknown, for example for a mistyped domain. */
export const toldId = (settings: Pick<Settings, 'get'>, shop: string): string | null =>
  settings.get(idOf(shop));

/** The shop facts that every window shows, stored so that they show offline too. */
export function createStoredShop(settings: Settings, shop: string) {
  const kept = {
    name: `shopify.name:${shop}`,
    currency: `shopify.currency:${shop}`,
    timeZone: `shopify.timezone:${shop}`,
    country: `shopify.country:${shop}`,
  };
  let told: StoredShop = {
    name: settings.get(kept.name),
    currency: settings.get(kept.currency),
    timeZone: settings.get(kept.timeZone),
    country: settings.get(kept.country),
  };
  return {
    get: (): StoredShop => told,
    /** @returns whether any of these facts changed */
    keep(facts: ShopFacts): boolean {
      if (toldId(settings, shop) !== facts.id) settings.set(idOf(shop), facts.id);
      const before = told;
      told = {
        name: facts.name || before.name,
        currency: facts.currency || before.currency,
        timeZone: facts.timezone || before.timeZone,
        country: facts.country || before.country,
      };
      const news = (['name', 'currency', 'timeZone', 'country'] as const).filter(
        (what) => told[what] !== before[what],
      );
      for (const what of news) settings.set(kept[what], told[what]);
      return news.length > 0;
    },
  };
}
