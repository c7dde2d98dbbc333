import { randomUUID } from 'node:crypto';
import type { EntryId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';

/** A random id for a decision: a counter would repeat after a restored backup and merge two decisions into one fact. */
export const actionId = (): EntryId => entryIdSchema.parse(`deed:${randomUUID()}`);
