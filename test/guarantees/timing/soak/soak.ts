import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import { startBigQuery } from '../../../../src/sample-shop/bigquery/server.ts';
import { createDice } from '../../../../src/sample-shop/dice.ts';
import { createMarketplaces } from '../../../../src/sample-shop/gmail/marketplaces.ts';
import { startGmail } from '../../../../src/sample-shop/gmail/server.ts';
import { createIds } from '../../../../src/sample-shop/ids.ts';
import { startManychat } from '../../../../src/sample-shop/manychat/server.ts';
import { quietLog } from '../../../support/log.ts';
import { randomFrom } from '../../../support/random.ts';
import {
  deliverTo,
  shopifyDelivery,
  shopifyOrderBody,
  testSecret,
  testShop,
} from '../../../support/shopify-delivery.ts';
import { end } from '../../kill/desk-process.ts';
import { fastClock } from './fast-clock.ts';
import type { Sample } from './sample.ts';
import { sampleSchema } from './sample.ts';

export type SoakOptions = {
  readonly dir: string;
  /** The real duration, and the acceleration of time. */
  readonly seconds: number;
  readonly times: number;
  readonly ordersPerHour: number;
  readonly leaky?: boolean;
};

export type Soaked = {
  readonly samples: readonly Sample[];
  readonly sent: number;
  /** Orders in BigQuery. */
  readonly inBigQuery: number;
  /** Orders that came as webhooks, and those of them that a message to the manager names. */
  readonly byWebhook: number;
  readonly notified: number;
};

const script = fileURLToPath(new URL('app.ts', import.meta.url));
/** The time after which the last orders count as lost. */
const drainMs = 30_000;
const anna = '7000000000000000101';
const firstId = 6_400_000_000_000;

/** Runs a whole app as a separate process through hours of orders: webhooks, each followed by a change, and mails. */
export async function soak({ dir, seconds, times, ordersPerHour, leaky }: SoakOptions): Promise<Soaked> {
  const startedAt = Date.now();
  const clock = fastClock(times, startedAt);
  const log = quietLog();
  const random = randomFrom(20260304);
  const dice = createDice(() => random.below(2 ** 30) / 2 ** 30);
  const gmail = await startGmail({ clock, log });
  const bigquery = await startBigQuery({ clock, log });
  const person = { phone: null, email: null, lastWords: null, lastInteraction: clock.now() };
  const manychat = await startManychat({
    clock,
    log,
    subscribers: [{ ...person, id: anna, first: 'Anna', last: 'Koval' }],
  });
  const marketplaces = createMarketplaces({ mailbox: gmail.mailbox, clock, ids: createIds(clock), dice });

  const environment = {
    // only webhooks work: the API address has no server
    ORDERBELL_SHOPIFY_SHOP: testShop,
    ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
    ORDERBELL_SHOPIFY_CLIENT_SECRET: testSecret,
    ORDERBELL_SHOPIFY_API_BASE: 'http://127.0.0.1:9',
    ORDERBELL_GMAIL_CLIENT_ID: gmail.config.clientId,
    ORDERBELL_GMAIL_CLIENT_SECRET: gmail.config.clientSecret,
    ORDERBELL_GMAIL_REFRESH_TOKEN: gmail.config.refreshToken,
    ORDERBELL_GMAIL_API_BASE: gmail.config.apiBase,
    ORDERBELL_GOOGLE_TOKEN_URL: gmail.config.tokenUrl,
    ORDERBELL_BIGQUERY_PROJECT: bigquery.config.projectId,
    ORDERBELL_BIGQUERY_API_BASE: bigquery.config.apiBase,
    ORDERBELL_MANYCHAT_TOKEN: manychat.config.token ?? '',
    ORDERBELL_MANYCHAT_API_BASE: manychat.config.apiBase,
    ORDERBELL_MANAGERS: `Anna:${anna}`,
  };
  const flags = ['--disable-warning=ExperimentalWarning', '--expose-gc', script];
  const args = [dir, String(times), String(startedAt), leaky ? 'leaky' : ''];
  const app = spawn(process.execPath, [...flags, ...args], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const samples: Sample[] = [];
    const lines = createInterface({ input: app.stdout });
    const [url] = await once(lines, 'line');
    lines.on('line', (line) => samples.push(sampleSchema.parse(JSON.parse(line))));

    const deliver = async (id: number, topic: string, fields: object): Promise<void> => {
      const body = shopifyOrderBody({ id, name: `#${id}`, ...fields });
      const status = await deliverTo(url, shopifyDelivery({ topic, body }));
      if (status !== 200) throw new Error(`a webhook was answered ${status}`);
    };

    let sent = 0;
    let byWebhook = 0;
    const everyMs = 3_600_000 / ordersPerHour / times;
    const begun = performance.now();
    while (performance.now() - begun < seconds * 1_000) {
      const wait = begun + sent * everyMs - performance.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait)); // the rate of the shop
      sent += 1;
      if (random.chance(2 / 3)) {
        byWebhook += 1;
        const id = firstId + sent;
        const at = new Date(clock.now()).toISOString();
        await deliver(id, 'orders/create', { created_at: at, updated_at: at });
        const later = new Date(clock.now() + 1_000).toISOString();
        await deliver(id, 'orders/updated', { created_at: at, updated_at: later, note: 'By the back door' });
      } else if (random.chance(1 / 2)) marketplaces.bloomdash();
      else marketplaces.dostavo();
    }
    const arrived = () => {
      const rows = bigquery.rows(bigquery.config.dataset, 'entries');
      const received = rows.filter(({ kind }) => kind === 'order-received').map(({ order_id: id }) => id);
      const numbers = manychat.sent
        .filter(({ refusal }) => refusal === null)
        .flatMap(({ texts }) => texts.flatMap((text) => text.match(/#64\d{11}/g) ?? []));
      return { inBigQuery: new Set(received).size, notified: new Set(numbers).size };
    };
    // the last orders take longer on a busy machine
    await vi
      .waitFor(() => expect(arrived()).toEqual({ inBigQuery: sent, notified: byWebhook }), {
        timeout: drainMs,
        interval: 100,
      })
      .catch(() => undefined);
    await end(app);
    return { samples, sent, byWebhook, ...arrived() };
  } finally {
    // also after a failed run, whose folder is deleted
    await end(app);
    await Promise.all([gmail.stop(), bigquery.stop(), manychat.stop()]);
  }
}
