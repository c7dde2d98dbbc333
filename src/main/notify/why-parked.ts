import type { Ledger, OutboxMessage } from '../ports.ts';

/* Why a notice is parked that never left: it is taken up again once that has passed. */

type Noted = Pick<OutboxMessage, 'key'>;
type Notes = Pick<Ledger, 'settings'>;

const signedOutOf = ({ key }: Noted): string => `notify.signedOut:${key}`;
const shutOf = ({ key }: Noted): string => `notify.windowShut:${key}`;

/** The account that was to send it was signed out. */
export const noteSignedOut = ({ settings }: Notes, message: Noted): void =>
  settings.set(signedOutOf(message), 'yes');

/** Messenger did not reach its manager any more. @param at when that was, epoch milliseconds */
export const noteWindowShut = ({ settings }: Notes, message: Noted, at: number): void =>
  settings.set(shutOf(message), String(at));

export const wasSignedOut = ({ settings }: Notes, message: Noted): boolean =>
  settings.get(signedOutOf(message)) !== null;

/** When Messenger refused it for that, epoch milliseconds; null where it did not. */
export function windowShutAt({ settings }: Notes, message: Noted): number | null {
  const at = settings.get(shutOf(message));
  return at === null ? null : Number(at);
}

/** It is parked no more. */
export function forgetWhyParked({ settings }: Notes, message: Noted): void {
  settings.set(signedOutOf(message), null);
  settings.set(shutOf(message), null);
}
