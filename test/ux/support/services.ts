import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { startSampleShop } from '../../../src/sample-shop/index.ts';
import { quietLog } from '../../support/log.ts';
import { testSecret, testShop } from '../../support/shopify-delivery.ts';

const schemaFile = join(import.meta.dirname, '../../../node_modules/.cache/orderbell/admin-2026-10.json.gz');

export type Environment = { readonly [name: string]: string };
export type Services = {
  /** The app's settings for them. */
  readonly environment: Environment;
  /** The fake services; null when nothing answers. */
  readonly shop: Awaited<ReturnType<typeof startSampleShop>> | null;
  stop(): Promise<void>;
};

/** Every account connected, and every service down. */
export async function servicesDown(): Promise<Services> {
  const { port, close } = await listen(createServer());
  await close();
  return { shop: null, stop: async () => {}, environment: accountsAt(`http://127.0.0.1:${port}`) };
}

/** Every account connected, and every service hanging. */
export async function servicesSilent(): Promise<Services> {
  const lines = new Set<Socket>();
  const server = createServer((line) => {
    lines.add(line);
    line.on('error', () => {}).on('close', () => lines.delete(line));
  });
  const { port, close } = await listen(server);
  return {
    shop: null,
    stop: async () => {
      for (const line of lines) line.destroy();
      await close();
    },
    environment: accountsAt(`http://127.0.0.1:${port}`),
  };
}

const accountsAt = (address: string): Environment => ({
  ORDERBELL_SHOPIFY_SHOP: testShop,
  ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
  ORDERBELL_SHOPIFY_CLIENT_SECRET: testSecret,
  ORDERBELL_SHOPIFY_API_BASE: address,
  ORDERBELL_GMAIL_CLIENT_ID: 'client',
  ORDERBELL_GMAIL_CLIENT_SECRET: 'secret',
  ORDERBELL_GMAIL_REFRESH_TOKEN: 'token',
  ORDERBELL_GMAIL_API_BASE: address,
  ORDERBELL_GOOGLE_TOKEN_URL: `${address}/token`,
  ORDERBELL_BIGQUERY_PROJECT: 'project',
  ORDERBELL_BIGQUERY_API_BASE: address,
  ORDERBELL_MANYCHAT_TOKEN: '123:token',
  ORDERBELL_MANYCHAT_CALLBACK_KEY: 'callback-key',
  ORDERBELL_MANYCHAT_API_BASE: address,
  ORDERBELL_MANAGERS: 'Anna:7000000000000000101,Taras:7000000000000000102',
});

/**
 * The sample shop's fake services as real accounts. BigQuery is omitted, because 100,000 orders would load all the
 * time. @param receiverUrl the app's receiver, once it listens
 */
export async function servicesUp(receiverUrl: () => string | null): Promise<Services> {
  const shop = await startSampleShop({ clock: systemClock, log: quietLog(), schemaFile, receiverUrl });
  const { shopify, gmail, manychat, managers } = shop.config;
  if (shopify?.auth.kind !== 'client-credentials' || gmail === null || manychat === null) {
    throw new Error('the sample shop has other accounts than were expected');
  }
  return {
    shop,
    stop: () => shop.stop(),
    environment: {
      ORDERBELL_SHOPIFY_SHOP: shopify.shop,
      ORDERBELL_SHOPIFY_CLIENT_ID: shopify.auth.clientId,
      ORDERBELL_SHOPIFY_CLIENT_SECRET: shopify.auth.clientSecret,
      ORDERBELL_SHOPIFY_API_BASE: shopify.apiBase ?? '',
      ORDERBELL_GMAIL_CLIENT_ID: gmail.clientId,
      ORDERBELL_GMAIL_CLIENT_SECRET: gmail.clientSecret,
      ORDERBELL_GMAIL_REFRESH_TOKEN: gmail.refreshToken,
      ORDERBELL_GMAIL_SEND_REFRESH_TOKEN: gmail.sendRefreshToken ?? '',
      ORDERBELL_GMAIL_API_BASE: gmail.apiBase ?? '',
      ORDERBELL_GOOGLE_TOKEN_URL: gmail.tokenUrl ?? '',
      ORDERBELL_GMAIL_POLL_SECONDS: '1',
      ORDERBELL_MANYCHAT_TOKEN: manychat.token ?? '',
      ORDERBELL_MANYCHAT_CALLBACK_KEY: manychat.callbackKey ?? '',
      ORDERBELL_MANYCHAT_API_BASE: manychat.apiBase,
      ORDERBELL_MANAGERS: managers.map(({ name, subscriberId }) => `${name}:${subscriberId ?? ''}`).join(','),
    },
  };
}

/** No account at all: a shop with manual orders. */
export const noServices = async (): Promise<Services> => ({
  environment: {},
  shop: null,
  stop: async () => {},
});

async function listen(server: Server) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('there is no port');
  return { port: address.port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
