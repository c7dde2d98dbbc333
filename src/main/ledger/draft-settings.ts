import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';

/** The draft orders that have still to be made, each by its form; `selling/owed-drafts.ts` keeps both. */
export const makingList = 'drafts.owed';

/** What all names of forms begin and end with. */
export const ofForm = { begin: 'draft.', end: '.form' } as const;
export const formName = (id: DraftId): string => `${ofForm.begin}${id}${ofForm.end}`;
export const draftOfForm = (name: string): DraftId =>
  draftIdSchema.parse(name.slice(ofForm.begin.length, -ofForm.end.length));

/** Where a form has its customer. */
export const customerInForm = '$.form.customer';
