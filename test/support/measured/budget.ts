/** The limit of a figure: at most, at least or exactly. `aim` is a goal beyond the limit. */
export type Budget = (
  | { readonly atMost: number; readonly unit: string }
  | { readonly atLeast: number; readonly unit: string }
  | { readonly exactly: number; readonly unit: string }
) & { readonly aim?: number };

/** The distance of a value beyond the limit; at most zero within it. */
function excess(value: number, budget: Budget): number {
  if ('atMost' in budget) return value - budget.atMost;
  if ('atLeast' in budget) return budget.atLeast - value;
  return Math.abs(value - budget.exactly);
}

export const isWithin = (value: number, budget: Budget): boolean => excess(value, budget) <= 0;

/** Whether a value reaches its aim; false without an aim. */
export function reachesAim(value: number, budget: Budget): boolean {
  if (budget.aim === undefined) return false;
  return 'atLeast' in budget ? value >= budget.aim : value <= budget.aim;
}

/** The worst of several runs; undefined without runs. */
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
