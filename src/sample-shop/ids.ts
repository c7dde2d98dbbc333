import type { Clock } from '../main/ports.ts';

/** Ids rise with the clock, so that a restarted shop never repeats an earlier id. */
export type Ids = {
  /** Thirteen digits, as Shopify's orders have. */
  next(): bigint;
  /** Beyond 2^53 and odd, as Shopify's line items may be: a parser that uses doubles loses digits. */
  line(): bigint;
  orderNumber(): number;
  /** Eight digits, as a marketplace prints them. */
  marketplaceNumber(): string;
};

export function createIds(clock: Clock): Ids {
  const rising = (start: () => number) => {
    let last = 0;
    return () => {
      last = Math.max(last + 1, start());
      return last;
    };
  };
  const next = rising(() => clock.now() + 4_200_000_000_000);
  const orderNumber = rising(() => 100_000 + (Math.floor(clock.now() / 5000) % 900_000));
  const marketplaceNumber = rising(() => 10_000_000 + (Math.floor(clock.now() / 1000) % 90_000_000));
  return {
    next: () => BigInt(next()),
    line: () => BigInt(next()) * 10_000n + 4_817n,
    orderNumber,
    marketplaceNumber: () => String(marketplaceNumber()),
  };
}
