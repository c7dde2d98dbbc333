import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import type { Money } from '../../shared/money.ts';
import type { CallError } from '../client/client.ts';
import { useFormat } from '../i18n/use-format.tsx';
import { useSaid } from '../i18n/use-said.tsx';
import type { LiveTotals } from './live-totals.ts';
import styles from './summary.module.css';

type Props = {
  readonly live: StoreApi<LiveTotals>;
  readonly submitLabel: string;
  readonly submitting: boolean;
  readonly refused: CallError | null;
  readonly note: string;
};

/** What is to be paid, live, and the one button. */
export function Summary({ live, submitLabel, submitting, refused, note }: Props) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const said = useSaid();
  const totals = useStore(live, (state) => state.totals);
  const keys = navigator.platform.startsWith('Mac') ? t('submitKeysMac') : t('submitKeys');
  const amount = (money: Money | undefined): string => (money === undefined ? '—' : format.money(money));
  const reduction = totals?.discount;
  return (
    <aside className={styles.summary} aria-label={t('sum')}>
      <dl className={styles.sums}>
        <dt>{t('subtotal')}</dt>
        <dd>{amount(totals?.subtotal)}</dd>
        <dt>{t('discount')}</dt>
        <dd>{reduction && reduction.minor > 0 ? `− ${format.money(reduction)}` : amount(reduction)}</dd>
        <dt>{t('deliveryFee')}</dt>
        <dd>{amount(totals?.deliveryFee)}</dd>
        <dt className={styles.total}>{t('total')}</dt>
        <dd className={styles.total}>
          <output>{amount(totals?.total)}</output>
        </dd>
      </dl>
      {refused !== null && (
        <div className={styles.refused} role="alert">
          <p>{said(refused.message)}</p>
          {refused.fix !== undefined && <p className={styles.fix}>{said(refused.fix)}</p>}
        </div>
      )}
      <Button
        type="submit"
        size="sm"
        fullWidth
        px="xs"
        loading={submitting}
        aria-keyshortcuts="Control+Enter Meta+Enter"
      >
        {submitLabel}
        <kbd className={styles.keys} aria-hidden>
          {keys}
        </kbd>
      </Button>
      <p className={styles.note}>{note}</p>
    </aside>
  );
}
