import { Autocomplete, Checkbox, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProps } from '../../components/order-form/field-props.tsx';
import { Section } from '../../components/order-form/section.tsx';
import type { OrderFormApi } from '../../components/order-form/use-order-form.tsx';
import styles from './payment-fields.module.css';

const choices = ['onDelivery', 'transfer', 'paid'] as const;
type Choice = (typeof choices)[number];

type Props = {
  readonly form: OrderFormApi;
  /** False if the order is in Shopify already, or is a change that is sent there elsewhere. */
  readonly asksShopify: boolean;
};

/** The payment in one choice: to be collected, awaited, or paid. */
export function PaymentFields({ form, asksShopify }: Props) {
  const { t } = useTranslation('manualOrder');
  const [choice, setChoice] = useState<Choice>(() => choiceOf(form.getValues()));
  const methods = [t('methodCash'), t('methodCard'), t('methodTransfer')];

  function choose(next: Choice): void {
    setChoice(next);
    form.setFieldValue('paymentStatus', next === 'paid' ? 'paid' : 'pending');
    form.setFieldValue('paymentMethod', usual[next]);
  }
  return (
    <Section title={t('payment')}>
      <Radio.Group
        aria-label={t('payment')}
        value={choice}
        onChange={(next) => choose(choices.find((one) => one === next) ?? 'onDelivery')}
      >
        <div className={styles.choices}>
          {choices.map((one) => (
            <Radio key={one} value={one} label={t(`pay_${one}`)} description={t(`pay_${one}Hint`)} />
          ))}
        </div>
      </Radio.Group>
      {choice === 'paid' && (
        <Autocomplete
          {...fieldProps(form, 'paymentMethod')}
          key={form.key('paymentMethod')}
          className={styles.method ?? ''}
          label={t('method')}
          placeholder={t('methodHint')}
          data={methods}
          autoComplete="off"
        />
      )}
      {asksShopify && (
        <Checkbox
          label={t('inShopify')}
          description={t('inShopifyHint')}
          key={form.key('inShopify')}
          {...form.getInputProps('inShopify', { type: 'checkbox' })}
        />
      )}
    </Section>
  );
}

const usual: { readonly [C in Choice]: string } = {
  onDelivery: 'cash-on-delivery',
  transfer: 'bank-transfer',
  paid: '',
};

function choiceOf({ paymentStatus, paymentMethod }: ReturnType<OrderFormApi['getValues']>): Choice {
  if (paymentStatus === 'paid') return 'paid';
  return paymentMethod === usual.transfer ? 'transfer' : 'onDelivery';
}
