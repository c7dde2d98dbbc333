import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../../shared/ids.ts';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useWayBack } from '../../../components/order/use-way-back.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useNavigate, useStores } from '../../../state/context.tsx';
import { hrefToInbox, inboxPlaceOf } from '../../../state/routes/route.ts';
import { panelFocus } from '../panel-focus.ts';

export type Named = { readonly id: OrderId; readonly number: string };

/** A manager's decision on two possible duplicates: shown at once, with Undo. One decision at a time. */
export function useSame() {
  const { t } = useTranslation(['relatedOrders', 'common']);
  const client = useClient();
  const { order, route } = useStores();
  const wayBack = useWayBack();
  const toasts = useToasts();
  const navigate = useNavigate();
  const [isAsking, setAsking] = useState(false);

  /** Shows the remaining order in place of a removed one, if that is still on screen. */
  function show(id: OrderId, gone: OrderId): void {
    const now = route.getState();
    const place = inboxPlaceOf(now);
    if (now.page !== 'inbox' || place.order !== gone) return;
    navigate(hrefToInbox({ ...place, order: id }), { replace: true });
  }

  async function ask(
    one: Named,
    other: Named,
    made: 'kept' | 'both',
    work: () => Promise<OrderDetail>,
    done: string,
  ): Promise<void> {
    if (isAsking) return;
    const focusPanel = panelFocus();
    setAsking(true);
    const id = `same:${[one.id, other.id].toSorted().join(' ')}`;
    const fail = (thrown: unknown): void =>
      toasts.failed({
        id,
        what: t('relatedOrders:couldNotDecide', { number: one.number }),
        error: toCallError(thrown),
      });
    try {
      order.take(await work());
      const back = (): void => {
        client.call('orders.undoSame', { id: one.id, other: other.id, made }).then((detail) => {
          order.take(detail);
          toasts.done({ id, text: t('relatedOrders:undone') });
        }, fail);
      };
      wayBack({ id, text: done, back });
      focusPanel();
    } catch (thrown) {
      fail(thrown);
    }
    setAsking(false);
  }

  return {
    isAsking,
    merge: (keep: Named, drop: Named, open: OrderId): Promise<void> =>
      ask(
        keep,
        drop,
        'kept',
        async () => {
          const detail = await client.call('orders.merge', { keep: keep.id, drop: drop.id });
          if (open !== keep.id) show(keep.id, open);
          return detail;
        },
        t('relatedOrders:merged', { keep: keep.number, drop: drop.number }),
      ),
    keepBoth: (one: Named, other: Named): Promise<void> =>
      ask(
        one,
        other,
        'both',
        () => client.call('orders.keepBoth', { id: one.id, other: other.id }),
        t('relatedOrders:keptBoth', { one: one.number, other: other.number }),
      ),
    takeBack: async (one: Named, other: Named): Promise<void> => {
      const id = `same:${[one.id, other.id].toSorted().join(' ')}`;
      const focusPanel = panelFocus();
      try {
        order.take(await client.call('orders.undoSame', { id: one.id, other: other.id }));
        toasts.done({ id, text: t('relatedOrders:undone') });
        focusPanel();
      } catch (thrown) {
        toasts.failed({
          id,
          what: t('relatedOrders:couldNotDecide', { number: one.number }),
          error: toCallError(thrown),
        });
      }
    },
  };
}
