import type { Amount } from '../amounts.ts';
import type { Found } from '../assemble.ts';
import { isOfSeveral, mayMean } from '../currency-of.ts';

type Told = Pick<Found, 'currency' | 'otherCurrencies'>;

/**
 * The currency for the amounts of a mail: the mail template's, unless the amounts name another one. If their sign is shared by
 * several countries, or they name several, the currency is unknown, because the sums would add up in any.
 */
export function printedCurrency(
  { sums, itemSets }: Pick<Found, 'sums' | 'itemSets'>,
  currency: string,
): Told {
  const bySums = namedBy(sums.map(({ amount }) => amount));
  const prices = itemSets
    .flatMap((set) => set.flatMap(({ unit, amount }) => [unit, amount]))
    .filter((each) => each !== null);
  // if some prices have no sign, the sign of another may be unrelated
  const byPrices = prices.every((each) => each.currency !== null) ? namedBy(prices) : [];
  const named = bySums.length > 0 ? bySums : byPrices;
  const [only, ...more] = named;
  if (only === undefined || named.some((code) => mayMean(code, currency))) return { currency };
  return more.length === 0 && !isOfSeveral(only) ? { currency: only } : { currency, otherCurrencies: named };
}

const namedBy = (amounts: readonly Amount[]): readonly string[] => [
  ...new Set(amounts.map((amount) => amount.currency).filter((code) => code !== null)),
];
