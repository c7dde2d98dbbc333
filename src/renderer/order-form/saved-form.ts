import { z } from 'zod';
import { manualOrderFormSchema } from '../../shared/forms.ts';
import type { Mode } from '../../shared/mode.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { savedNamesIn } from '../order-parts/saved-names.ts';
import type { FormValues } from './values.ts';
import { formValuesSchema } from './values.ts';

const baseSchema = z.object({ version: z.int(), form: manualOrderFormSchema }).readonly();
/** What a form that changes an order was opened on: others may have saved the order since. */
export type KeptBase = z.infer<typeof baseSchema>;

const keptSchema = z.object({
  version: z.literal(1),
  at: z.int(),
  values: formValuesSchema,
  base: baseSchema.optional(),
  /** The key of the form that was left once, and asked about. */
  left: z.string().optional(),
});
type Stored = z.infer<typeof keptSchema>;
export type Kept = { readonly at: number; readonly values: FormValues; readonly base?: KeptBase | undefined };

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Customers, goods and orders of the sample shop are none of the shop's, nor the other way round: each keeps its own.
 */
const roots: { readonly [M in Mode]: string } = {
  shop: 'orderbell.form.',
  sample: 'orderbell.sample-form.',
};
/** Where the change of an order is kept: one for each order, whatever version it was begun on. */
export const editName = (order: string): string => `edit.${order}`;

/**
 * A half-filled form on this computer: it survives a reload, a closed window, a crash and a look into the other shop, until
 * it becomes an order or its shop is removed.
 * @param mode whose it is
 * @param base kept with it
 */
export function createKeptForm(storage: Store, mode: Mode, name: string, base?: KeptBase) {
  const place = `${roots[mode]}${name}`;
  function stored(): Stored | null {
    const text = storage.getItem(place);
    if (text === null) return null;
    const kept = keptSchema.safeParse(parseJson(text));
    // what another version wrote is nothing that can be brought back
    return kept.success ? kept.data : null;
  }
  function store(kept: Stored): void {
    try {
      storage.setItem(place, JSON.stringify(kept));
    } catch (error) {
      // no room: what cannot be kept can still be sent
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
    /** True once for a form that is kept: whoever leaves it for the second time has said what is to become of it. */
    isFirstLeave(key: string): boolean {
      const kept = stored();
      if (kept === null || kept.left === key) return false;
      store({ ...kept, left: key });
      return true;
    },
    clear: () => storage.removeItem(place),
    /** Of a form that was sent: another may have been begun since in its place. */
    clearSent(key: string): void {
      if (stored()?.values.key === key) storage.removeItem(place);
    },
  };
}
export type KeptForm = ReturnType<typeof createKeptForm>;

/** The names of the forms that are kept of one shop. */
export const keptForms = (storage: Storage, mode: Mode): readonly string[] =>
  savedNamesIn(storage, roots[mode]);

/** Removes what is kept of the sample shop, which was removed: its customers, goods and orders are none of a fresh one's. */
export function forgetSampleForms(storage: Storage): void {
  for (const name of keptForms(storage, 'sample')) createKeptForm(storage, 'sample', name).clear();
}

/** The orders of which a change is kept. */
export function editedOrders(storage: Storage, mode: Mode): readonly string[] {
  const edits = editName('');
  return keptForms(storage, mode).flatMap((name) =>
    name.startsWith(edits) ? [name.slice(edits.length)] : [],
  );
}
