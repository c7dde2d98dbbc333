import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
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
        <Sum words={t('subtotal')}>{amount(totals?.subtotal)}</Sum>
        <Sum words={t('discount')}>
          {reduction && reduction.minor > 0 ? `− ${format.money(reduction)}` : amount(reduction)}
        </Sum>
        <Sum words={t('deliveryFee')}>{amount(totals?.deliveryFee)}</Sum>
        <Sum words={t('total')} isTotal>
          <output>{amount(totals?.total)}</output>
        </Sum>
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

type SumProps = { readonly words: string; readonly isTotal?: boolean; readonly children: ReactNode };

const Sum = ({ words, isTotal = false, children }: SumProps) => (
  <div className={styles.sum} data-total={isTotal}>
    <dt>{words}</dt>
    <dd>{children}</dd>
  </div>
);
