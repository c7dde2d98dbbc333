/** What a figure is held to: the most, the least, or the one value that is allowed. */
export type Budget =
  | { readonly atMost: number; readonly unit: string }
  | { readonly atLeast: number; readonly unit: string }
  | { readonly exactly: number; readonly unit: string };

/** How far a value is from being within; not above zero when it is. */
function excess(value: number, budget: Budget): number {
  if ('atMost' in budget) return value - budget.atMost;
  if ('atLeast' in budget) return budget.atLeast - value;
  return Math.abs(value - budget.exactly);
}

export const isWithin = (value: number, budget: Budget): boolean => excess(value, budget) <= 0;

/** Of several runs the one that holds least. @returns undefined of none */
export const worstOf = (values: readonly number[], budget: Budget): number | undefined =>
  values.toSorted((one, other) => excess(other, budget) - excess(one, budget))[0];

export function limitOf(budget: Budget): string {
  const { unit } = budget;
  if ('atMost' in budget) return `≤ ${budget.atMost} ${unit}`.trim();
  if ('atLeast' in budget) return `≥ ${budget.atLeast} ${unit}`.trim();
  return `= ${budget.exactly} ${unit}`.trim();
}
