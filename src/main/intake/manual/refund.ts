import type { EntryData } from '../../../shared/entry.ts';
import { sumOf } from '../../../shared/fold-parts.ts';
import { moneyToDecimal, subtractMoney, typedMoney, zero } from '../../../shared/money.ts';
import type { Order } from '../../../shared/order.ts';
import { greatest, wasPaid } from '../../../shared/payment.ts';
import { Problem } from '../../../shared/problem.ts';

export type RefundNote = { readonly key: string; readonly amount: string; readonly reason: string };

/**
 * Validates a refund: exact, and at most what remains of the payment. Pure.
 * @throws Problem `bad-input` with the field, or `refused` if nothing can be refunded
 */
export function refundOf(order: Order, { key, amount, reason }: RefundNote): EntryData<'refund-noted'> {
  const { content, refunds = [] } = order;
  const { total } = content;
  if (order.source === 'shopify') {
    throw new Problem('refused', 'Refunds of this order come from Shopify', {
      fix: 'Refund it in Shopify',
    });
  }
  if (!wasPaid(order.paymentStatus) || !total) {
    throw new Problem('refused', 'The order is not marked as paid', { fix: 'Mark the order paid first' });
  }
  const known = refunds.find(({ id }) => id === key);
  if (known) return { refundId: key, amount: known.amount, reason: known.reason };
  const back = parsed(amount, total.currency);
  const before = greatest([sumOf(refunds, total.currency) ?? zero(total.currency), content.refunded]);
  const left = subtractMoney(total, before ?? zero(total.currency));
  if (back.minor <= 0) throw new Problem('bad-input', 'enter an amount above zero', { field: 'amount' });
  if (back.minor > left.minor) {
    const most = `${moneyToDecimal(left)} ${left.currency}`;
    throw new Problem('bad-input', `More than the refundable amount: ${most}`, { field: 'amount' });
  }
  return { refundId: key, amount: back, reason };
}

function parsed(amount: string, currency: string) {
  try {
    return typedMoney(amount, currency);
  } catch (cause) {
    throw new Problem('bad-input', `"${amount}" is not an amount in ${currency}`, { cause, field: 'amount' });
  }
}
