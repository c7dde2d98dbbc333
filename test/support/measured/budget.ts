/** The limit of a figure: the most, the least, or the one value allowed. `aim` is a wish beyond the limit. */
export type Budget = (
  | { readonly atMost: number; readonly unit: string }
  | { readonly atLeast: number; readonly unit: string }
  | { readonly exactly: number; readonly unit: string }
) & { readonly aim?: number };

/** How far a value is beyond the limit; not above zero when it is within. */
function excess(value: number, budget: Budget): number {
  if ('atMost' in budget) return value - budget.atMost;
  if ('atLeast' in budget) return budget.atLeast - value;
  return Math.abs(value - budget.exactly);
}

export const isWithin = (value: number, budget: Budget): boolean => excess(value, budget) <= 0;

/** Whether a value is as good as its aim; false without one. */
export function reachesAim(value: number, budget: Budget): boolean {
  if (budget.aim === undefined) return false;
  return 'atLeast' in budget ? value >= budget.aim : value <= budget.aim;
}

/** The worst of several runs. @returns undefined of none */
export const worstOf = (values: readonly number[], budget: Budget): number | undefined =>
  values.toSorted((one, other) => excess(other, budget) - excess(one, budget))[0];

export function limitOf(budget: Budget): string {
  const aim = budget.aim === undefined ? '' : `, aim ${budget.aim}`;
  const [sign, limit] =
    'atMost' in budget
      ? ['≤', budget.atMost]
      : 'atLeast' in budget
        ? ['≥', budget.atLeast]
        : ['=', budget.exactly];
  return `${`${sign} ${limit} ${budget.unit}`.trim()}${aim}`;
}
