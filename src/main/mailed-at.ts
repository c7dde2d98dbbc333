import type { StoredDocument } from './ports.ts';

/** When Google accepted a mail, epoch milliseconds; for other documents, when they arrived here. */
export function mailedAt({ headers, receivedAt }: Pick<StoredDocument, 'headers' | 'receivedAt'>): number {
  const told = Number(headers['internal-date']);
  return told > 0 ? told : receivedAt;
}

/**
 * The same by this computer's clock as it was when Google returned the mail. It corrects for a fast local clock, which would make
 * each mail look old. A slow clock makes no mail older.
 */
export function mailedAtHere(document: Pick<StoredDocument, 'headers' | 'receivedAt'>): number {
  const answeredAt = Number(document.headers['answered-at']);
  const ahead = answeredAt > 0 ? Math.max(0, document.receivedAt - answeredAt) : 0;
  return mailedAt(document) + ahead;
}
