import type { RowFact, SavedView } from '../../shared/saved-views.ts';
import { rowFacts } from '../../shared/saved-views.ts';
import type { InboxView } from '../../shared/views.ts';
import { choiceOf, isSameChoice } from './order-choice.ts';
import type { InboxPlace } from './route.ts';
import type { RowLook } from './row-look.ts';

/** Where a saved view leads. */
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

/** Where a shipped view leads: search and filters go along, but those of a saved view stay with it. */
export const placeOfShipped = (view: InboxView, place: InboxPlace): InboxPlace =>
  place.saved ? { view, text: '', order: place.order } : { ...place, view, back: null };

/** Whether a place shows other orders than the saved view it began as, or shows them otherwise. */
export const isModified = (place: InboxPlace, saved: SavedView): boolean =>
  !isSameChoice(choiceOf(place), saved.choice) ||
  (place.density !== undefined && place.density !== saved.density) ||
  (place.facts !== undefined && !isSameFacts(place.facts, saved.facts));

const isSameFacts = (one: readonly RowFact[], other: readonly RowFact[] | undefined): boolean =>
  other !== undefined && rowFacts.every((fact) => one.includes(fact) === other.includes(fact));

/** A saved view as it is shown at a place. */
export const savedAs = (
  place: InboxPlace,
  { id, name }: Pick<SavedView, 'id' | 'name'>,
  look: Required<RowLook>,
): SavedView => ({ id, name, choice: choiceOf(place), ...look });
