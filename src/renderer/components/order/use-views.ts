import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { inboxViews } from '../../../shared/views.ts';
import { useRoute, useStores } from '../../state/context.tsx';
import { placeOfSaved, placeOfShipped } from '../../state/inbox/saved-place.ts';
import { hrefToInbox, inboxPlaceOf } from '../../state/routes/route.ts';

export type ViewLink = {
  readonly key: string;
  readonly word: string;
  readonly href: string;
  /** Null while unknown. */
  readonly count: number | null;
  readonly isHere: boolean;
  readonly tone: 'hot' | 'doubtful' | 'plain';
};

/** All views, shipped and saved, each with its route and its current number of orders. */
export function useViews(): { readonly shipped: readonly ViewLink[]; readonly saved: readonly ViewLink[] } {
  const { t } = useTranslation('inbox');
  const { inbox, savedViews } = useStores();
  const listing = useStore(inbox, (state) => state.listing);
  const { views, counts } = useStore(savedViews);
  const route = useRoute();
  const place = inboxPlaceOf(route);
  const isInbox = route.page === 'inbox';
  const own = views ?? [];
  const savedHere = isInbox ? (own.find(({ id }) => id === place.saved)?.id ?? null) : null;
  const shipped = inboxViews.flatMap((view): readonly ViewLink[] => {
    const count = listing.state === 'ready' ? listing.counts[view] : null;
    const isHere = isInbox && savedHere === null && view === place.view;
    // most shops never get a forged order: the view is hidden until there is one
    if (view === 'quarantine' && !isHere && !count) return [];
    const to = isInbox
      ? placeOfShipped(view, { ...place, saved: savedHere })
      : { view, text: '', order: null };
    return [
      {
        key: view,
        word: t(`view_${view}`),
        href: hrefToInbox(to),
        count,
        isHere,
        tone: view === 'quarantine' ? 'doubtful' : view === 'new' ? 'hot' : 'plain',
      },
    ];
  });
  return {
    shipped,
    saved: own.map((view) => ({
      key: view.id,
      word: view.name,
      href: hrefToInbox({ ...placeOfSaved(view), order: isInbox ? place.order : null }),
      count: counts.get(view.id) ?? null,
      isHere: view.id === savedHere,
      tone: 'plain',
    })),
  };
}
