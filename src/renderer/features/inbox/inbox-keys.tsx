import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import type { OrderRow } from '../../../shared/views.ts';
import { inboxViews } from '../../../shared/views.ts';
import { useDecide } from '../../order-parts/use-decide.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import type { Subject } from '../../state/decisions.ts';
import { nextStep, withWish } from '../../state/decisions.ts';
import type { InboxPlace } from '../../state/route.ts';
import { hrefToInbox, isNarrow, widened } from '../../state/route.ts';
import { useHotkeys } from '../../ui/use-hotkeys.tsx';
import { focusList } from './list-focus.ts';
import { focusSearch } from './list-head.tsx';

type Props = { readonly place: InboxPlace; readonly isWide: boolean; readonly open: OrderId | null };

/** The keys of the inbox. Side by side, the open order follows the cursor; in a narrow window it waits for Enter. */
export function InboxKeys({ place, isWide, open }: Props) {
  const { t } = useTranslation(['inbox', 'order']);
  const { inbox, order, decisions } = useStores();
  const navigate = useNavigate();
  const decide = useDecide();
  const scope = t('keysScope');

  const show = (id: OrderId): void =>
    navigate(hrefToInbox({ ...place, order: id }), { replace: open !== null });
  const move = (by: number): void => {
    const row = inbox.move(by);
    if (row !== null && (isWide || open !== null)) show(row.id);
  };
  const pointed = (): OrderRow | null => {
    const { cursor, listing } = inbox.getState();
    if (cursor === null || listing.state !== 'ready') return null;
    const row = listing.rows.get(cursor.place);
    return row?.id === cursor.id ? row : null;
  };
  const openPointed = (): void => {
    const row = pointed() ?? inbox.move(1);
    if (row === null) return;
    show(row.id);
    requestAnimationFrame(() => document.getElementById('order-panel')?.focus());
  };
  const back = (): void => {
    if (open !== null) navigate(hrefToInbox({ ...place, order: null }));
    else if (isNarrow(place)) {
      navigate(hrefToInbox(widened(place)));
    }
    requestAnimationFrame(focusList); // in a narrow window the list can be reached only when the order is gone
  };
  /** The order the cursor is on, else the open one: taken, it has left the view and is still the one that is looked at. */
  const subjectNow = (): Subject | null => {
    const row = pointed();
    if (row !== null) return row.quarantined || row.partOf !== null ? null : row;
    const shown = order.getState();
    if (open === null || shown.state !== 'ready' || shown.id !== open) return null;
    const { id, content, status, paymentStatus, takenBy, quarantined, partOf } = shown.detail.order;
    if (quarantined || partOf) return null; // it has to be released first, or another order is worked on
    return { id, number: content.number, status, paymentStatus, takenBy: takenBy ?? null };
  };
  const step = (): void => {
    const known = subjectNow();
    if (known === null) return;
    const subject = withWish(known, decisions.getState()[known.id]);
    const next = nextStep(subject.status);
    if (next !== null) void decide(subject, next);
  };

  useHotkeys([
    { id: 'inbox.down', keys: ['j', 'arrowdown'], scope, label: t('keyDown'), run: () => move(1) },
    { id: 'inbox.up', keys: ['k', 'arrowup'], scope, label: t('keyUp'), run: () => move(-1) },
    { id: 'inbox.open', keys: ['enter', 'o'], scope, label: t('keyOpen'), run: openPointed },
    {
      id: 'order.next',
      keys: [']'],
      scope: t('order:keysScope'),
      label: t('order:keyNext'),
      run: () => move(1),
    },
    {
      id: 'order.previous',
      keys: ['['],
      scope: t('order:keysScope'),
      label: t('order:keyPrevious'),
      run: () => move(-1),
    },
    { id: 'order.step', keys: ['t'], scope: t('order:keysScope'), label: t('order:keyTake'), run: step },
    { id: 'inbox.search', keys: ['/'], scope, label: t('keySearch'), run: focusSearch },
    { id: 'inbox.back', keys: ['escape'], scope, label: t('keyBack'), run: back },
    ...inboxViews.map((view, index) => ({
      id: `inbox.view.${view}`,
      keys: [String(index + 1)],
      scope,
      label: t('keyView', { view: t(`view_${view}`) }),
      run: () => navigate(hrefToInbox({ ...place, view, order: place.order })),
    })),
  ]);
  return null;
}
