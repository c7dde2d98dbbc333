import type { Ledger } from './ports.ts';

const restoringSetting = 'desks.restoring';
const dayMs = 86_400_000;
/** Desks' clocks may be wrong by minutes, and loads be late by hours; what is older is history, and wakes nobody. */
export const recentMs = 2 * dayMs;

/** Whether a ledger is being filled with what the shop had before, also when it was cut off in the middle. */
export const isRestoring = ({ settings }: Pick<Ledger, 'settings'>): boolean =>
  settings.get(restoringSetting) !== null;

export const noteRestoring = ({ settings }: Pick<Ledger, 'settings'>, isOn: boolean): void =>
  settings.set(restoringSetting, isOn ? 'yes' : null);
