import { z } from 'zod';
import { manualOrderFormSchema } from '../../shared/forms.ts';
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

const placeOf = (name: string): string => `orderbell.form.${name}`;
/** Where the change of an order is kept: one for each order, whatever version it was begun on. */
export const editName = (order: string): string => `edit.${order}`;
const places = { edits: placeOf(editName('')), left: '.left' };

/**
 * A half-filled form on this computer: it survives a reload, a closed window and a crash, until it becomes an order.
 * @param base kept with it
 */
export function createKeptForm(storage: Store, name: string, base?: KeptBase) {
  const place = placeOf(name);
  function stored(): Stored | null {
    const text = storage.getItem(place);
    if (text === null) return null;
    const kept = keptSchema.safeParse(parseJson(text));
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
    base,
    read(): Kept | null {
      const kept = stored();
      return kept && { at: kept.at, values: kept.values, base: kept.base };
    },
    write: (values: FormValues, at: number): void =>
      store({ version: 1, at, values, base, left: stored()?.left }),
    /** True once for a form: whoever leaves it for the second time has said what is to become of it. */
    isFirstLeave(key: string): boolean {
      const kept = stored();
      if (kept?.left === key) return false;
      if (kept !== null) store({ ...kept, left: key });
      return true;
    },
    clear: () => storage.removeItem(place),
  };
}
export type KeptForm = ReturnType<typeof createKeptForm>;

/** The names of the forms that are kept. */
export const keptForms = (storage: Storage): readonly string[] =>
  placesIn(storage).flatMap((place) =>
    place.startsWith(placeOf('')) ? place.slice(placeOf('').length) : [],
  );

const placesIn = (storage: Storage): readonly string[] =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');

/** The orders a change is kept of. Removes on the way what earlier versions kept beside: nothing reads it any more. */
export function editedOrders(storage: Storage): readonly string[] {
  const all = placesIn(storage);
  const isOld = (place: string): boolean =>
    place.startsWith(placeOf('')) &&
    (place.endsWith(places.left) || (place.startsWith(places.edits) && /\.\d+$/.test(place)));
  for (const place of all.filter(isOld)) storage.removeItem(place);
  return all
    .filter((place) => place.startsWith(places.edits) && !isOld(place))
    .map((place) => place.slice(places.edits.length));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // written by another version: nothing that can be brought back
    throw error;
  }
}
