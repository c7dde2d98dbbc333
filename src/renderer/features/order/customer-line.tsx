import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CustomerOfOrder } from '../../../shared/customer/view.ts';
import { BarredMark, QuestionMark, VipMark } from '../../components/customer/customer-marks.tsx';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { hrefToCustomer } from '../../state/routes/customer-place.ts';
import styles from './head.module.css';

/** The notes on the customer of an order, and a link to all their orders. */
export function CustomerLine({ customer }: { readonly customer: CustomerOfOrder }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const { id, orders, totals, vip, barred, questions } = customer;
  return (
    <div className={styles.said} data-barred={barred !== null}>
      {vip && <VipMark tag />}
      {barred !== null && (
        <>
          <BarredMark tag />
          {barred !== '' && <span className={styles.why}>{barred}</span>}
        </>
      )}
      {questions > 0 && <QuestionMark tag />}
      <Anchor className={styles.link ?? ''} href={hrefToCustomer(id)}>
        {[t('lineAll', { count: orders }), ...totals.slice(0, 1).map(format.money)].join(' · ')}
      </Anchor>
    </div>
  );
}
