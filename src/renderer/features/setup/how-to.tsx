import { useTranslation } from 'react-i18next';
import type { ConnectionName } from '../../../shared/views.ts';
import styles from './setup.module.css';

const steps = {
  shopify: ['shopify_1', 'shopify_2', 'shopify_3', 'shopify_4'],
  gmail: ['gmail_1', 'gmail_2', 'gmail_3', 'gmail_4', 'gmail_5'],
  bigquery: ['bigquery_1', 'bigquery_2', 'bigquery_3'],
  manychat: ['manychat_1', 'manychat_2', 'manychat_3'],
  tunnel: ['tunnel_1', 'tunnel_2', 'tunnel_3'],
} as const satisfies { readonly [N in ConnectionName]: readonly string[] };

const places = {
  shopify: { href: 'https://dev.shopify.com/', label: 'dev.shopify.com' },
  gmail: { href: 'https://console.cloud.google.com/', label: 'console.cloud.google.com' },
  bigquery: {
    href: 'https://console.cloud.google.com/iam-admin/serviceaccounts',
    label: 'console.cloud.google.com',
  },
  manychat: { href: 'https://app.manychat.com/', label: 'app.manychat.com' },
  tunnel: { href: 'https://dashboard.ngrok.com/', label: 'dashboard.ngrok.com' },
} as const satisfies { readonly [N in ConnectionName]: { readonly href: string; readonly label: string } };

/** Where to click at the service, in order. */
export function HowTo({ name }: { readonly name: ConnectionName }) {
  const { t } = useTranslation('setup');
  const { href, label } = places[name];
  return (
    <div className={styles.how}>
      <ol>
        {steps[name].map((step) => (
          <li key={step}>{t(`step_${step}`)}</li>
        ))}
      </ol>
      <a href={href} target="_blank" rel="noreferrer" className={styles.place}>
        {t('goTo', { place: label })}
      </a>
    </div>
  );
}
