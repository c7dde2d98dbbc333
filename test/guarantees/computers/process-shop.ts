import { randomUUID } from 'node:crypto';
import { entryOfRow } from '../../../src/main/cluster/rows-back.ts';
import { entriesTable } from '../../../src/main/warehouse/schema.ts';
import { serve } from '../../../src/sample-shop/http.ts';
import type { Manychat } from '../../../src/sample-shop/manychat/server.ts';
import { startManychat } from '../../../src/sample-shop/manychat/server.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery, wallClock } from '../../support/fake-bigquery.ts';
import { quietLog } from '../../support/log.ts';
import { startPubsubServer } from '../../support/pubsub.ts';
import {
  buyerOf,
  deliverTo,
  shopifyDelivery,
  shopifyOrderBody,
  testSecret,
  testShop,
} from '../../support/shopify-delivery.ts';
import type { ProcessComputer } from './process-computer.ts';
import { processComputer } from './process-computer.ts';

export const managers = [
  { name: 'Anna', subscriberId: '7000000000000000101' },
  { name: 'Taras', subscriberId: '7000000000000000102' },
] as const;
const firstId = 6_400_000_000_000;

/** The services of a shop whose computers are processes: Google's Pub/Sub server, and stand-ins for BigQuery and ManyChat. */
export async function openProcessShop(folder: string) {
  const pubsub = await startPubsubServer();
  const bigquery = await startFakeBigQuery();
  const person = { phone: null, email: null, lastWords: null, lastInteraction: Date.now(), last: 'Koval' };
  const manychat = await startManychat({
    clock: wallClock,
    log: quietLog(),
    subscribers: managers.map(({ name, subscriberId }) => ({ ...person, first: name, id: subscriberId })),
  });
  const messenger = await startSilencer(manychat.url);
  const env = {
    // its webhooks alone: nothing answers at the address
    ORDERBELL_SHOPIFY_SHOP: testShop,
    ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
    ORDERBELL_SHOPIFY_CLIENT_SECRET: testSecret,
    ORDERBELL_SHOPIFY_API_BASE: 'http://127.0.0.1:9',
    ORDERBELL_BIGQUERY_PROJECT: bigquery.config.projectId,
    ORDERBELL_BIGQUERY_DATASET: bigquery.config.dataset,
    ORDERBELL_BIGQUERY_API_BASE: bigquery.config.apiBase ?? '',
    ORDERBELL_MANYCHAT_TOKEN: manychat.config.token ?? '',
    ORDERBELL_MANYCHAT_API_BASE: messenger.url,
    ORDERBELL_MANAGERS: managers.map(({ name, subscriberId }) => `${name}:${subscriberId}`).join(','),
  };
  const computers: ProcessComputer[] = [];
  return {
    bigquery,
    manychat,
    messenger,
    computers,
    async add(name: string): Promise<ProcessComputer> {
      const computer = await processComputer({ name, folder, pubsub: pubsub.endpoint, env });
      computers.push(computer);
      await computer.start();
      return computer;
    },
    /** Every row of the dataset, as another computer would import it. */
    events: (): readonly unknown[] => eventsOf(bigquery),
    async close(): Promise<void> {
      await Promise.all(computers.map((computer) => computer.end()));
      await Promise.all([bigquery.close(), messenger.close(), manychat.stop(), pubsub.close()]);
    },
  };
}
export type ProcessShop = Awaited<ReturnType<typeof openProcessShop>>;

const eventsOf = ({ store, config }: FakeBigQuery): readonly unknown[] => {
  const rows = store.table({ datasetId: config.dataset, tableId: entriesTable })?.rows ?? [];
  const momentOf = (value: unknown): number => Date.parse(String(value));
  return rows.map((row) =>
    entryOfRow({
      ...row,
      at: momentOf(row.at),
      recorded_at: momentOf(row.recorded_at),
      data: JSON.stringify(row.data),
    }),
  );
};

/** Stands before ManyChat. While it is silent a message is sent, and whoever asked for that gets no answer. */
async function startSilencer(target: string) {
  let isSilent = false;
  const server = await serve(async ({ method, path, query, headers, body }) => {
    const { authorization = '', 'content-type': type = '' } = headers;
    const answer = await fetch(`${target}${path}?${query}`, {
      method,
      headers: { authorization, 'content-type': type },
      ...(method === 'POST' && { body: Buffer.from(body) }),
    });
    const text = await answer.text();
    if (isSilent && path.endsWith('/sendContent')) return new Promise(() => {});
    return { status: answer.status, headers: { 'content-type': 'application/json' }, body: text };
  }, quietLog());
  return {
    ...server,
    silent: (next: boolean): void => {
      isSilent = next;
    },
  };
}

/** Sends the webhook of an order, by its number of the day. @returns the order when it was acknowledged, else null */
export async function sendWebhook(to: ProcessComputer, number: number): Promise<OrderId | null> {
  const id = firstId + number;
  const at = new Date().toISOString();
  const body = shopifyOrderBody({ id, name: `#${id}`, created_at: at, updated_at: at, ...buyerOf(number) });
  const { headers, body: bytes } = shopifyDelivery({ body });
  const delivery = { headers: { ...headers, 'x-shopify-triggered-at': at }, body: bytes };
  // the process may have been killed since: Shopify would send it again
  const status = await Promise.try(() => deliverTo(to.receiver(), delivery)).catch(() => null);
  return status === 200 ? orderIdSchema.parse(`shopify:${id}`) : null;
}

/** Writes an order by hand at a computer. @returns it when it was acknowledged, else null */
export async function writeOrder(at: ProcessComputer, number: number): Promise<OrderId | null> {
  const { customer } = buyerOf(number);
  const form = {
    key: randomUUID(),
    currency: 'UAH',
    items: [{ title: 'Peonies', quantity: 3, unitPrice: '100' }],
    customer: { name: `${customer.first_name} ${customer.last_name}`, phone: customer.phone },
    paymentStatus: 'pending',
  } as const;
  const written = await Promise.try(() => at.call('manual.create', form)).catch(() => null);
  return written?.id ?? null;
}

/** How often each manager got a message of each order, by the buyer's name, which no two orders share. */
export function messagesOf(manychat: Manychat): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { subscriberId, texts, refusal } of manychat.sent) {
    if (refusal !== null) continue;
    for (const [, number] of texts.join('\n').matchAll(/Buyer (\d+)/g)) {
      const key = `${subscriberId} ${number}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
