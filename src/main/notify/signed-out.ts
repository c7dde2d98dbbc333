import type { Ledger, OutboxMessage } from '../ports.ts';

type Noted = Pick<OutboxMessage, 'key'>;
type Notes = Pick<Ledger, 'settings'>;

/** Set while a notice is parked because the account that was to send it was signed out: it never left. */
const signedOutOf = ({ key }: Noted): string => `notify.signedOut:${key}`;

export const noteSignedOut = ({ settings }: Notes, message: Noted, isSo: boolean): void =>
  settings.set(signedOutOf(message), isSo ? 'yes' : null);

export const wasSignedOut = ({ settings }: Notes, message: Noted): boolean =>
  settings.get(signedOutOf(message)) !== null;
