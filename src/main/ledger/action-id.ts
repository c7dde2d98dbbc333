import { randomUUID } from 'node:crypto';
import type { EntryId } from '../../shared/ids.ts';
import { entryIdSchema } from '../../shared/ids.ts';

/** For what somebody decides: a counted id comes again once a backup is put back, and two decisions would be one fact. */
export const actionId = (): EntryId => entryIdSchema.parse(`deed:${randomUUID()}`);
