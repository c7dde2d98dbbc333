import { SegmentedControl, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { useFormat } from '../../i18n/use-format.tsx';
import { fieldProps } from '../field-props.tsx';
import { useCurrency } from '../totals/currency.ts';
import type { LiveTotals } from '../totals/live-totals.ts';
import type { OrderFormApi } from '../use-order-form.tsx';
import styles from './line-items.module.css';

type Props = {
  readonly form: OrderFormApi;
  readonly live: StoreApi<LiveTotals>;
  readonly index: number;
  readonly title: string;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** The discount of one line: a percentage, or an amount per piece. */
export function LineDiscount({ form, live, index, title, onKeyDown }: Props) {
  const { t } = useTranslation('orderForm');
  const currency = useCurrency();
  const format = useFormat();
  const line = useStore(live, ({ lines }) => lines[index] ?? null);
  const path = (cell: 'discount' | 'discountKind') => `items.${index}.${cell}`;
  return (
    <>
      <div className={styles.kind}>
        <span>{t('lineDiscount')}</span>
        <SegmentedControl
          aria-label={t('discountLineKind', { title })}
          size="xs"
          defaultValue={form.getValues().items[index]?.discountKind ?? 'percent'}
          data={[
            { value: 'percent', label: '%' },
            { value: 'amount', label: t('eachIn', { currency }) },
          ]}
          onChange={(kind) => {
            form.setFieldValue(path('discountKind'), kind === 'percent' ? 'percent' : 'amount');
            form.clearFieldError(path('discount'));
          }}
        />
      </div>
      <TextInput
        {...fieldProps(form, path('discount'))}
        key={form.key(path('discount'))}
        aria-label={t('discountLine', { title })}
        inputMode="decimal"
        autoComplete="off"
        className={styles.off ?? ''}
        classNames={{ input: styles.amount }}
        description={line?.discountCut ? t('lineCut') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        onKeyDown={onKeyDown}
      />
      <span className={styles.taken}>
        {line && line.discount.minor > 0 ? `− ${format.money(line.discount)}` : ''}
      </span>
    </>
  );
}
