import { useTranslation } from 'react-i18next';
import type { ConnectionView } from '../../../shared/views.ts';
import styles from './setup.module.css';

const known = [
  'Shop',
  'Currency',
  'Webhooks',
  'Orders today',
  'Products',
  'Order senders',
  'Mails still to fetch',
  'Mails still to read',
  'Location',
  'Entries in BigQuery',
  'Entries waiting',
  'Entries parked',
  'Last load',
  'Attention',
  'Managers',
  'Notices parked',
  'address',
] as const;

/** What the account is known to hold. A fact this page has no word for is shown as the app calls it. */
export function Facts({ facts }: Pick<ConnectionView, 'facts'>) {
  const { t } = useTranslation('setup');
  if (facts.length === 0) return null;
  return (
    <dl className={styles.facts}>
      {facts.map(({ label, value }) => {
        const name = known.find((word) => word === label);
        return (
          <div key={label}>
            <dt>{name === undefined ? label : t(`fact_${name}`)}</dt>
            <dd>{value}</dd>
          </div>
        );
      })}
    </dl>
  );
}
