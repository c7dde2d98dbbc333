import type { CallError } from '../../lib/client/client.ts';
import { fieldOf, isField } from './read-form.ts';
import type { FormValues } from './values.ts';

export type Refusal =
  | { readonly kind: 'field'; readonly path: string; readonly message: string }
  | { readonly kind: 'form' };

/** Where to show an error of the app or Shopify: at its field, or at the button if no field is at fault. */
export function refusalOf({ field, message }: CallError, values: FormValues): Refusal {
  const path = field === undefined ? '' : fieldOf(field);
  return isField(path, values) ? { kind: 'field', path, message } : { kind: 'form' };
}
