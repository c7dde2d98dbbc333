import type { Entry, EntryKind, EntryOf } from './entry.ts';

/** An entry that says what was ordered. */
export type ContentEntry = EntryOf<'order-received'> | EntryOf<'order-updated'>;

export const isContentKind = (kind: EntryKind): kind is ContentEntry['kind'] =>
  kind === 'order-received' || kind === 'order-updated';

export const isContent = (entry: Entry): entry is ContentEntry => isContentKind(entry.kind);

/** What a person or a recipe made of a mail that was there already. */
export const isCorrection = (entry: ContentEntry): boolean =>
  entry.kind === 'order-updated' && entry.data.corrected !== undefined;

/** What a person made of it. */
export const isByHand = (entry: ContentEntry): boolean =>
  entry.kind === 'order-updated' && entry.data.corrected === 'by-hand';

/**
 * The one the fold shows: the newest, of equal ones the last by time.
 * @param contents sorted by time
 */
export const newestContent = (contents: readonly ContentEntry[]): ContentEntry | undefined =>
  contents.reduce<ContentEntry | undefined>(
    (best, entry) => (best && best.data.order.version > entry.data.order.version ? best : entry),
    undefined,
  );
