import { useTranslation } from 'react-i18next';
import { isOfMail } from '../../../../shared/ids.ts';
import type { Money } from '../../../../shared/money.ts';
import { subtractMoney } from '../../../../shared/money.ts';
import type { Order } from '../../../../shared/order.ts';
import { isHeldPayment } from '../../../../shared/payment.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';

type Cancelled = Pick<Order, 'source' | 'content' | 'paymentStatus'>;

/**
 * What cancelling an order here leaves to do elsewhere: it stays open in Shopify, and the buyer's money is not given back.
 * @param copy the number of its open copy in Shopify; null where it has none
 */
export function useCancelNotes(): (order: Cancelled, copy: string | null) => readonly string[] {
  const { t } = useTranslation(['relatedOrders', 'common']);
  const format = useFormat();
  const sourceName = useSourceName();

  function amountOf({ content: { total, refunded, due }, paymentStatus }: Cancelled): string {
    const isPart = paymentStatus === 'partially-paid';
    if (isPart && due === undefined) return t('relatedOrders:cancelPaidPart');
    if (total === undefined) return t('relatedOrders:cancelPaidWhole');
    return format.money(without(without(total, refunded), isPart ? due : undefined));
  }

  return (order, copy) => {
    const { source, content, paymentStatus } = order;
    const isOpenThere = source === 'shopify' && content.cancelledAt === undefined;
    const number = isOpenThere ? content.number || t('common:noNumber') : copy;
    const where = source === 'shopify' ? 'shopify' : isOfMail(source) ? 'service' : 'manual';
    const money = { amount: amountOf(order), service: sourceName(source) };
    return [
      ...(number === null ? [] : [t('relatedOrders:cancelInShopify', { number })]),
      ...(isHeldPayment(paymentStatus) ? [t(`relatedOrders:cancelPaid_${where}`, money)] : []),
    ];
  };
}

const without = (amount: Money, part: Money | undefined): Money =>
  part?.currency === amount.currency ? subtractMoney(amount, part) : amount;
