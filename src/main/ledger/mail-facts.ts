import { createHash } from 'node:crypto';
import type { EntryData, EntryDraft } from '../../shared/entry.ts';
import { entryIdSchema } from '../../shared/ids.ts';
import type { MailTemplate } from '../../shared/mail-template.ts';
import { mailTemplateSchema } from '../../shared/mail-template.ts';
import { actionId } from './action-id.ts';

/* Two computers that record the same fact write one event: its id is a digest of its content, which may be too long for an id. */
const digest = (words: unknown): string =>
  createHash('sha256').update(JSON.stringify(words)).digest('base64url').slice(0, 22);

/** The event that an undecided address has sent what may be an order. */
export const foundDraft = (data: EntryData<'sender-found'>, at: number): EntryDraft => ({
  id: entryIdSchema.parse(`sender-found:${digest(data.address)}`),
  kind: 'sender-found',
  orderId: null,
  at,
  by: 'gmail',
  data,
});

/** The event that a manager decided on a sender. */
export const decidedDraft = (data: EntryData<'sender-decided'>, at: number, by: string): EntryDraft => ({
  id: actionId(),
  kind: 'sender-decided',
  orderId: null,
  at,
  by,
  data,
});

/** The event that a manager taught a mail template. */
export function taughtDraft(said: MailTemplate, at: number, by: string): EntryDraft {
  // parsed, because an imported file may have its keys in another order, which would change the id
  const recipe = mailTemplateSchema.parse(said);
  return {
    id: entryIdSchema.parse(`recipe-taught:${digest(recipe)}`),
    kind: 'recipe-taught',
    orderId: null,
    at,
    by,
    data: { recipe },
  };
}
