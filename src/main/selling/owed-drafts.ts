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

const listName = 'drafts.owed';
const formName = (id: DraftId): string => `draft.${id}.form`;
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
  /** How many times a manager has submitted this form after a failure. */
  const round = (id: DraftId): number => Number(settings.get(roundName(id)) ?? 0);
  return {
    all,
    get,
    round,
    begin: (id: DraftId, form: DraftOrderForm, by: string) =>
      ledger.transaction(() => {
        const again = round(id) + 1;
        settings.set(roundName(id), String(again));
        // after a failure nobody can be sure that nothing was made: 0 says to look first
        put(id, { form, by, sentAt: again === 1 ? null : 0 });
        setAll([...all().filter((each) => each !== id), id]);
      }),
    sending: (id: DraftId, at: number) =>
      ledger.transaction(() => {
        const owed = get(id);
        if (owed) put(id, { ...owed, sentAt: at });
      }),
    finish: (id: DraftId) =>
      ledger.transaction(() => {
        settings.set(formName(id), null);
        setAll(all().filter((each) => each !== id));
      }),
  };
}
