import type { ConnectionName } from '../../shared/views.ts';

export type Field = { readonly name: string; readonly secret: boolean };

const plain = (name: string): Field => ({ name, secret: false });
const secret = (name: string): Field => ({ name, secret: true });

/** The settings of each connection, by the environment's names without `ORDERBELL_`. */
export const connectionFields: { readonly [N in ConnectionName]: readonly Field[] } = {
  shopify: [
    plain('SHOPIFY_SHOP'),
    plain('SHOPIFY_CLIENT_ID'),
    secret('SHOPIFY_CLIENT_SECRET'),
    secret('SHOPIFY_CLIENT_SECRET_OLD'),
    secret('SHOPIFY_ACCESS_TOKEN'),
    plain('SHOPIFY_API_BASE'),
  ],
  gmail: [
    plain('GMAIL_CLIENT_ID'),
    secret('GMAIL_CLIENT_SECRET'),
    secret('GMAIL_REFRESH_TOKEN'),
    secret('GMAIL_SEND_REFRESH_TOKEN'),
    plain('GMAIL_API_BASE'),
    plain('GOOGLE_TOKEN_URL'),
    plain('GMAIL_POLL_SECONDS'),
  ],
  bigquery: [
    plain('BIGQUERY_PROJECT'),
    plain('BIGQUERY_DATASET'),
    plain('BIGQUERY_LOCATION'),
    plain('BIGQUERY_KEY_FILE'),
    plain('BIGQUERY_API_BASE'),
    plain('BIGQUERY_MODE'),
    plain('PUBSUB'),
    plain('PUBSUB_ENDPOINT'),
  ],
  manychat: [
    secret('MANYCHAT_TOKEN'),
    plain('MANYCHAT_API_BASE'),
    secret('MANYCHAT_CALLBACK_KEY'),
    secret('TELEGRAM_TOKEN'),
    plain('TELEGRAM_API_BASE'),
    plain('MANAGERS'),
  ],
  tunnel: [plain('TUNNEL'), plain('PUBLIC_URL'), secret('NGROK_AUTHTOKEN'), plain('NGROK_DOMAIN')],
};

/** Fields for test servers only; a setup page does not show them. */
export const standInFields: ReadonlySet<string> = new Set([
  'SHOPIFY_API_BASE',
  'GMAIL_API_BASE',
  'GOOGLE_TOKEN_URL',
  'BIGQUERY_API_BASE',
  'PUBSUB_ENDPOINT',
  'MANYCHAT_API_BASE',
  'TELEGRAM_API_BASE',
]);

/** An account is connected once any of these fields is set. */
export const connectingFields: readonly string[] = [
  'SHOPIFY_SHOP',
  'GMAIL_REFRESH_TOKEN',
  'BIGQUERY_PROJECT',
  'MANYCHAT_TOKEN',
  'MANYCHAT_CALLBACK_KEY',
  'TELEGRAM_TOKEN',
];

export const allFields: readonly Field[] = Object.values(connectionFields).flat();
