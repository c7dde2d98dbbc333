import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';

/** The setting with the draft orders still to be created; `selling/owed-drafts.ts` maintains it and the forms. */
export const makingList = 'drafts.owed';

/** What all names of forms begin and end with. */
export const ofForm = { begin: 'draft.', end: '.form' } as const;
export const formName = (id: DraftId): string => `${ofForm.begin}${id}${ofForm.end}`;
export const draftOfForm = (name: string): DraftId =>
  draftIdSchema.parse(name.slice(ofForm.begin.length, -ofForm.end.length));

/** Where a form has its customer. */
export const customerInForm = '$.form.customer';
