import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { inboxViews } from '../../../shared/views.ts';
import { reachList } from '../../components/layout/list-with-detail.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import { placeOfShipped } from '../../state/inbox/saved-place.ts';
import type { InboxPlace } from '../../state/routes/route.ts';
import { hrefToInbox, inboxPlaceOf, isNarrow, widened } from '../../state/routes/route.ts';
import { openFilters } from './filters/filter-button.tsx';
import { focusList } from './list-focus.ts';
import { focusSearch } from './list-head.tsx';
import { useWork } from './use-work.ts';

/** The keys of the inbox. Side by side, the open order follows the cursor; in a narrow window it waits for Enter. */
export function InboxKeys({ isWide }: { readonly isWide: boolean }) {
  const { t } = useTranslation(['inbox', 'order', 'orderActions', 'filters', 'tickets', 'palette']);
  const { inbox, picked, route } = useStores();
  const navigate = useNavigate();
  const scope = t('keysScope');
  const ofOrder = t('order:keysScope');
  const work = useWork(isWide);
  // read when a key runs, because earlier keys may have changed it
  const placeNow = (): InboxPlace => inboxPlaceOf(route.getState());
  const { openNow, isCovered } = work;

  /** A key action in the list: after a change of view or search it waits until that is on screen. */
  const inList = (act: () => void) => (): void => inbox.onceListed(act);
  const onOrder = (act: () => void) => (): void => inbox.onceListed(act, openNow() === null);

  const show = (id: OrderId): void =>
    navigate(hrefToInbox({ ...placeNow(), order: id }), { replace: openNow() !== null });
  const move = (by: number): void => {
    const row = inbox.move(by);
    if (row !== null && (isWide || openNow() !== null)) show(row.id);
  };
  const openPointed = (): void => {
    const row = work.pointed() ?? inbox.move(1);
    if (row === null) return;
    show(row.id);
    requestAnimationFrame(() => document.getElementById('order-panel')?.focus());
  };
  const close = (): void => navigate(hrefToInbox({ ...placeNow(), order: null }));
  /** Closes one layer per press: the selection, the order, the filters. */
  const back = (): void => {
    if (!isCovered() && picked.clear()) return;
    if (openNow() !== null) close();
    else if (isNarrow(placeNow())) navigate(hrefToInbox(widened(placeNow())));
    requestAnimationFrame(focusList); // in a narrow window the list can get the focus only after the order has closed
  };
  /** A key action on the list: it first closes an open order that covers the list. */
  const onList = (act: () => void) => (): void => {
    const wasCovered = isCovered();
    reachList(wasCovered, close, () => {
      if (wasCovered) focusList();
      act();
    });
  };
  const showView = (to: InboxPlace): void => {
    const wasCovered = isCovered();
    navigate(hrefToInbox(wasCovered ? { ...to, order: null } : to));
    if (wasCovered) requestAnimationFrame(focusList);
  };
  const pick = (): void => {
    const row = work.pointed() ?? inbox.move(1);
    if (row !== null) picked.toggle(row.id);
  };
  /** The cursor moves too; the open order does not, because each step would open one. */
  const extend = (by: number): void => {
    const begin = inbox.getState().cursor?.place;
    const row = inbox.move(by);
    const { cursor, listing, above } = inbox.getState();
    if (row === null || cursor === null || listing.state !== 'ready') return;
    picked.extend({ rows: listing.rows, above }, begin ?? cursor.place, cursor.place);
  };

  const printKey = { scope: ofOrder, label: t('tickets:keyPrint'), run: onOrder(work.print) };
  useHotkeys([
    {
      id: 'inbox.down',
      keys: ['j', 'arrowdown'],
      scope,
      label: t('keyDown'),
      run: inList(() => move(1)),
      repeats: true,
    },
    {
      id: 'inbox.up',
      keys: ['k', 'arrowup'],
      scope,
      label: t('keyUp'),
      run: inList(() => move(-1)),
      repeats: true,
    },
    { id: 'inbox.open', keys: ['enter', 'o'], scope, label: t('keyOpen'), run: inList(openPointed) },
    { id: 'inbox.pick', keys: ['x'], scope, label: t('orderActions:keyPick'), run: inList(onList(pick)) },
    {
      id: 'inbox.pickDown',
      keys: ['shift+j', 'shift+arrowdown'],
      scope,
      label: t('orderActions:keyPickDown'),
      run: inList(onList(() => extend(1))),
      repeats: true,
    },
    {
      id: 'inbox.pickUp',
      keys: ['shift+k', 'shift+arrowup'],
      scope,
      label: t('orderActions:keyPickUp'),
      run: inList(onList(() => extend(-1))),
      repeats: true,
    },
    {
      id: 'order.next',
      keys: [']'],
      scope: ofOrder,
      label: t('order:keyNext'),
      run: inList(() => move(1)),
      repeats: true,
    },
    {
      id: 'order.previous',
      keys: ['['],
      scope: ofOrder,
      label: t('order:keyPrevious'),
      run: inList(() => move(-1)),
      repeats: true,
    },
    { id: 'order.step', keys: ['t'], scope: ofOrder, label: t('order:keyTake'), run: onOrder(work.step) },
    {
      id: 'order.done',
      keys: ['e'],
      scope: ofOrder,
      label: t('orderActions:keyDone'),
      run: onOrder(() => work.make({ kind: 'status', status: 'handed-over' })),
    },
    {
      id: 'order.status',
      keys: ['s'],
      scope: ofOrder,
      label: t('orderActions:keyStatus'),
      run: onOrder(() => work.ask('status', null)),
    },
    {
      id: 'order.tag',
      keys: ['l'],
      scope: ofOrder,
      label: t('orderActions:keyTag'),
      run: onOrder(() => work.ask('tag', null)),
    },
    {
      id: 'order.assign',
      keys: ['a'],
      scope: ofOrder,
      label: t('orderActions:keyAssign'),
      run: onOrder(() => work.ask('assign', null)),
    },
    {
      id: 'order.payment',
      keys: [],
      scope: ofOrder,
      label: t('orderActions:payment'),
      synonyms: t('palette:synonyms_payment'),
      run: onOrder(() => work.ask('payment', null)),
    },
    {
      id: 'order.snooze',
      keys: ['h'],
      scope: ofOrder,
      label: t('orderActions:keySnooze'),
      run: onOrder(() => work.ask('snooze', null)),
    },
    {
      id: 'order.unread',
      keys: ['u'],
      scope: ofOrder,
      label: t('orderActions:keyUnread'),
      run: onOrder(() => void work.toggleUnread()),
    },
    { ...printKey, id: 'order.print', keys: ['p'] },
    // else the browser would print the page around it
    { ...printKey, id: 'order.printTyping', keys: ['mod+p'], whileTyping: true },
    { id: 'inbox.search', keys: ['/'], scope, label: t('keySearch'), run: onList(focusSearch) },
    { id: 'inbox.filter', keys: ['f'], scope, label: t('filters:keyFilter'), run: onList(openFilters) },
    { id: 'inbox.back', keys: ['escape'], scope, label: t('keyBack'), run: back },
    ...inboxViews.map((view, index) => ({
      id: `inbox.view.${view}`,
      keys: [String(index + 1)],
      scope,
      label: t('keyView', { view: t(`view_${view}`) }),
      run: () => showView(placeOfShipped(view, placeNow())),
    })),
  ]);
  return null;
}
