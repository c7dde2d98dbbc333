import type { DocumentId } from './ids.ts';

/** Metadata of a source document that an order was parsed from. */
export type OrderDocument = {
  readonly id: DocumentId;
  readonly kind: 'mail' | 'webhook' | 'api';
  readonly receivedAt: number;
  /** When Google accepted the mail, epoch milliseconds; null if it is no mail, or was not read here. */
  readonly mailedAt: number | null;
  /** The last parser of the mail, `family@version` or `general`; null as above. */
  readonly recipe: string | null;
};

/** The automatic progress of an order. */
export type OrderProgress = {
  /** When BigQuery had the order, epoch milliseconds; null if not yet, or if another computer loaded it. */
  readonly loadedAt: number | null;
  /** Number of its pending notifications. */
  readonly pendingNotices: number;
};
