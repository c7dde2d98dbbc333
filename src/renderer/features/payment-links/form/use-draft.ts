import type { DraftId } from '../../../../shared/ids.ts';
import type { DraftDetail } from '../../../../shared/views.ts';
import { isOrderChanged } from '../../../state/is-order-changed.ts';
import type { Asked } from '../../../state/queries/query-store.ts';
import { useQueryStore } from '../../../state/queries/use-query-store.ts';

/** One draft order, reloaded whenever it changes. */
export function useDraft(id: DraftId): {
  readonly detail: Asked<DraftDetail>;
  readonly ask: () => void;
  /** Stores its state after an action. */
  readonly take: (now: DraftDetail) => void;
} {
  const { asked, refresh, take } = useQueryStore(
    (client) => client.call('drafts.get', { id }),
    (event, shown) =>
      event.kind === 'app-changed' ||
      (shown !== null && isOrderChanged(shown.draft, event)) ||
      (event.kind === 'drafts-changed' && (event.ids.length === 0 || event.ids.includes(id))),
  );
  return { detail: asked, ask: () => void refresh(), take };
}
