import type { Entry, EntryOf } from './entry.ts';

/** An entry that says what was ordered. */
export type ContentEntry = EntryOf<'order-received'> | EntryOf<'order-updated'>;

export const isContent = (entry: Entry): entry is ContentEntry =>
  entry.kind === 'order-received' || entry.kind === 'order-updated';
