import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goodsCost, lineCost } from '../../../shared/bill.ts';
import { lessText } from '../../../shared/charges.ts';
import type { OrderId } from '../../../shared/ids.ts';
import type { Money } from '../../../shared/money.ts';
import type { LineItem, OrderContent, PaymentStatus, Refund } from '../../../shared/order.ts';
import { dueNow } from '../../../shared/payment.ts';
import { isGone, piecesOf } from '../../../shared/remaining-quantity.ts';
import { isDiscountIncluded, sumUp } from '../../../shared/sum-up.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { Refunds } from './cancelling/refunds.tsx';
import styles from './items.module.css';

type Props = {
  readonly id: OrderId;
  readonly content: OrderContent;
  /** The payment status, by the source or a manager. */
  readonly payment: PaymentStatus;
  readonly refunds: readonly Refund[];
};

export function Items({ id, content, payment, refunds }: Props) {
  const { t } = useTranslation('order');
  return (
    <section aria-label={t('items')}>
      {content.items.length === 0 && <p className={styles.none}>{t('itemsNone')}</p>}
      <table className={styles.table}>
        <tbody>
          {content.items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an order may be equal, and lines never move
            <Line key={index} item={item} />
          ))}
        </tbody>
        <tfoot>
          <Totals content={content} payment={payment} />
        </tfoot>
      </table>
      {refunds.length > 0 && <Refunds id={id} refunds={refunds} />}
    </section>
  );
}

function Line({ item }: { readonly item: LineItem }) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const cost = lineCost(item);
  const said = useSaid();
  const facts = [...item.options.map(said), item.sku].filter(Boolean).join(' · ');
  const { quantity, left } = item;
  const pieces = piecesOf(item);
  return (
    <tr>
      <td className={styles.quantity} data-many={pieces > 1}>
        {format.count(pieces)} ×
      </td>
      <td className={styles.title}>
        {isGone(item) ? <del>{item.title}</del> : item.title}
        {left !== undefined && (
          <span className={styles.less}>
            {t('less', { some: format.count(quantity - left), of: format.count(quantity) })}
          </span>
        )}
        {facts !== '' && <span className={styles.facts}>{facts}</span>}
      </td>
      <td className={styles.amount}>
        {cost === null ? <span className={styles.facts}>{t('notTold')}</span> : format.money(cost)}
        {quantity > 1 && item.unitPrice && (
          <span className={styles.facts}>{t('each', { amount: format.money(item.unitPrice) })}</span>
        )}
      </td>
    </tr>
  );
}

function Totals({ content, payment }: Pick<Props, 'content' | 'payment'>) {
  const { t } = useTranslation('order');
  const format = useFormat();
  const { deliveryFee, discount, tax, tip, refunded, takenOff, fees, total, presentmentTotal } = content;
  const said = useSaid();
  const sum = sumUp(content);
  const goods = goodsCost(content);
  const due = content.due && dueNow(content, payment);
  const hasParts = [deliveryFee, discount, tax, tip, takenOff].some((part) => part && part.minor !== 0);
  const isIncluded = isDiscountIncluded(content);
  const plain = (amount: Money): string => format.money({ ...amount, minor: Math.abs(amount.minor) });
  const minus = (amount: Money): string => lessText(amount, format.locale);
  return (
    <>
      {goods && hasParts && <Sum words={t('subtotal')}>{format.money(goods)}</Sum>}
      {deliveryFee && <Sum words={t('delivery')}>{format.money(deliveryFee)}</Sum>}
      {fees?.map(({ label, amount }) => (
        <Sum key={label} words={said(label)}>
          {format.money(amount)}
        </Sum>
      ))}
      {discount && discount.minor !== 0 && (
        <Sum
          words={[t(isIncluded ? 'discountIncluded' : 'discount'), ...(content.discountCodes ?? [])].join(
            ' · ',
          )}
        >
          {isIncluded ? plain(discount) : minus(discount)}
        </Sum>
      )}
      {tax && tax.minor !== 0 && (
        <Sum words={content.taxIncluded ? t('taxIncluded') : t('tax')}>{format.money(tax)}</Sum>
      )}
      {tip && tip.minor !== 0 && <Sum words={t('tip')}>{format.money(tip)}</Sum>}
      {takenOff && <Sum words={t('takenOff')}>{minus(takenOff)}</Sum>}
      <tr className={styles.total}>
        <th scope="row" colSpan={2}>
          {t('total')}
          {sum.kind === 'adds-up' && (
            <span className={styles.good}>
              <IconCheck size={14} aria-hidden />
              {t('addsUp')}
            </span>
          )}
          {sum.kind === 'differs' && (
            <span className={styles.warn}>
              <IconAlertTriangle size={14} aria-hidden />
              {t('differs', { amount: format.money(sum.by) })}
            </span>
          )}
        </th>
        <td className={styles.amount}>
          {total ? format.money(total) : t('totalNone')}
          {presentmentTotal && presentmentTotal.currency !== total?.currency && (
            <span className={styles.facts}>{t('buyerSaw', { amount: format.money(presentmentTotal) })}</span>
          )}
        </td>
      </tr>
      {refunded && refunded.minor !== 0 && <Sum words={t('refunded')}>{minus(refunded)}</Sum>}
      {due && <Sum words={t('due')}>{format.money(due)}</Sum>}
    </>
  );
}

const Sum = ({ words, children }: { readonly words: string; readonly children: ReactNode }) => (
  <tr className={styles.sum}>
    <th scope="row" colSpan={2}>
      {words}
    </th>
    <td className={styles.amount}>{children}</td>
  </tr>
);
