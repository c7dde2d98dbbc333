import { useTranslation } from 'react-i18next';
import type { OrderAction } from '../../../shared/order-actions.ts';
import { useNow } from '../../lib/browser/use-now.tsx';
import type { Target } from '../../state/inbox/batches.ts';
import { sizeOf } from '../../state/inbox/batches.ts';
import { useFormat } from '../i18n/use-format.tsx';

/** What the messages need to know about the orders of an action. */
export type About = {
  /** How many of them are new; a snooze takes those too. */
  readonly taken: number;
  readonly of: number;
  /** At least one of them has an authorized payment. */
  readonly isAnyPaid: boolean;
};

/** The target of an action, and the finished action, in words: `#1042`, `12 orders`; `12 orders: taken`. */
export function useActionWords() {
  const { t } = useTranslation(['orderActions', 'common']);
  const format = useFormat();
  const now = useNow();
  const orders = (count: number): string => t('orderActions:orders', { count, shown: format.count(count) });
  return {
    orders,
    /** @param number of a single order; empty if it has none or there are many */
    whatOf(target: Target, number: string): string {
      const count = sizeOf(target);
      if (count === 1 && 'ids' in target) return number || t('common:noNumber');
      return orders(count);
    },
    saidOf(what: string, deed: OrderAction, orders: About = { taken: 0, of: 1, isAnyPaid: false }): string {
      switch (deed.kind) {
        case 'take':
          return t('orderActions:saidTake', { what });
        case 'status':
          if (deed.status === 'cancelled' && orders.isAnyPaid) {
            return t('orderActions:saidCancelledPaid', { what, count: orders.of });
          }
          return t('orderActions:saidStatus', { what, status: t(`common:status_${deed.status}`) });
        case 'payment':
          return t('orderActions:saidPayment', { what, payment: t(`common:payment_${deed.paymentStatus}`) });
        case 'tag':
          return t(deed.on ? 'orderActions:saidTagOn' : 'orderActions:saidTagOff', { what, tag: deed.tag });
        case 'assign':
          return deed.manager === null
            ? t('orderActions:saidAssignNobody', { what })
            : t('orderActions:saidAssign', { what, name: deed.manager });
        case 'snooze':
          return deed.until === null
            ? t('orderActions:saidAwake', { what })
            : t(`orderActions:${snoozeWords(orders)}`, { what, until: format.time(deed.until, now) });
      }
    },
  };
}

function snoozeWords({ taken, of }: About) {
  if (taken === 0) return 'saidSnooze' as const;
  return taken === of ? ('saidSnoozeTaken' as const) : ('saidSnoozeSome' as const);
}
