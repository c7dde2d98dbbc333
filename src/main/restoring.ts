import type { Ledger } from './ports.ts';

const restoringSetting = 'desks.restoring';
const dayMs = 86_400_000;
/** Clocks may differ by minutes, and loads may be hours late. Older events are history and cause no notification. */
export const recentMs = 2 * dayMs;

/** Whether a ledger is being restored from the shop's earlier data, also after an interruption. */
export const isRestoring = ({ settings }: Pick<Ledger, 'settings'>): boolean =>
  settings.get(restoringSetting) !== null;

export const noteRestoring = ({ settings }: Pick<Ledger, 'settings'>, isOn: boolean): void =>
  settings.set(restoringSetting, isOn ? 'yes' : null);
