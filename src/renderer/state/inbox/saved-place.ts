import type { RowFact, SavedView } from '../../../shared/saved-views.ts';
import { rowFacts } from '../../../shared/saved-views.ts';
import type { InboxView } from '../../../shared/views.ts';
import type { InboxPlace } from '../routes/route.ts';
import type { RowLook } from '../routes/row-look.ts';
import { choiceOf, isSameChoice } from './order-choice.ts';

/** The route of a saved view. */
export function placeOfSaved({ id, choice }: SavedView): InboxPlace {
  const { view, text, only, span, sort } = choice;
  return {
    view,
    text,
    ...(only && { only }),
    ...(span && { span }),
    ...(sort && { sort }),
    saved: id,
    order: null,
  };
}

/** The route of a shipped view. It keeps the search and filters, except those of a saved view. */
export const placeOfShipped = (view: InboxView, place: InboxPlace): InboxPlace =>
  place.saved ? { view, text: '', order: place.order } : { ...place, view, back: null };

/** Whether a route differs from the saved view it began as, in its orders or its look. */
export const isModified = (place: InboxPlace, saved: SavedView): boolean =>
  !isSameChoice(choiceOf(place), saved.choice) ||
  (place.density !== undefined && place.density !== saved.density) ||
  (place.facts !== undefined && !isSameFacts(place.facts, saved.facts));

const isSameFacts = (one: readonly RowFact[], other: readonly RowFact[] | undefined): boolean =>
  other !== undefined && rowFacts.every((fact) => one.includes(fact) === other.includes(fact));

/** The saved view with the settings of a route. */
export const savedAs = (
  place: InboxPlace,
  { id, name }: Pick<SavedView, 'id' | 'name'>,
  look: Required<RowLook>,
): SavedView => ({ id, name, choice: choiceOf(place), ...look });
