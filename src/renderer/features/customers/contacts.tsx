import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../../shared/customer/view.ts';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import styles from './panel.module.css';

/** The customer's contacts and names, latest first. */
export function Contacts({ customer }: { readonly customer: CustomerDetail }) {
  const { t } = useTranslation('customers');
  const phoneText = usePhoneText();
  const { phones, emails, addresses, names, people } = customer;
  return (
    <dl className={styles.facts}>
      <Fact label={t('phones')} values={phones}>
        {(phone) => (
          <>
            <Anchor href={`tel:${phone}`}>{phoneText(phone)}</Anchor>{' '}
            <CopyButton value={phone} what={phoneText(phone)} />
          </>
        )}
      </Fact>
      <Fact label={t('emails')} values={emails}>
        {(email) => (
          <>
            <Anchor href={`mailto:${email}`}>{email}</Anchor> <CopyButton value={email} what={email} />
          </>
        )}
      </Fact>
      <Fact label={t('addresses')} values={addresses}>
        {(address) => (
          <>
            <span className={styles.pre}>{address}</span> <CopyButton value={address} what={t('address')} />
          </>
        )}
      </Fact>
      {names.length > 1 && (
        <Fact label={t('names')} values={names}>
          {(name) => name}
        </Fact>
      )}
      <Fact label={t('messenger')} values={people.map(({ subscriberId }) => subscriberId)}>
        {(id) => {
          const person = people.find(({ subscriberId }) => subscriberId === id);
          return person?.chatUrl ? (
            <Anchor href={person.chatUrl} target="_blank" rel="noreferrer">
              {person.name || id}
            </Anchor>
          ) : (
            person?.name || id
          );
        }}
      </Fact>
    </dl>
  );
}

type FactProps = {
  readonly label: string;
  readonly values: readonly string[];
  readonly children: (value: string) => ReactNode;
};

function Fact({ label, values, children }: FactProps) {
  if (values.length === 0) return null;
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      {values.map((value) => (
        <dd key={value}>{children(value)}</dd>
      ))}
    </div>
  );
}
