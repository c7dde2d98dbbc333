import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';

/** The setting with the draft orders still to be created; `selling/pending-drafts.ts` maintains it and the forms. */
export const makingList = 'drafts.owed';

/** The prefix and suffix of the setting names of forms. */
export const ofForm = { begin: 'draft.', end: '.form' } as const;
export const formName = (id: DraftId): string => `${ofForm.begin}${id}${ofForm.end}`;
export const draftOfForm = (name: string): DraftId =>
  draftIdSchema.parse(name.slice(ofForm.begin.length, -ofForm.end.length));

/** The JSON path of the customer in a stored form. */
export const customerInForm = '$.form.customer';
