import { z } from 'zod';
import { draftEnds, linkWays } from '../../shared/entry.ts';
import type { DraftOrderForm } from '../../shared/forms.ts';
import { draftOrderFormSchema } from '../../shared/forms.ts';
import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema } from '../../shared/ids.ts';
import { backupRestoredAt } from '../ledger/backup-restored.ts';
import { draftOfForm, formName, makingList, ofForm } from '../ledger/draft-settings.ts';
import type { Ledger } from '../ports.ts';

const keptSchema = z.object({
  form: draftOrderFormSchema,
  by: z.string(),
  /** When it was last sent to Shopify, or may have been; null: never. */
  sentAt: z.int().nullable(),
  /** The draft order that must be deleted before this one is made. */
  replaces: draftIdSchema.optional(),
});
type Kept = z.infer<typeof keptSchema>;

const sentSchema = z
  .object({
    /** When it was last sent; 0: long ago, or Shopify reported that it made nothing. */
    at: z.int(),
    /** Fingerprints of every input that Shopify may have made a draft order of. */
    prints: z.array(z.string()).readonly(),
    /** Shopify's ids of draft orders that were deleted again. */
    deleted: z.array(z.string()).readonly(),
  })
  .readonly();
/** What was sent to Shopify for a draft order; kept after a failure, so that the next attempt can find it. */
export type Sent = z.infer<typeof sentSchema>;
const nothingSent: Sent = { at: 0, prints: [], deleted: [] };

const closingSchema = z
  .object({
    end: z.enum(draftEnds),
    attempt: z.int(),
    by: z.string(),
    notBefore: z.int(),
    replacedBy: draftIdSchema.optional(),
    /** The reason recorded when it is gone. */
    reason: z.string().optional(),
    /** Shopify's id of a draft order made after this one had ended; no event has it. */
    made: z.string().optional(),
    /** The connected shop had it: if it is not found any more, it was deleted. */
    wasHere: z.boolean().optional(),
    /** This computer may have deleted the draft order with the open link, but the answer was lost or not stored. */
    mayBeDeleted: z.boolean().optional(),
  })
  .readonly();
export type PendingClosing = z.infer<typeof closingSchema>;

const underWaySchema = z
  .object({
    draftId: draftIdSchema,
    sending: z.string(),
    via: z.enum(linkWays),
    to: z.string(),
    reminder: z.boolean(),
    by: z.string(),
    startedAt: z.int(),
    /** When Shopify had last mailed this invoice before, by Shopify's clock. */
    before: z.string().nullable(),
  })
  .readonly();
export type UnderWay = z.infer<typeof underWaySchema>;

const idsSchema = z.array(draftIdSchema);
const closingList = 'drafts.closing';
const sendingList = 'drafts.sending';
const sentName = (id: DraftId): string => `draft.${id}.sent`;
const roundName = (id: DraftId): string => `draft.${id}.round`;
const closingName = (id: DraftId): string => `draft.${id}.closing`;

/**
 * The pending work of this computer on draft orders, with all data needed to do it, and the submitted forms, which are kept
 * until some days after the draft order ends.
 */
