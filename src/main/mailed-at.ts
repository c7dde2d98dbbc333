import type { StoredDocument } from './ports.ts';

/** When Google accepted a mail, epoch milliseconds; what is no mail counts from when it came here. */
export function mailedAt({ headers, receivedAt }: Pick<StoredDocument, 'headers' | 'receivedAt'>): number {
  const told = Number(headers['internal-date']);
  return told > 0 ? told : receivedAt;
}

/**
 * The same by this computer's clock, as it was when the mail was handed out: by a clock that is ahead, each mail would be an
 * old one. One that is behind makes none older than it is.
 */
export function mailedAtHere(document: Pick<StoredDocument, 'headers' | 'receivedAt'>): number {
  const answeredAt = Number(document.headers['answered-at']);
  const ahead = answeredAt > 0 ? Math.max(0, document.receivedAt - answeredAt) : 0;
  return mailedAt(document) + ahead;
}
