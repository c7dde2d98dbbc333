import { useStore } from 'zustand';
import type { SavedView } from '../../../shared/saved-views.ts';
import { usePreferences, useStores } from '../../state/context.tsx';
import type { InboxPlace } from '../../state/route.ts';
import type { RowLook } from '../../state/row-look.ts';

/** The saved view that a place began as; null for a shipped one, or one that is not there any more. */
export function useSavedView({ saved }: InboxPlace): SavedView | null {
  const { savedViews } = useStores();
  return useStore(savedViews, ({ views }) => views?.find(({ id }) => id === saved) ?? null);
}

/** How rows look here: as the place says, else as its saved view has it, else as the window has it. */
export function useLook(place: InboxPlace): Required<RowLook> {
  const liked = usePreferences();
  const view = useSavedView(place);
  return {
    density: place.density ?? view?.density ?? liked.density,
    facts: place.facts ?? view?.facts ?? liked.facts,
  };
}
