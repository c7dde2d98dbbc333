import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../shared/customer/view.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { PaymentMark, StatusMark } from '../../components/order/status-mark.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { hrefTo, hrefToInbox } from '../../state/routes/route.ts';
import styles from './panel.module.css';

/** All orders of every source, latest first, and the favourite products. */
export function CustomerOrders({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation(['customers', 'common', 'drafts']);
  const format = useFormat();
  const now = useNow();
  const { orders, row, favourites, drafts } = customer;
  return (
    <>
      {favourites.length > 0 && (
        <section className={styles.section} aria-label={t('customers:favourites')}>
          <h3 className={styles.title}>{t('customers:favourites')}</h3>
          <ol className={styles.favourites}>
            {favourites.map(({ title, quantity }) => (
              <li key={title}>
                <span className={styles.times}>{format.count(quantity)} ×</span> {title}
              </li>
            ))}
          </ol>
        </section>
      )}
      <section className={styles.section} aria-label={t('customers:allOrders')}>
        <h3 className={styles.title}>{t('customers:allOrders')}</h3>
        <ul className={styles.orders}>
          {orders.map((order) => (
            <li key={order.id} className={styles.order}>
              <div className={styles.orderLine}>
                <Anchor
                  className={styles.number ?? ''}
                  href={hrefToInbox({ view: 'all', text: '', order: order.id })}
                >
                  <bdi dir="ltr">{order.number || t('common:noNumber')}</bdi>
                </Anchor>
                <SourceMark source={order.source} />
                <span className={styles.amount} data-gone={order.status === 'cancelled'}>
                  {order.total ? format.money(order.total) : '—'}
                </span>
              </div>
              <div className={styles.orderFacts}>
                <span className={styles.cut}>
                  {[
                    format.time(order.receivedAt, now),
                    t('common:items', { count: order.itemCount }),
                    order.place,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className={styles.states}>
                  <PaymentMark status={order.paymentStatus} />
                  <StatusMark status={order.status} />
                </span>
              </div>
            </li>
          ))}
        </ul>
        {row.orders > orders.length && (
          <p className={styles.hint}>
            {t('customers:newestOf', { shown: orders.length, count: row.orders })}
          </p>
        )}
      </section>
      {drafts.length > 0 && (
        <section className={styles.section} aria-label={t('customers:drafts')}>
          <h3 className={styles.title}>{t('customers:drafts')}</h3>
          <ul className={styles.orders}>
            {drafts.map((draft) => (
              <li key={draft.id} className={styles.order}>
                <div className={styles.orderLine}>
                  <Anchor href={hrefTo('payment-links')}>{draft.name || draft.title}</Anchor>
                  <span className={styles.dim}>{t(`drafts:state_${draft.state}`)}</span>
                  <span className={styles.amount}>{draft.total ? format.money(draft.total) : '—'}</span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
