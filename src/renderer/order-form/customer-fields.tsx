import { TextInput } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { normalizePhone } from '../../shared/phone.ts';
import { useApp } from '../state/context.tsx';
import { fieldProps } from './field-props.ts';
import styles from './order-form.module.css';
import type { OrderFormApi } from './use-order-form.tsx';

export function CustomerFields({ form }: { readonly form: OrderFormApi }) {
  const { t } = useTranslation('orderForm');
  return (
    <div className={styles.three}>
      <TextInput
        {...fieldProps(form, 'customer.name')}
        key={form.key('customer.name')}
        label={t('name')}
        autoComplete="off"
      />
      <PhoneField form={form} />
      <TextInput
        {...fieldProps(form, 'customer.email')}
        key={form.key('customer.email')}
        label={t('email')}
        inputMode="email"
        autoComplete="off"
      />
    </div>
  );
}

/** Shows the number back as it will be dialled and searched for, while it is typed. */
function PhoneField({ form }: { readonly form: OrderFormApi }) {
  const { t } = useTranslation('orderForm');
  const { country } = useApp();
  const [typed, setTyped] = useState(() => form.getValues().customer.phone);
  form.watch('customer.phone', ({ value }) => {
    setTyped(value);
    if (value.trim() !== '') form.clearFieldError('customer.name');
  });
  return (
    <TextInput
      {...fieldProps(form, 'customer.phone')}
      key={form.key('customer.phone')}
      label={t('phone')}
      inputMode="tel"
      autoComplete="off"
      description={
        form.errors['customer.phone'] === undefined && <PhoneReading typed={typed} country={country} />
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

function PhoneReading({ typed, country }: { readonly typed: string; readonly country: string }) {
  const { t } = useTranslation('orderForm');
  if (typed.replace(/\D/g, '').length < 7) return null;
  const phone = normalizePhone(typed, country);
  if (phone === null) return <span>{t('phoneUnknown')}</span>;
  return (
    <span className={styles.reading}>
      <IconCheck size={12} aria-hidden="true" />
      {phone}
    </span>
  );
}
