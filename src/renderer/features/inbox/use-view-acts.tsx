import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../shared/saved-views.ts';
import { useWayBack } from '../../components/order/use-way-back.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useNavigate, useStores } from '../../state/context.tsx';
import { placeOfSaved } from '../../state/inbox/saved-place.ts';
import { hrefToInbox, inboxPlaceOf } from '../../state/routes/route.ts';

/** Saves and deletes views, with Undo. */
export function useViewActs() {
  const { t } = useTranslation('filters');
  const { savedViews, route } = useStores();
  const wayBack = useWayBack();
  const navigate = useNavigate();
  const toasts = useToasts();

  const show = (view: SavedView): void => {
    const { order } = inboxPlaceOf(route.getState());
    navigate(hrefToInbox({ ...placeOfSaved(view), order }), { replace: true });
  };
  const failed = (view: SavedView, what: 'notSaved' | 'notRemoved', retry: () => void) => (thrown: unknown) =>
    toasts.failed({
      id: `view ${view.id}`,
      what: t(what, { name: view.name }),
      error: toCallError(thrown),
      retry,
    });
  const told = (view: SavedView, text: string, back: () => void): void => {
    wayBack({ id: `view ${view.id}`, text, back });
  };

  async function keep(view: SavedView): Promise<void> {
    try {
      await savedViews.save(view);
    } catch (thrown) {
      failed(view, 'notSaved', () => void keep(view))(thrown);
    }
  }

  async function drop(view: SavedView): Promise<void> {
    try {
      await savedViews.remove(view.id);
    } catch (thrown) {
      failed(view, 'notRemoved', () => void drop(view))(thrown);
    }
  }

  return {
    /** @param before the saved version before; absent for a new one */
    async save(view: SavedView, how: 'new' | 'changed' | 'renamed', before?: SavedView): Promise<void> {
      try {
        await savedViews.save(view);
      } catch (thrown) {
        failed(view, 'notSaved', () => void this.save(view, how, before))(thrown);
        return;
      }
      if (how !== 'renamed') show(view);
      told(
        view,
        t(how === 'renamed' ? 'renamed' : 'saved', { name: view.name }),
        () => void (before ? keep(before) : drop(view)),
      );
    },
    async remove(view: SavedView): Promise<void> {
      try {
        await savedViews.remove(view.id);
      } catch (thrown) {
        failed(view, 'notRemoved', () => void this.remove(view))(thrown);
        return;
      }
      told(view, t('removed', { name: view.name }), () => void keep(view));
    },
  };
}
