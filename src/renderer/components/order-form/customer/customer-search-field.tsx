import { TextInput } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CustomerView } from '../../../../shared/views.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { browserClock } from '../../../lib/clock.ts';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useApp } from '../../../state/context.tsx';
import { usePhoneText } from '../../customer/use-phone-text.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import hidden from '../../ui/hidden.module.css';
import styles from '../lines/product-picker.module.css';
import { createCustomerSearch } from './customer-search.ts';

type Props = {
  readonly onChoose: (customer: CustomerView) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
};

/** Searches by phone, e-mail or name; arrows, Enter. A new customer needs no choice and is typed into the fields. */
export function CustomerSearchField({ onChoose, onPaste }: Props) {
  const { t } = useTranslation('orderForm');
  const said = useSaid();
  const client = useClient();
  const [search] = useState(() => createCustomerSearch(client, browserClock));
  const found = useStore(search);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState<string | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => search.stop, [search]);

  const customers = found.state === 'ready' ? found.customers : [];
  const at = Math.max(
    0,
    customers.findIndex(({ key }) => key === active),
  );
  const isAnswered = found.state !== 'idle' && found.text === text;
  const isShown = open && found.state !== 'idle';

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active one is looked up in the document
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at, open]);

  function type(next: string): void {
    setText(next);
    setActive(null);
    setOpen(next.trim() !== '');
    search.search(next);
  }
  function choose(customer: CustomerView | undefined): void {
    if (customer === undefined) return;
    type('');
    onChoose(customer);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && customers.length > 0) {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive(customers[(at + step + customers.length) % customers.length]?.key ?? null);
    } else if (event.key === 'Enter' && text.trim() !== '') {
      event.preventDefault();
      // ignore answers to an earlier text
      if (open && (isAnswered || active !== null)) choose(customers[at]);
      else if (!open) setOpen(true);
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      event.stopPropagation();
      if (isShown) setOpen(false);
      else type('');
    }
  }

  return (
    <div className={styles.picker}>
      <TextInput
        aria-label={t('findCustomer')}
        placeholder={`${t('findCustomer')}: ${t('findCustomerHint')}`}
        leftSection={<IconUserSearch size={16} />}
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && customers.length > 0 ? `${id}-${at}` : undefined}
        autoComplete="off"
        data-path="findCustomer"
        value={text}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onPaste={onPaste}
        onBlur={() => setOpen(false)}
        onFocus={() => text.trim() !== '' && setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {isShown && (
        <div className={styles.float}>
          <div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label={t('customersFound')}
            className={styles.list}
            // pressing an option must not blur the field first
            onMouseDown={(event) => event.preventDefault()}
          >
            {customers.map((customer, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus, aria-activedescendant points here
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field's keys do the same
              <div
                key={customer.key}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                className={styles.choice}
                onClick={() => choose(customer)}
                onMouseMove={() => setActive(customer.key)}
              >
                <Customer customer={customer} />
              </div>
            ))}
          </div>
          {found.state === 'failed' && (
            <p className={styles.say}>{t('customersFailed', { message: said(found.error.message) })}</p>
          )}
          {found.state === 'ready' && (
            <p className={styles.say}>
              {[customers.length === 0 ? t('nobodyFound') : '', t(`asked_${found.shopify}`)]
                .filter(Boolean)
                .join(' ')}
            </p>
          )}
        </div>
      )}
      <span role="status" className={hidden.hidden}>
        {isShown && found.state === 'ready' ? t('foundCustomers', { count: customers.length }) : ''}
      </span>
    </div>
  );
}

function Customer({ customer }: { readonly customer: CustomerView }) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const phoneText = usePhoneText();
  const { sources: known } = useApp();
  const {
    name,
    phone,
    email,
    orders,
    lastOrder,
    spent,
    sources,
    shopifyId,
    subscriberId,
    hidden: isHidden,
  } = customer;
  const channels = [
    ...sources.map((source) => known.find((one) => one.source === source)?.name ?? source),
    ...(shopifyId !== null && !sources.includes('shopify') ? ['Shopify'] : []),
    ...(subscriberId === null ? [] : ['Messenger']),
  ];
  return (
    <>
      <span className={styles.what}>
        <span className={styles.title}>{name || t(isHidden ? 'customerHidden' : 'nameless')}</span>
        <span className={styles.meta}>
          {[phone && phoneText(phone), email, isHidden ? t('hiddenByShopify') : '']
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      <span className={styles.tally}>
        <span>
          {[t('ordersMade', { count: orders }), spent.map((amount) => format.money(amount)).join(' + ')]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className={styles.meta}>
          {[lastOrder && t('lastOrder', { date: format.day(lastOrder.at) }), channels.join(', ')]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </>
  );
}
