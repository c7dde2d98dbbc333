import { z } from 'zod';
import { manualOrderFormSchema } from '../../../shared/forms.ts';
import type { Mode } from '../../../shared/mode.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import { savedNamesIn } from '../customer/saved-names.ts';
import type { FormValues } from './values.ts';
import { formValuesSchema } from './values.ts';

const baseSchema = z.object({ version: z.int(), form: manualOrderFormSchema }).readonly();
/** The version that a change form was opened on: others may have saved the order since. */
export type KeptBase = z.infer<typeof baseSchema>;

const keptSchema = z.object({
  version: z.literal(1),
  at: z.int(),
  values: formValuesSchema,
  base: baseSchema.optional(),
  /** The key of the form that the user left once and was asked about. */
  left: z.string().optional(),
});
type Stored = z.infer<typeof keptSchema>;
export type Kept = { readonly at: number; readonly values: FormValues; readonly base?: KeptBase | undefined };

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The sample shop and the real shop have separate storage, because their customers, goods and orders differ. */
const roots: { readonly [M in Mode]: string } = {
  shop: 'orderbell.form.',
  sample: 'orderbell.sample-form.',
};
/** Where the change of an order is stored: one per order, whichever version it began on. */
export const editName = (order: string): string => `edit.${order}`;

/**
 * An unsaved form on this computer. It survives a reload, a closed window, a crash and a switch of shop, until it becomes an
 * order or its shop is removed.
 * @param mode the shop of the form
 * @param base stored with it
 */
export function createKeptForm(storage: Store, mode: Mode, name: string, base?: KeptBase) {
  const place = `${roots[mode]}${name}`;
  function stored(): Stored | null {
    const text = storage.getItem(place);
    if (text === null) return null;
    const kept = keptSchema.safeParse(parseJson(text));
    // input of another version of the app cannot be restored
    return kept.success ? kept.data : null;
  }
  function store(kept: Stored): void {
    try {
      storage.setItem(place, JSON.stringify(kept));
    } catch (error) {
      // no space left: an unsaved form can still be submitted
      if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
    }
  }
  return {
    place,
    base,
    read(): Kept | null {
      const kept = stored();
      return kept && { at: kept.at, values: kept.values, base: kept.base };
    },
    write: (values: FormValues, at: number): void =>
      store({ version: 1, at, values, base, left: stored()?.left }),
    /** True once per stored form: the user is asked only on the first leave. */
    isFirstLeave(key: string): boolean {
      const kept = stored();
      if (kept === null || kept.left === key) return false;
      store({ ...kept, left: key });
      return true;
    },
    clear: () => storage.removeItem(place),
    /** Clears a form that was submitted, unless another was begun in its place. */
    clearSent(key: string): void {
      if (stored()?.values.key === key) storage.removeItem(place);
    },
  };
}
export type KeptForm = ReturnType<typeof createKeptForm>;

/** The keys of all stored forms of one shop. */
export const keptForms = (storage: Storage, mode: Mode): readonly string[] =>
  savedNamesIn(storage, roots[mode]);

/** Deletes the stored forms of the removed sample shop; a fresh sample shop has other data. */
export function forgetSampleForms(storage: Storage): void {
  for (const name of keptForms(storage, 'sample')) createKeptForm(storage, 'sample', name).clear();
}

/** The orders with an unsaved change. */
export function editedOrders(storage: Storage, mode: Mode): readonly string[] {
  const edits = editName('');
  return keptForms(storage, mode).flatMap((name) =>
    name.startsWith(edits) ? [name.slice(edits.length)] : [],
  );
}
