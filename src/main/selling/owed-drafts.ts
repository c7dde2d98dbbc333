import { z } from 'zod';
import type { DraftOrderForm } from '../../shared/forms.ts';
import { draftOrderFormSchema } from '../../shared/forms.ts';
import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';
import type { Ledger } from '../ports.ts';

const owedSchema = z.object({
  form: draftOrderFormSchema,
  by: z.string(),
  /** When it was last sent to Shopify; null: never, so that there is nothing to look for. */
  sentAt: z.int().nullable(),
});
type Owed = { readonly form: DraftOrderForm; readonly by: string; readonly sentAt: number | null };

const sentSchema = z
  .object({
    /** When it was last sent; 0: long ago, or Shopify has said that it made nothing of it. */
    at: z.int(),
    /** Fingerprints of all that Shopify may have made a draft order of. */
    prints: z.array(z.string()).readonly(),
    /** Shopify's ids of draft orders that were deleted again. */
    deleted: z.array(z.string()).readonly(),
  })
  .readonly();
/** What was sent to Shopify for a draft; kept beyond a failure, for what the next try may find there. */
export type Sent = z.infer<typeof sentSchema>;
const nothingSent: Sent = { at: 0, prints: [], deleted: [] };

const listName = 'drafts.owed';
const formName = (id: DraftId): string => `draft.${id}.form`;
const sentName = (id: DraftId): string => `draft.${id}.sent`;
const roundName = (id: DraftId): string => `draft.${id}.round`;
const idsSchema = z.array(draftIdSchema);

/** The drafts this desk has promised and not yet seen ready, with all it takes to make them. */
export function createOwedDrafts(ledger: Pick<Ledger, 'settings' | 'transaction'>) {
  const { settings } = ledger;
  const all = (): readonly DraftId[] => idsSchema.parse(JSON.parse(settings.get(listName) ?? '[]'));
  const setAll = (ids: readonly DraftId[]) =>
    settings.set(listName, ids.length === 0 ? null : JSON.stringify(ids));
  const get = (id: DraftId): Owed | null => {
    const text = settings.get(formName(id));
    return text === null ? null : owedSchema.parse(JSON.parse(text));
  };
  const put = (id: DraftId, owed: Owed) => settings.set(formName(id), JSON.stringify(owed));
  const sent = (id: DraftId): Sent => {
    const text = settings.get(sentName(id));
    return text === null ? nothingSent : sentSchema.parse(JSON.parse(text));
  };
  const setSent = (id: DraftId, value: Sent) => settings.set(sentName(id), JSON.stringify(value));
  const close = (id: DraftId) => {
    settings.set(formName(id), null);
    setAll(all().filter((each) => each !== id));
  };
  /** How many times a manager has submitted this form after a failure. */
  const round = (id: DraftId): number => Number(settings.get(roundName(id)) ?? 0);
  return {
    all,
    get,
    sent,
    round,
    begin: (id: DraftId, form: DraftOrderForm, by: string) =>
      ledger.transaction(() => {
        const again = round(id) + 1;
        settings.set(roundName(id), String(again));
        // after a failure nobody can be sure that nothing was made: any time says to look first
        put(id, { form, by, sentAt: again === 1 ? null : sent(id).at });
        setAll([...all().filter((each) => each !== id), id]);
      }),
    sending: (id: DraftId, at: number, print: string) =>
      ledger.transaction(() => {
        const owed = get(id);
        if (owed) put(id, { ...owed, sentAt: at });
        const before = sent(id);
        setSent(id, { ...before, at, prints: [...new Set([...before.prints, print])] });
      }),
    /** What was sent before has left nothing any more. */
    deleted: (id: DraftId, shopifyId: string) => {
      const before = sent(id);
      setSent(id, { ...before, prints: [], deleted: [...before.deleted, shopifyId] });
    },
    /** Shopify has it, whole. */
    finish: (id: DraftId) =>
      ledger.transaction(() => {
        close(id);
        settings.set(sentName(id), null);
      }),
    /** Until a manager submits the form again. */
    giveUp: (id: DraftId, how: { readonly refusedWhole: boolean }) =>
      ledger.transaction(() => {
        close(id);
        // a correction need not wait for Shopify's search to know what was never made
        if (how.refusedWhole) setSent(id, { ...sent(id), at: 0 });
      }),
  };
}
