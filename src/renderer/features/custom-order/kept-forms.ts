import type { DraftId } from '../../../shared/ids.ts';
import type { KeptForm } from '../../order-form/kept-form.ts';
import { createKeptForm } from '../../order-form/kept-form.ts';

/** Where a form for this person is kept: one for each, so that two talks at once do not mix. */
export const keptName = (person: string): string =>
  person === '' ? 'custom-order' : `custom-order.${person}`;

type KeptFor = { readonly person: string; readonly kept: KeptForm };

/** The form a draft order was made from, under its person or under nobody; null when it is kept no more. */
export function keptFormOf(
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  draft: DraftId,
  person: string,
): KeptFor | null {
  const places = [person, ''].map((owner) => ({
    person: owner,
    kept: createKeptForm(storage, keptName(owner)),
  }));
  return places.find(({ kept }) => kept.read()?.values.key === draft) ?? null;
}
