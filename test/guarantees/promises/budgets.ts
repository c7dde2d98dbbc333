import { byForm } from '../../support/form.ts';
import type { Budget } from '../../support/measured/budget.ts';

export const atLeast = (least: number, unit = ''): Budget => ({ atLeast: least, unit });
export const none = (unit: string): Budget => ({ exactly: 0, unit });
export const ms = (atMost: number): Budget => ({ atMost, unit: 'ms' });
/** The minimum number of attempts in each form. */
export const tried = (short: number, full: number, long: number, unit = ''): Budget => ({
  atLeast: byForm({ short, full, long }),
  unit,
});
