import { SegmentedControl, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { fieldProps } from '../field-props.tsx';
import styles from '../order-form.module.css';
import type { OrderFormApi } from '../use-order-form.tsx';
import { useCurrency } from './currency.ts';
import type { LiveTotals } from './live-totals.ts';

type Props = { readonly form: OrderFormApi; readonly live: StoreApi<LiveTotals> };

/** The discount on the sum of all lines. */
export function DiscountField({ form, live }: Props) {
  const { t } = useTranslation('orderForm');
  const currency = useCurrency();
  const isCut = useStore(live, ({ discountCut }) => discountCut);
  return (
    <div className={styles.discount}>
      <TextInput
        {...fieldProps(form, 'discount')}
        key={form.key('discount')}
        label={t('orderDiscount')}
        inputMode="decimal"
        autoComplete="off"
        description={isCut ? t('discountCut') : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      <SegmentedControl
        aria-label={t('discountKind')}
        size="sm"
        defaultValue={form.getValues().discountKind}
        data={[
          { value: 'amount', label: currency },
          { value: 'percent', label: '%' },
        ]}
        onChange={(kind) => {
          form.setFieldValue('discountKind', kind === 'percent' ? 'percent' : 'amount');
          form.clearFieldError('discount');
        }}
      />
    </div>
  );
}
