import { isContent } from './content-entry.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { FieldChange, FormStep } from './form-merge.ts';
import { fieldText, meet } from './form-merge.ts';
import type { ManualOrderForm } from './forms.ts';
import { manualOrderFormSchema } from './forms.ts';

/** Concurrent edits: the winning one was saved without knowing the others and overwrote their changes. */
export type CrossedEdits = {
  /** The author of the winning edit. */
  readonly by: string;
  readonly at: number;
  /** Overwritten changes: `after` was saved, `mine` is the current value. */
  readonly lost: readonly FieldChange[];
  /** The winning form with the lost changes restored. */
  readonly restored: ManualOrderForm;
};

type Version = { readonly version: number; readonly form: ManualOrderForm; readonly edit: Edit | null };
type Edit = EntryOf<'order-updated'>;

/**
 * Finds changes lost by concurrent edits of a manual order. The greater version wins on every computer; the lost changes are
 * reported until the order is saved again. The payment status is decided separately.
 * @returns null if nothing was lost, or if that is unknown
 */
export function crossedEdits(sourceId: string, entries: readonly Entry[]): CrossedEdits | null {
  const versions = entries.flatMap((entry) => versionOf(sourceId, entry));
  const last = versions.reduce<Version | null>(
    (best, one) => (best === null || best.version <= one.version ? one : best),
    null,
  );
  const base = versions.find(({ version }) => version === last?.edit?.data.base);
  if (!last?.edit || !base) return null;
  const unknown = versions
    .filter((one) => one !== last && one.edit !== null && one.version > base.version)
    .toSorted((a, b) => a.version - b.version);
  // merges each with those before it, as if they had been saved one after another
  let theirs = base.form;
  const steps = unknown.map(({ form, edit }): FormStep => {
    theirs = meet(base.form, [stepOf(theirs)], form).merged;
    return { by: edit?.by ?? '', at: edit?.at ?? 0, form: theirs };
  });
  const lost = meet(base.form, steps, last.form)
    .changes.map((change) => ({ ...change, mine: fieldText(change.field, last.form) }))
    .filter(({ field, after, mine }) => field !== 'paymentStatus' && after !== mine);
  if (lost.length === 0) return null;
  const { merged } = meet(base.form, [stepOf(last.form)], theirs);
  return {
    by: last.edit.by,
    at: last.edit.at,
    lost,
    restored: { ...merged, paymentStatus: last.form.paymentStatus },
  };
}

const stepOf = (form: ManualOrderForm): FormStep => ({ by: '', at: 0, form });

function versionOf(sourceId: string, entry: Entry): readonly Version[] {
  if (!isContent(entry)) return [];
  const form = manualOrderFormSchema.safeParse({ ...entry.data.form, key: sourceId });
  if (!form.success) return [];
  return [
    {
      version: entry.data.order.version,
      form: form.data,
      edit: entry.kind === 'order-updated' ? entry : null,
    },
  ];
}
