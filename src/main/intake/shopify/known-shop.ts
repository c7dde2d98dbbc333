import type { Settings } from '../../ports.ts';
import type { ShopFacts } from '../../shopify/shopify-client.ts';

/** A shop as Shopify told it, in this run or one before; null what it never did. */
export type StoredShop = {
  readonly name: string | null;
  readonly currency: string | null;
  /** Its own IANA zone. */
  readonly timeZone: string | null;
  /** ISO 3166, of its own address. */
  readonly country: string | null;
};

const idOf = (shop: string): string => `shopify.id:${shop}`;

/** Shopify's own id of the shop of this domain; null where it has not told it, as of one that was typed wrong. */
export const toldId = (settings: Pick<Settings, 'get'>, shop: string): string | null =>
  settings.get(idOf(shop));

/** What every window shows of a shop, kept so that a start without Shopify shows it too. */
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
    /** @returns whether any of what is shown is new */
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
