/** What a figure is held to: the most, or the least, that is allowed. */
export type Budget =
  | { readonly atMost: number; readonly unit: string }
  | { readonly atLeast: number; readonly unit: string };

export const isWithin = (value: number, budget: Budget): boolean =>
  'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;

export const limitOf = (budget: Budget): string =>
  ('atMost' in budget ? `≤ ${budget.atMost} ${budget.unit}` : `≥ ${budget.atLeast} ${budget.unit}`).trim();
