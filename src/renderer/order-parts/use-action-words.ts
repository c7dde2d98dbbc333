import { useTranslation } from 'react-i18next';
import type { OrderAction } from '../../shared/order-actions.ts';
import { useFormat } from '../i18n/use-format.tsx';
import type { Target } from '../state/batches.ts';
import { sizeOf } from '../state/batches.ts';
import { useNow } from '../ui/use-now.tsx';

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
  const { t } = useTranslation(['deeds', 'common']);
  const format = useFormat();
  const now = useNow();
  const orders = (count: number): string => t('deeds:orders', { count, shown: format.count(count) });
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
          return t('deeds:saidTake', { what });
        case 'status':
          if (deed.status === 'cancelled' && orders.isAnyPaid) {
            return t('deeds:saidCancelledPaid', { what, count: orders.of });
          }
          return t('deeds:saidStatus', { what, status: t(`common:status_${deed.status}`) });
        case 'payment':
          return t('deeds:saidPayment', { what, payment: t(`common:payment_${deed.paymentStatus}`) });
        case 'tag':
          return t(deed.on ? 'deeds:saidTagOn' : 'deeds:saidTagOff', { what, tag: deed.tag });
        case 'assign':
          return deed.manager === null
            ? t('deeds:saidAssignNobody', { what })
            : t('deeds:saidAssign', { what, name: deed.manager });
        case 'snooze':
          return deed.until === null
            ? t('deeds:saidAwake', { what })
            : t(`deeds:${snoozeWords(orders)}`, { what, until: format.time(deed.until, now) });
      }
    },
  };
}

function snoozeWords({ taken, of }: About) {
  if (taken === 0) return 'saidSnooze' as const;
  return taken === of ? ('saidSnoozeTaken' as const) : ('saidSnoozeSome' as const);
}
