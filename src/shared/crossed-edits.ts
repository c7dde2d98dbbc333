import { isContent } from './content-entry.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { FieldChange, FormStep } from './form-merge.ts';
import { fieldText, meet } from './form-merge.ts';
import type { ManualOrderForm } from './forms.ts';
import { keptManualFormSchema } from './kept-form.ts';

/** The edit that counts was saved by somebody who did not know of others, and stands over what those had changed. */
export type CrossedEdits = {
  /** Who saved the one that counts. */
  readonly by: string;
  readonly at: number;
  /** What the order had been changed to and is not now: `after` was saved, `mine` is what counts. */
  readonly lost: readonly FieldChange[];
  /** What counts, with what was lost brought back. */
  readonly restored: ManualOrderForm;
};

type Version = { readonly version: number; readonly form: ManualOrderForm; readonly edit: Edit | null };
type Edit = EntryOf<'order-updated'>;

/**
 * Two computers may save a manual order before they hear of each other; of the two versions the greater counts, as on every
 * desk. What it undid without knowing is told here until somebody saves the order again. The payment is decided apart.
 * @returns null where nothing was lost, or nobody can know
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
  // each of them over those before it, as if they had known of each other
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
  const form = keptManualFormSchema.safeParse({ ...entry.data.form, key: sourceId });
  if (!form.success) return [];
  return [
    {
      version: entry.data.order.version,
      form: form.data,
      edit: entry.kind === 'order-updated' ? entry : null,
    },
  ];
}
