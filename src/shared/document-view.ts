import type { DocumentId } from './ids.ts';

export type DocumentView = {
  readonly id: DocumentId;
  readonly kind: 'mail' | 'webhook' | 'api';
  readonly receivedAt: number;
  /** Pretty-printed JSON of a webhook, or the plain text of a mail. The HTML of a mail is served separately at `/mail/<id>`. */
  readonly text: string;
  readonly hasHtml: boolean;
};
