import type { SubscriberId } from '../../shared/ids.ts';

/** The accounts of one shop, each connected or not. Made from the environment (headless) or the setup pages (desktop). */
export type Config = {
  readonly shopify: ShopifyConfig | null;
  readonly gmail: GmailConfig | null;
  readonly bigquery: BigQueryConfig | null;
  readonly manychat: ManychatConfig | null;
  readonly telegram: TelegramConfig | null;
  readonly managers: readonly ManagerConfig[];
  readonly tunnel: TunnelConfig;
};

export type ShopifyConfig = {
  /** `name.myshopify.com`; the only shop whose deliveries are accepted. */
  readonly shop: string;
  readonly auth:
    | { readonly kind: 'client-credentials'; readonly clientId: string; readonly clientSecret: string }
    | {
        readonly kind: 'access-token';
        readonly accessToken: string;
        /** A client id and secret are set as well, of the same app or its successor: the token is used. */
        readonly besideKeys?: true;
      };
  /** Keys a delivery may be signed with: the current one first, then its predecessor, accepted for a day. Empty: no webhooks. */
  readonly webhookSecrets: readonly string[];
  /** A test server on loopback. */
  readonly apiBase?: string;
};

export type GmailConfig = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** The token of the separate consent to send e-mail; absent: nothing is sent. */
  readonly sendRefreshToken?: string;
  readonly apiBase?: string;
  readonly tokenUrl?: string;
  readonly pollSeconds: number;
};

export type BigQueryConfig = {
  readonly projectId: string;
  readonly dataset: string;
  readonly location: string;
  /** The service account; null only with a test server, which needs none. */
  readonly key: { readonly clientEmail: string; readonly privateKey: string } | null;
  readonly apiBase?: string;
  readonly mode: 'load' | 'stream';
  /** The shop's computers exchange events by Pub/Sub, in the same project; `endpoint` is `host:port` of a test server. */
  readonly pubsub?: { readonly endpoint: string | null };
};

export type ManychatConfig = {
  /** `<pageId>:<key>`; absent when the app only answers the bot's requests and sends nothing. */
  readonly token: string | null;
  readonly apiBase: string;
  /** The bot sends it in `X-Orderbell-Key`; absent: its requests are refused. */
  readonly callbackKey: string | null;
};

export type TelegramConfig = {
  /** The token of the shop's bot, from @BotFather. */
  readonly token: string;
  readonly apiBase: string;
};

/** A manager who is notified of orders, on each channel that has an address. */
export type ManagerConfig = {
  readonly name: string;
  /** Null: no Messenger. */
  readonly subscriberId: SubscriberId | null;
  /** Absent: no e-mail. */
  readonly email?: string;
  /** The id of his chat with the bot; absent: no Telegram. */
  readonly telegram?: string;
};

export type TunnelConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly publicUrl: string }
  | { readonly kind: 'ngrok'; readonly authtoken: string; readonly domain: string };
