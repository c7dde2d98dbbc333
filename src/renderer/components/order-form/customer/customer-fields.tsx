import { Button, TextInput } from '@mantine/core';
import { IconCheck, IconClipboardText, IconUserCheck } from '@tabler/icons-react';
import type { ClipboardEvent } from 'react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { normalizePhone } from '../../../../shared/phone.ts';
import { useApp, useStores } from '../../../state/context.tsx';
import { PhoneMark } from '../../customer/phone-mark.tsx';
import { fieldProps } from '../field-props.tsx';
import styles from '../order-form.module.css';
import pasteStyles from '../paste/paste-box.module.css';
import { PasteBox } from '../paste/paste-box.tsx';
import type { OrderFormApi } from '../use-order-form.tsx';
import { chosenValues, clearedValues } from './choose-customer.ts';
import { CustomerSearchField } from './customer-search-field.tsx';

type Put = ReturnType<typeof clearedValues>;

/** The customer of the order: found, pasted or typed. */
export function CustomerFields({ form }: { readonly form: OrderFormApi }) {
  const { t } = useTranslation('orderForm');
  /** The initial text of the paste box; null while it is closed. */
  const [paste, setPaste] = useState<string | null>(null);

  function put(values: Put, focus: string): void {
    flushSync(() => {
      form.setFieldValue('customer.name', values.customer.name);
      form.setFieldValue('customer.phone', values.customer.phone);
      form.setFieldValue('customer.email', values.customer.email);
      form.setFieldValue('address', values.address);
      form.setFieldValue('subscriberId', values.subscriberId);
      form.setFieldValue('chosen', values.chosen);
      for (const path of ['customer.name', 'customer.phone', 'customer.email', 'address', 'chosen']) {
        form.clearFieldError(path);
      }
    });
    document.querySelector<HTMLElement>(focus)?.focus();
  }

  /** A whole message is no name: offers to distribute it to the fields. */
  function offerPaste(event: ClipboardEvent<HTMLInputElement>): void {
    const text = event.clipboardData.getData('text');
    const isMessage = text.trim().includes('\n') || text.trim().length > 60;
    if (!isMessage || event.currentTarget.value.trim() !== '') return;
    event.preventDefault();
    setPaste(text);
  }

  return (
    <>
      <div className={pasteStyles.row}>
        <CustomerSearchField
          onChoose={(customer) =>
            put(chosenValues(customer, form.getValues()), '[data-path="customer.name"]')
          }
          onPaste={offerPaste}
        />
        <Button
          variant="default"
          leftSection={<IconClipboardText size={16} />}
          aria-expanded={paste !== null}
          onClick={() => setPaste(paste === null ? '' : null)}
        >
          {t('paste')}
        </Button>
      </div>
      {paste !== null && (
        <PasteBox
          key={paste}
          form={form}
          startText={paste}
          onClose={() => {
            flushSync(() => setPaste(null));
            document.querySelector<HTMLElement>('[data-path="customer.name"]')?.focus();
          }}
        />
      )}
      <Chosen
        form={form}
        onClear={() => put(clearedValues(form.getValues()), '[data-path="findCustomer"]')}
      />
      <div className={styles.three}>
        <TextInput
          {...fieldProps(form, 'customer.name')}
          key={form.key('customer.name')}
          label={t('name')}
          autoComplete="off"
          onPaste={offerPaste}
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
    </>
  );
}

/** The chosen customer and the chat: both are sent with the order, whatever the fields contain. */
function Chosen({ form, onClear }: { readonly form: OrderFormApi; readonly onClear: () => void }) {
  const { t } = useTranslation('orderForm');
  const people = useStore(useStores().people);
  const { chosen, subscriberId } = form.getValues();
  if (chosen === null && subscriberId === '') return null;
  const person =
    people.state === 'ready' ? people.value.find((one) => one.subscriberId === subscriberId) : undefined;
  const name = chosen?.name || person?.name || subscriberId;
  return (
    <div className={pasteStyles.chosen}>
      <IconUserCheck size={16} aria-hidden="true" />
      <span className={pasteStyles.grow}>
        {[
          name,
          chosen && chosen.orders !== null && t('ordersMade', { count: chosen.orders }),
          chosen && chosen.shopifyId !== '' && t('inShopifyAs'),
          subscriberId !== '' && t('inMessengerAs', { name: person?.name || subscriberId }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {form.errors.chosen !== undefined && <span role="alert"> {form.errors.chosen}</span>}
      </span>
      <Button
        variant="subtle"
        size="compact-sm"
        aria-label={t('clearCustomerOf', { name })}
        onClick={onClear}
      >
        {t('clearCustomer')}
      </Button>
    </div>
  );
}

/** Shows the normalized phone number while it is typed. */
function PhoneField({ form }: { readonly form: OrderFormApi }) {
  const { t } = useTranslation('orderForm');
  const [typed, setTyped] = useState(() => form.getValues().customer.phone);
  form.watch('customer.phone', ({ value }) => setTyped(value));
  const { description: guess, ...props } = { description: undefined, ...fieldProps(form, 'customer.phone') };
  return (
    <TextInput
      {...props}
      key={form.key('customer.phone')}
      label={t('phone')}
      inputMode="tel"
      autoComplete="off"
      description={
        form.errors['customer.phone'] === undefined && (
          <>
            <PhoneReading typed={typed} /> {guess}
          </>
        )
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}

/** @param typed the text of the field */
function PhoneReading({ typed }: { readonly typed: string }) {
  const { country } = useApp();
  if (typed.replace(/\D/g, '').length < 7) return null;
  const phone = normalizePhone(typed, country);
  if (phone === null) return <PhoneMark phone={typed} />;
  return (
    <span className={styles.reading}>
      <IconCheck size={12} aria-hidden="true" />
      {phone}
    </span>
  );
}
