import type { Entry, EntryKind, EntryOf } from './entry.ts';

/** An event with the content of an order. */
export type ContentEntry = EntryOf<'order-received'> | EntryOf<'order-updated'>;

export const isContentKind = (kind: EntryKind): kind is ContentEntry['kind'] =>
  kind === 'order-received' || kind === 'order-updated';

export const isContent = (entry: Entry): entry is ContentEntry => isContentKind(entry.kind);

/** Whether a manager or a mail template corrected the parse result of a stored mail. */
export const isCorrection = (entry: ContentEntry): boolean =>
  entry.kind === 'order-updated' && entry.data.corrected !== undefined;

/** Whether a manager corrected it. */
export const isByHand = (entry: ContentEntry): boolean =>
  entry.kind === 'order-updated' && entry.data.corrected === 'by-hand';

/**
 * The content that the fold uses: the newest, of equal ones the last by time.
 * @param contents sorted by time
 */
export const newestContent = (contents: readonly ContentEntry[]): ContentEntry | undefined =>
  contents.reduce<ContentEntry | undefined>(
    (best, entry) => (best && best.data.order.version > entry.data.order.version ? best : entry),
    undefined,
  );
