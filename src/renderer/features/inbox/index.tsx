import type { ReactNode } from 'react';
import { useDeferredValue, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { OrderId } from '../../../shared/ids.ts';
import { ListWithDetail } from '../../components/layout/list-with-detail.tsx';
import list from '../../components/layout/long-list.module.css';
import { useListWidth } from '../../components/preferences/use-list-width.ts';
import { Empty } from '../../components/ui/states.tsx';
import { besideWidth, useWidth } from '../../lib/browser/use-width.ts';
import { useNavigate, useRoute, useStores } from '../../state/context.tsx';
import { hasPicked } from '../../state/inbox/picked.ts';
import { hrefToInbox, inboxPlaceOf, openOrderOf } from '../../state/routes/route.ts';
import { ActionBar } from './action-bar.tsx';
import { ActionMenu } from './action-menu/action-menu.tsx';
import { InboxKeys } from './inbox-keys.tsx';
import { focusList } from './list-focus.ts';
import { ListHead } from './list-head.tsx';
import { OrderList } from './order-list.tsx';
import { Restoring } from './restoring.tsx';
import { useReadOnOpen } from './use-read-on-open.ts';

type Props = { readonly renderOrder: (order: { readonly id: OrderId }) => ReactNode };

/** The orders and the open one: side by side, or one over the other in a narrow window. */
export function InboxPage({ renderOrder }: Props) {
  const { t } = useTranslation('inbox');
  const { inbox, order, picked } = useStores();
  const navigate = useNavigate();
  const route = useRoute();
  const place = inboxPlaceOf(route);
  const isWide = useWidth(besideWidth);
  const listWidth = useListWidth();
  const open = openOrderOf(place);
  const isAnyPicked = useStore(picked, hasPicked);

  useEffect(() => {
    if (open === null) {
      order.close();
      return;
    }
    inbox.point(open);
    order.follow(open);
  }, [inbox, order, open]);
  // a selection moves the cursor off the open order: when it ends, the list and the keys return to that order
  useEffect(() => {
    if (!isAnyPicked && open !== null) inbox.point(open);
  }, [inbox, isAnyPicked, open]);

  useReadOnOpen(open);
  // a cursor step renders before the order it opens, so that holding J down shows every row
  const before = useDeferredValue(open);
  const drawn = open === null || before === null ? open : before;

  const close = (): void => {
    navigate(hrefToInbox({ ...place, order: null }));
    requestAnimationFrame(focusList); // the button is removed with the order, and the list can get the focus only then
  };
  const detail = drawn === null ? <NothingOpen /> : renderOrder({ id: drawn });

  return (
    <>
      <ActionMenu />
      <InboxKeys isWide={isWide} />
      <ListWithDetail
        title={t('title')}
        isWide={isWide}
        isOpen={open !== null}
        onClose={close}
        {...listWidth}
        list={
          <>
            <ListHead place={place} />
            <Restoring />
            <OrderList place={place} isWide={isWide} />
            <ActionBar />
          </>
        }
        detail={detail}
      />
    </>
  );
}

function NothingOpen() {
  const { t } = useTranslation('inbox');
  const hasOrders = useStore(
    useStores().inbox,
    ({ listing }) => listing.state === 'ready' && listing.total > 0,
  );
  if (!hasOrders) return <div className={list.nothing} />;
  return (
    <div className={list.nothing}>
      <Empty text={t('nothingOpen')} hint={t('nothingOpenHint', { down: 'J', up: 'K', take: 'T' })} />
    </div>
  );
}
