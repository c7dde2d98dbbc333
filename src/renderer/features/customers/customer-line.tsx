import { IconGitMerge } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRow } from '../../../shared/customer/view.ts';
import { BarredMark, QuestionMark, VipMark } from '../../components/customer/customer-marks.tsx';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { SourceIcons } from '../../components/source/source-icons.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import type { Density } from '../../state/preferences.ts';
import styles from './customers.module.css';

type Setting = {
  readonly position: number;
  readonly total: number;
  readonly top: number;
  readonly height: number;
};
type Props = Setting & {
  readonly row: CustomerRow;
  readonly density: Density;
  readonly isSelected: boolean;
  readonly onOpen: (row: CustomerRow) => void;
};

/** Two lines: name and total; then number of orders, last order and marks. */
export const CustomerLine = memo(function CustomerLine({
  row,
  density,
  isSelected,
  onOpen,
  ...setting
}: Props) {
  const { t } = useTranslation(['customers', 'common']);
  const format = useFormat();
  const phoneText = usePhoneText();
  const now = useNow();
  const [total] = row.totals;
  const age = format.age(row.lastAt, now);
  const facts = [
    t('customers:orders', { count: row.orders }),
    age === null ? t('common:now') : t('customers:ago', { span: age }),
    row.phone === null ? (row.email ?? '') : phoneText(row.phone),
  ].filter(Boolean);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list itself has the keys, as a listbox must
    <div
      id={`customer-row-${setting.position}`}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-setsize={setting.total}
      aria-posinset={setting.position + 1}
      className={styles.row}
      style={{ height: setting.height, transform: `translateY(${setting.top}px)` }}
      data-customer={row.id}
      data-density={density}
      onClick={() => onOpen(row)}
    >
      <div className={styles.first}>
        <span className={styles.person}>{row.name || t('common:noName')}</span>
        <span className={styles.sources}>
          <SourceIcons sources={row.sources} />
        </span>
        <span className={styles.amount}>
          {total ? format.money(total) : '—'}
          {row.totals.length > 1 && <span className={styles.more}> +{row.totals.length - 1}</span>}
        </span>
      </div>
      <div className={styles.second}>
        <span className={styles.facts}>{facts.join(' · ')}</span>
        <span className={styles.marks}>
          {row.cards > 1 && (
            <span className={styles.merged} title={t('customers:mergedOf', { count: row.cards })}>
              <IconGitMerge size={13} aria-hidden />
              {row.cards}
            </span>
          )}
          {row.questions > 0 && <QuestionMark />}
          {row.barred !== null && <BarredMark />}
          {row.vip && <VipMark />}
        </span>
      </div>
    </div>
  );
});

/** A line that is still loading. */
export const GhostLine = ({ top, height }: { readonly top?: number; readonly height?: number }) => (
  <div
    className={styles.ghost}
    aria-hidden
    style={
      top === undefined
        ? undefined
        : { position: 'absolute', width: '100%', height, transform: `translateY(${top}px)` }
    }
  >
    <i />
    <i />
  </div>
);
