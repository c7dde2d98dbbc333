import { expect } from 'vitest';
import { isWithin } from './budget.ts';
import { median, noteFigure, place } from './figures.ts';
import type { List } from './verdicts.ts';

/**
 * @returns a function that records a figure for the table of a list and checks its budget. Milliseconds depend on
 * the machine, so only a run that prints the table checks them.
 */
export const createReport =
  <L extends List>(list: L) =>
  <N extends keyof L & number>(
    of: N,
    name: keyof L[N]['budgets'] & string,
    measured: number | readonly number[],
  ): void => {
    const runs = typeof measured === 'number' ? [measured] : measured;
    const value = median(runs);
    noteFigure({ of, name, value, runs });
    const budget = list[of]?.budgets[name];
    if (budget === undefined) throw new Error(`number ${of} has no budget ${name}`);
    if (place() === undefined && budget.unit === 'ms') return;
    expect
      .soft(isWithin(value, budget), `${name}: ${value} ${budget.unit}, runs ${runs.join(', ')}`)
      .toBe(true);
  };
