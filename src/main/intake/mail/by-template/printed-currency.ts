import type { Amount } from '../amounts.ts';
import type { Found } from '../assemble.ts';
import { isOfSeveral, mayMean } from '../currency-of.ts';

type Told = Pick<Found, 'currency' | 'otherCurrencies'>;

/**
 * What the amounts of a mail are read in: the currency of the recipe, unless they name another one. Where several countries
 * write what they name, or they name several, nobody can tell, and the sums alone would add up in any.
 */
export function printedCurrency(
  { sums, itemSets }: Pick<Found, 'sums' | 'itemSets'>,
  currency: string,
): Told {
  const bySums = namedBy(sums.map(({ amount }) => amount));
  const prices = itemSets
    .flatMap((set) => set.flatMap(({ unit, amount }) => [unit, amount]))
    .filter((each) => each !== null);
  // beside goods without a sign, what has one may be anything
  const byPrices = prices.every((each) => each.currency !== null) ? namedBy(prices) : [];
  const named = bySums.length > 0 ? bySums : byPrices;
  const [only, ...more] = named;
  if (only === undefined || named.some((code) => mayMean(code, currency))) return { currency };
  return more.length === 0 && !isOfSeveral(only) ? { currency: only } : { currency, otherCurrencies: named };
}

const namedBy = (amounts: readonly Amount[]): readonly string[] => [
  ...new Set(amounts.map((amount) => amount.currency).filter((code) => code !== null)),
];
