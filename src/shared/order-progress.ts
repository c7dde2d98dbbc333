import type { DocumentId } from './ids.ts';

/** What a source sent that an order was read from, without what is in it. */
export type OrderDocument = {
  readonly id: DocumentId;
  readonly kind: 'mail' | 'webhook' | 'api';
  readonly receivedAt: number;
  /** When Google accepted the mail, epoch milliseconds; null for what is no mail, or was not read here. */
  readonly mailedAt: number | null;
  /** What read the mail last, `family@version` or `general`; null as above. */
  readonly recipe: string | null;
};

/** How far an order has got by itself. */
export type OrderProgress = {
  /** When BigQuery had what was ordered, epoch milliseconds; null while it has not, or another computer loaded it. */
  readonly loadedAt: number | null;
  /** Notices of it that are still to go out. */
  readonly pendingNotices: number;
};
