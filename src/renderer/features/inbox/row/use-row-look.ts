import { useStore } from 'zustand';
import type { SavedView } from '../../../../shared/saved-views.ts';
import { usePreferences, useStores } from '../../../state/context.tsx';
import type { InboxPlace } from '../../../state/routes/route.ts';
import type { RowLook } from '../../../state/routes/row-look.ts';

/** The saved view of a route; null for a shipped view, or a deleted one. */
export function useSavedView({ saved }: InboxPlace): SavedView | null {
  const { savedViews } = useStores();
  return useStore(savedViews, ({ views }) => views?.find(({ id }) => id === saved) ?? null);
}

/** The look of rows: from the route, else from its saved view, else from the window. */
export function useLook(place: InboxPlace): Required<RowLook> {
  const liked = usePreferences();
  const view = useSavedView(place);
  return {
    density: place.density ?? view?.density ?? liked.density,
    facts: place.facts ?? view?.facts ?? liked.facts,
  };
}
