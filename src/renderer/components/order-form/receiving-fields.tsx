import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldProps } from './field-props.tsx';
import styles from './order-form.module.css';
import type { OrderFormApi } from './use-order-form.tsx';

/** The recipient, if it is not the customer, and the delivery window. */
export function ReceivingFields({ form }: { readonly form: OrderFormApi }) {
  const { t } = useTranslation('orderForm');
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          {...fieldProps(form, 'recipient.name')}
          key={form.key('recipient.name')}
          label={t('recipientName')}
          placeholder={t('recipientHint')}
          autoComplete="off"
        />
        <TextInput
          {...fieldProps(form, 'recipient.phone')}
          key={form.key('recipient.phone')}
          label={t('recipientPhone')}
          inputMode="tel"
          autoComplete="off"
        />
      </div>
      <div className={styles.three}>
        <TextInput
          {...fieldProps(form, 'wanted.date')}
          key={form.key('wanted.date')}
          label={t('wantedDate')}
          type="date"
        />
        <TextInput
          {...fieldProps(form, 'wanted.from')}
          key={form.key('wanted.from')}
          label={t('wantedFrom')}
          type="time"
        />
        <TextInput
          {...fieldProps(form, 'wanted.to')}
          key={form.key('wanted.to')}
          label={t('wantedTo')}
          type="time"
        />
      </div>
    </>
  );
}
