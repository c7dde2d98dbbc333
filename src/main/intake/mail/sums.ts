/** Amounts of one mail in minor units, before it is known which of them belong together. */
export type Sums = {
  readonly lines: number;
  readonly delivery: number;
  readonly fees: number;
  readonly tip: number;
  readonly tax: number;
  readonly discount: number;
  readonly total: number;
  readonly subtotal: number | null;
};

export type Balance = {
  readonly balances: boolean;
  /** Whether the tax is already in the other amounts. */
  readonly taxIncluded: boolean;
};

/**
 * Whether the values add up: lines + delivery + fees + tip − discount, with the tax on top or already included, is the total. If
 * the lines are printed after the discount, the subtotal has to confirm it.
 */
export function weigh(sums: Sums): Balance {
  const before = sums.lines + sums.delivery + sums.fees + sums.tip;
  const afterDiscount = before - sums.discount;
  if (afterDiscount + sums.tax === sums.total) return { balances: true, taxIncluded: false };
  if (afterDiscount === sums.total) return { balances: true, taxIncluded: true };
  const linesAreNet = sums.discount > 0 && sums.subtotal === sums.lines;
  if (linesAreNet && before + sums.tax === sums.total) return { balances: true, taxIncluded: false };
  if (linesAreNet && before === sums.total) return { balances: true, taxIncluded: true };
  return { balances: false, taxIncluded: false };
}
