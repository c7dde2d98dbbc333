import type { Ledger, OutboxMessage } from '../ports.ts';

type Noted = Pick<OutboxMessage, 'key'>;
type Notes = Pick<Ledger, 'settings'>;

/** Set while a notice is parked because Messenger did not reach its manager any more: it never left. */
const shutOf = ({ key }: Noted): string => `notify.windowShut:${key}`;

/** @param at when it was refused, epoch milliseconds; null: it is parked for that no more */
export const noteWindowShut = ({ settings }: Notes, message: Noted, at: number | null): void =>
  settings.set(shutOf(message), at === null ? null : String(at));

export function windowShutAt({ settings }: Notes, message: Noted): number | null {
  const at = settings.get(shutOf(message));
  return at === null ? null : Number(at);
}
