import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import type { Money } from '../../../../shared/money.ts';
import { subtractMoney } from '../../../../shared/money.ts';
import type { CallError } from '../../../lib/client/client.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import type { Advice } from '../advice.ts';
import type { LiveTotals } from './live-totals.ts';
import { ShopifyTotal } from './shopify-total.tsx';
import styles from './summary.module.css';

type Props = {
  readonly live: StoreApi<LiveTotals>;
  readonly advice: Advice;
  readonly submitLabel: string;
  readonly submitting: boolean;
  /** Another person edits the same order. */
  readonly isLocked: boolean;
  readonly refused: CallError | null;
  readonly note: string;
};

/** The live total, and the submit button. */
export function Summary({ live, advice, submitLabel, submitting, isLocked, refused, note }: Props) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const said = useSaid();
  const totals = useStore(live, (state) => state.totals);
  const dueNow = useDueNow(live, advice);
  const short = useStore(advice.warnings, (warnings) => warnings.filter((each) => each !== null).length);
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
        {dueNow !== null && (
          <>
            <Sum words={t('dueNow')}>{amount(dueNow.now)}</Sum>
            <Sum words={t('dueLater')}>{amount(dueNow.later)}</Sum>
          </>
        )}
      </dl>
      <ShopifyTotal calculation={advice.calculation} ours={totals} />
      {short > 0 && (
        <p className={styles.warns} role="status">
          {t('stockWarning', { count: short })}
        </p>
      )}
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
        disabled={isLocked}
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

/** Shopify's total, if it has one for the current form. */
function useDueNow(live: Props['live'], { calculation }: Advice) {
  const ours = useStore(live, (state) => state.dueNow);
  const total = useStore(live, (state) => state.totals?.total ?? null);
  const answer = useStore(calculation);
  if (ours === null || total === null) return null;
  const theirs = answer.state === 'ready' ? answer.last : null;
  const now = theirs?.dueNow ?? ours;
  return { now, later: subtractMoney(theirs?.total ?? total, now) };
}

type SumProps = { readonly words: string; readonly isTotal?: boolean; readonly children: ReactNode };

const Sum = ({ words, isTotal = false, children }: SumProps) => (
  <div className={styles.sum} data-total={isTotal}>
    <dt>{words}</dt>
    <dd>{children}</dd>
  </div>
);
