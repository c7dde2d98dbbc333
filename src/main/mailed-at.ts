import type { StoredDocument } from './ports.ts';

/** When Google accepted a mail, epoch milliseconds; what is no mail counts from when it came here. */
export function mailedAt({ headers, receivedAt }: Pick<StoredDocument, 'headers' | 'receivedAt'>): number {
  const told = Number(headers['internal-date']);
  return told > 0 ? told : receivedAt;
}
