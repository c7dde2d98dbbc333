import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { FormTotals } from '../../../../shared/totals.ts';
import type { CalculationView } from '../../../../shared/views.ts';
import type { CallError } from '../../../lib/client/client.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import type { FormCalculation } from './calculation.ts';
import type { Reason } from './difference.ts';
import { differenceOf } from './difference.ts';
import styles from './summary.module.css';

type Props = { readonly calculation: FormCalculation; readonly ours: FormTotals | null };

/** Shopify's figures below the app's: one line while they agree, both sums and the reason if they differ. */
export function ShopifyTotal({ calculation, ours }: Props) {
  const { t } = useTranslation('orderForm');
  const answer = useStore(calculation);
  return (
    <div className={styles.says} role="status">
      {answer.state === 'asking' && <p>{t(answer.isSlow ? 'askingLong' : 'asking')}</p>}
      {answer.state === 'failed' && (
        <p>
          <FailureText error={answer.error} />
        </p>
      )}
      {answer.state === 'ready' && ours !== null && <Figures theirs={answer.last} ours={ours} />}
    </div>
  );
}

function Figures({ theirs, ours }: { readonly theirs: CalculationView; readonly ours: FormTotals }) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const said = useSaid();
  const reasons = differenceOf(ours, theirs);
  return (
    <>
      {reasons.length === 0 ? (
        <p className={styles.agreed}>
          <IconCheck size={12} aria-hidden="true" />
          {t('agreed')}
        </p>
      ) : (
        <div className={styles.differs}>
          <p className={styles.theirs}>
            <span>{t('shopifyTotal')}</span>
            <span>{format.money(theirs.total)}</span>
          </p>
          {reasons.map(({ kind, by }) => (
            <p key={kind} className={styles.reason}>
              <span>{t(reasonWords[kind])}</span>
              <span>{`${by.minor < 0 ? '−' : '+'} ${format.money({ ...by, minor: Math.abs(by.minor) })}`}</span>
            </p>
          ))}
        </div>
      )}
      {theirs.taxIncluded && theirs.tax.minor > 0 && (
        <p className={styles.reason}>
          <span>{t('taxIncluded')}</span>
          <span>{format.money(theirs.tax)}</span>
        </p>
      )}
      {theirs.warnings.map((warning) => (
        <p key={warning} className={styles.warns}>
          {said(warning)}
        </p>
      ))}
    </>
  );
}

const reasonWords = {
  tax: 'reasonTax',
  rounding: 'reasonRounding',
  items: 'reasonItems',
  discount: 'reasonDiscount',
  delivery: 'reasonDelivery',
  other: 'reasonOther',
} as const satisfies { readonly [K in Reason['kind']]: string };

function FailureText({ error }: { readonly error: CallError }) {
  const { t } = useTranslation('orderForm');
  const said = useSaid();
  switch (error.kind) {
    case 'unreachable':
    case 'throttled':
      return t(error.kind);
    case 'signed-out':
      return t('signedOut');
    default:
      return t('notCalculated', { message: said(error.message) });
  }
}
