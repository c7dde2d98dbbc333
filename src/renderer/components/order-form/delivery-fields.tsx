import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { moneyToDecimal, parseMoney } from '../../../shared/money.ts';
import { useFormat } from '../i18n/use-format.tsx';
import { fieldProps } from './field-props.tsx';
import type { Calculation, FormCalculation } from './totals/calculation.ts';
import { useCurrency } from './totals/currency.ts';
import type { OrderFormApi } from './use-order-form.tsx';
import type { RateValues } from './values.ts';

type Props = { readonly form: OrderFormApi; readonly calculation: FormCalculation };

const own = 'own';

/** A custom price, or one of Shopify's rates once it has returned some for the address. */
export function DeliveryChoice({ form, calculation }: Props) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const currency = useCurrency();
  const answer = useStore(calculation);
  const [rate, setRate] = useState(() => form.getValues().rate);
  const [address, setAddress] = useState(() => form.getValues().address);
  form.watch('address', ({ value }) => setAddress(value));

  const rates = offered(answer, rate);
  const isGone = rate !== null && answer.state === 'ready' && !isAmong(answer, rate);
  const error = isGone ? t('rateGone') : form.errors.deliveryFee;

  function choose(handle: string | null): void {
    const chosen = rates.find((each) => each.handle === handle) ?? null;
    setRate(chosen);
    form.setFieldValue('rate', chosen);
    form.clearFieldError('deliveryFee');
  }
  function hint(): string | undefined {
    if (address.trim() === '') return t('ratesLater');
    return answer.state === 'ready' ? t('ratesNone') : undefined;
  }

  return (
    <>
      {rates.length > 0 && (
        <Select
          label={t('deliveryBy')}
          data-path={rate === null ? 'rate' : 'deliveryFee'}
          allowDeselect={false}
          value={rate?.handle ?? own}
          error={rate === null ? undefined : error}
          data={[
            { value: own, label: t('ownPrice') },
            ...rates.map(({ handle, title, price }) => ({
              value: handle,
              label: `${title} · ${format.money(parseMoney(price, currency))}`,
            })),
          ]}
          onChange={choose}
        />
      )}
      {/* the same field with and without rates: the user may be typing in it when they arrive */}
      {rate === null && <OwnPrice form={form} description={rates.length === 0 ? hint() : undefined} />}
    </>
  );
}

export function OwnPrice(props: { readonly form: OrderFormApi; readonly description?: string | undefined }) {
  const { t } = useTranslation('orderForm');
  const { form, description } = props;
  return (
    <TextInput
      {...fieldProps(form, 'deliveryFee')}
      key={form.key('deliveryFee')}
      label={t('deliveryPrice')}
      placeholder={t('deliveryFeeHint')}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      inputMode="decimal"
      autoComplete="off"
    />
  );
}

const isAmong = ({ last }: Calculation, { handle }: RateValues): boolean =>
  last?.rates.some((each) => each.handle === handle) ?? false;

/** The options: Shopify's latest rates, and the chosen one, even if it is gone. */
function offered(answer: Calculation, chosen: RateValues | null): readonly RateValues[] {
  const named = (answer.last?.rates ?? []).map(({ handle, title, price }) => ({
    handle,
    title,
    price: moneyToDecimal(price),
  }));
  return chosen === null || isAmong(answer, chosen) ? named : [...named, chosen];
}
