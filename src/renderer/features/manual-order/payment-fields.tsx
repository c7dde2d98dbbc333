import { Autocomplete, SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldProps } from '../../order-form/field-props.ts';
import formStyles from '../../order-form/order-form.module.css';
import { Section } from '../../order-form/section.tsx';
import type { OrderFormApi } from '../../order-form/use-order-form.tsx';
import labels from '../../ui/labels.module.css';
import styles from './payment-fields.module.css';

export function PaymentFields({ form }: { readonly form: OrderFormApi }) {
  const { t } = useTranslation('manualOrder');
  return (
    <Section title={t('payment')}>
      <div className={formStyles.pair}>
        <div>
          <span className={labels.label} id="payment-state">
            {t('paymentState')}
          </span>
          <SegmentedControl
            aria-labelledby="payment-state"
            fullWidth
            className={styles.choice ?? ''}
            defaultValue={form.getValues().paymentStatus}
            data={[
              { value: 'pending', label: t('pending') },
              { value: 'paid', label: t('paid') },
            ]}
            onChange={(state) => form.setFieldValue('paymentStatus', state === 'paid' ? 'paid' : 'pending')}
          />
        </div>
        <Autocomplete
          {...fieldProps(form, 'paymentMethod')}
          key={form.key('paymentMethod')}
          label={t('method')}
          placeholder={t('methodHint')}
          data={[t('methodCash'), t('methodCard'), t('methodTransfer'), t('methodOnDelivery')]}
          autoComplete="off"
        />
      </div>
    </Section>
  );
}
