import { z } from 'zod';
import type { FormValues } from './values.ts';
import { formValuesSchema } from './values.ts';

const keptSchema = z.object({ version: z.literal(1), at: z.int(), values: formValuesSchema });
export type Kept = { readonly at: number; readonly values: FormValues };

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** A half-filled form on this computer: it survives a reload, a closed window and a crash, until it becomes an order. */
export function createKeptForm(storage: Store, name: string) {
  const place = `orderbell.form.${name}`;
  return {
    read(): Kept | null {
      const stored = storage.getItem(place);
      if (stored === null) return null;
      const kept = keptSchema.safeParse(parseJson(stored));
      return kept.success ? { at: kept.data.at, values: kept.data.values } : null;
    },
    write(values: FormValues, at: number): void {
      try {
        storage.setItem(place, JSON.stringify({ version: 1, at, values }));
      } catch (error) {
        // no room: what cannot be kept can still be sent
        if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
      }
    },
    /** True once for a form: whoever leaves it for the second time has said what is to become of it. */
    isFirstLeave(key: string): boolean {
      if (storage.getItem(`${place}.left`) === key) return false;
      storage.setItem(`${place}.left`, key);
      return true;
    },
    clear: () => storage.removeItem(place),
  };
}
export type KeptForm = ReturnType<typeof createKeptForm>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null; // written by another version: nothing that can be brought back
    throw error;
  }
}