export function createPendingDrafts(ledger: Pick<Ledger, 'settings' | 'transaction'>) {
  const { settings, transaction } = ledger;
  const read = <S extends z.ZodType>(name: string, schema: S): z.output<S> | null => {
    const text = settings.get(name);
    return text === null ? null : schema.parse(JSON.parse(text));
  };
  const setList = (name: string, items: readonly unknown[]) =>
    settings.set(name, items.length === 0 ? null : JSON.stringify(items));
  const all = (): readonly DraftId[] => read(makingList, idsSchema) ?? [];
  const kept = (id: DraftId): Kept | null => {
    const one = read(formName(id), keptSchema);
    // a restored ledger does not know what was sent after the backup
    return one && { ...one, sentAt: one.sentAt ?? backupRestoredAt(settings) };
  };
  const put = (id: DraftId, owed: Kept) => settings.set(formName(id), JSON.stringify(owed));
  const sent = (id: DraftId): Sent => read(sentName(id), sentSchema) ?? nothingSent;
  const setSent = (id: DraftId, value: Sent) => settings.set(sentName(id), JSON.stringify(value));
  const close = (id: DraftId) =>
    setList(
      makingList,
      all().filter((each) => each !== id),
    );
  /** How many times a user has submitted this form. */
  const round = (id: DraftId): number => Number(settings.get(roundName(id)) ?? 0);
  const closings = (): readonly DraftId[] => read(closingList, idsSchema) ?? [];
  const sendings = (): readonly UnderWay[] => read(sendingList, z.array(underWaySchema)) ?? [];

  return {
    all,
    /** The draft order that must be made; null if none is pending. */
    get: (id: DraftId): Kept | null => (all().includes(id) ? kept(id) : null),
    /** The form as last submitted, also for draft orders made long ago; null on other computers. */
    form: (id: DraftId): DraftOrderForm | null => kept(id)?.form ?? null,
    /** Draft orders whose form is still stored. */
    withForm: (): readonly DraftId[] => settings.names(ofForm.begin, ofForm.end).map(draftOfForm),
    /** Removes everything about a draft order that is final. */
    forget: (id: DraftId) =>
      transaction(() => {
        for (const name of [formName(id), sentName(id), roundName(id)]) settings.set(name, null);
      }),
    /** Removes the form but keeps the data that finds the draft order in Shopify. */
    forgetForm: (id: DraftId) => settings.set(formName(id), null),
    sent,
    round,
    begin: (id: DraftId, form: DraftOrderForm, how: { readonly by: string; readonly replaces?: DraftId }) =>
      transaction(() => {
        const again = round(id) + 1;
        settings.set(roundName(id), String(again));
        // after a failure a draft order may exist in Shopify: any time makes the next attempt look it up first
        put(id, { form, ...how, sentAt: again === 1 ? null : sent(id).at });
        setList(makingList, [...all().filter((each) => each !== id), id]);
      }),
    /** @returns a function that undoes the mark, for a request that certainly did nothing */
    sending: (id: DraftId, at: number, print: string): (() => void) =>
      transaction(() => {
        const owing = kept(id);
        const before = sent(id);
        if (owing) put(id, { ...owing, sentAt: at });
        setSent(id, { ...before, at, prints: [...new Set([...before.prints, print])] });
        return () =>
          transaction(() => {
            if (owing) put(id, owing);
            setSent(id, before);
          });
      }),
    /** Records that an earlier draft order was deleted from Shopify. */
    deleted: (id: DraftId, shopifyId: string) => {
      const before = sent(id);
      setSent(id, { ...before, prints: [], deleted: [...before.deleted, shopifyId] });
    },
    /** Records that the draft order is complete in Shopify. */
    finish: (id: DraftId) =>
      transaction(() => {
        close(id);
        settings.set(sentName(id), null);
      }),
    /** Stops the attempts until a user submits the form again. */
    giveUp: (id: DraftId, how: { readonly refusedWhole: boolean }) =>
      transaction(() => {
        close(id);
        // Shopify made nothing, so a corrected form need not wait for the search index
        if (how.refusedWhole) setSent(id, { ...sent(id), at: 0 });
      }),

    closings,
    closing: (id: DraftId): PendingClosing | null => read(closingName(id), closingSchema),
    beginClosing: (id: DraftId, closing: PendingClosing) =>
      transaction(() => {
        settings.set(closingName(id), JSON.stringify(closing));
        setList(closingList, [...closings().filter((each) => each !== id), id]);
      }),
    closed: (id: DraftId) =>
      transaction(() => {
        settings.set(closingName(id), null);
        setList(
          closingList,
          closings().filter((each) => each !== id),
        );
      }),

    sendings,
    beginSending: (one: UnderWay) => setList(sendingList, [...sendings(), one]),
    endSending: (draftId: DraftId, sending: string) =>
      setList(
        sendingList,
        sendings().filter((one) => one.draftId !== draftId || one.sending !== sending),
      ),
  };
}
export type PendingDrafts = ReturnType<typeof createPendingDrafts>;
