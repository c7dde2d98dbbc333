import type { SubscriberId } from '../../shared/ids.ts';

/** The accounts of one shop, each connected or not. Made from the environment (headless) or the setup pages (desktop). */
export type Config = {
  readonly shopify: ShopifyConfig | null;
  readonly gmail: GmailConfig | null;
  readonly bigquery: BigQueryConfig | null;
  readonly manychat: ManychatConfig | null;
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
        /** A client id and secret are set as well, of the same app or of the one that is to follow it: the token is used. */
        readonly besideKeys?: true;
      };
  /** Keys a delivery may be signed with: the current one first, then the one before it, which is taken for a day. Empty: no webhooks. */
  readonly webhookSecrets: readonly string[];
  /** A stand-in on loopback. */
  readonly apiBase?: string;
};

export type GmailConfig = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
  /** Of the consent to send e-mail, which is given apart; absent: nothing is sent. */
  readonly sendRefreshToken?: string;
  readonly apiBase?: string;
  readonly tokenUrl?: string;
  readonly pollSeconds: number;
};

export type BigQueryConfig = {
  readonly projectId: string;
  readonly dataset: string;
  readonly location: string;
  /** The service account; null only with a stand-in, which asks for none. */
  readonly key: { readonly clientEmail: string; readonly privateKey: string } | null;
  readonly apiBase?: string;
  readonly mode: 'load' | 'stream';
  /** The shop's computers exchange events by Pub/Sub, in the same project; `endpoint` is `host:port` of a test server. */
  readonly pubsub?: { readonly endpoint: string | null };
};

export type ManychatConfig = {
  /** `<pageId>:<key>`; absent when only the bot's requests are answered and nothing is sent. */
  readonly token: string | null;
  readonly apiBase: string;
  /** What the bot sends in `X-Orderbell-Key`; absent: its requests are refused. */
  readonly callbackKey: string | null;
};

/** A manager who is told of orders: in Messenger, by e-mail, or both. */
export type ManagerConfig = {
  readonly name: string;
  /** Null: not written to in Messenger. */
  readonly subscriberId: SubscriberId | null;
  /** Absent: not written to by e-mail. */
  readonly email?: string;
};

export type TunnelConfig =
  | { readonly kind: 'none' }
  | { readonly kind: 'url'; readonly publicUrl: string }
  | { readonly kind: 'ngrok'; readonly authtoken: string; readonly domain: string };
