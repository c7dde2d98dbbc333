import type { Ledger, OutboxMessage } from '../ports.ts';

/** Remembers why an unsent notification was parked, so that it is resumed when the reason has passed. */

type Noted = Pick<OutboxMessage, 'key'>;
type Notes = Pick<Ledger, 'settings'>;

const signedOutOf = ({ key }: Noted): string => `notify.signedOut:${key}`;
const shutOf = ({ key }: Noted): string => `notify.windowShut:${key}`;

/** The sending account was signed out. */
export const noteSignedOut = ({ settings }: Notes, message: Noted): void =>
  settings.set(signedOutOf(message), 'yes');

/** The manager's Messenger window was closed. @param at epoch milliseconds */
export const noteWindowShut = ({ settings }: Notes, message: Noted, at: number): void =>
  settings.set(shutOf(message), String(at));

export const wasSignedOut = ({ settings }: Notes, message: Noted): boolean =>
  settings.get(signedOutOf(message)) !== null;

/** When Messenger refused it for that reason, epoch milliseconds; null if it did not. */
export function windowShutAt({ settings }: Notes, message: Noted): number | null {
  const at = settings.get(shutOf(message));
  return at === null ? null : Number(at);
}

/** Call when it is not parked any more. */
export function forgetWhyParked({ settings }: Notes, message: Noted): void {
  settings.set(signedOutOf(message), null);
  settings.set(shutOf(message), null);
}
