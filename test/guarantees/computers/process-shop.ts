import { randomUUID } from 'node:crypto';
import { hubOf } from '../../../src/main/cluster/hub.ts';
import { createWarehouse } from '../../../src/main/warehouse/warehouse.ts';
import { serve } from '../../../src/sample-shop/http.ts';
import type { Manychat } from '../../../src/sample-shop/manychat/server.ts';
import { startManychat } from '../../../src/sample-shop/manychat/server.ts';
import type { OrderId } from '../../../src/shared/ids.ts';
import { orderIdSchema } from '../../../src/shared/ids.ts';
import type { Emulator } from '../../support/emulator.ts';
import { startEmulator } from '../../support/emulator.ts';
import { wallClock } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
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

/** The services of a shop whose computers are processes: Google's Pub/Sub server, a BigQuery emulator, a stand-in for ManyChat. */
export async function openProcessShop(folder: string) {
  const pubsub = await startPubsubServer();
  const bigquery = await startEmulator();
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
    events: (): Promise<readonly unknown[]> => eventsOf(bigquery),
    async close(): Promise<void> {
      await Promise.all(computers.map((computer) => computer.end()));
      await Promise.all([bigquery.close(), messenger.close(), manychat.stop(), pubsub.close()]);
    },
  };
}
export type ProcessShop = Awaited<ReturnType<typeof openProcessShop>>;

async function eventsOf({ config }: Emulator): Promise<readonly unknown[]> {
  const ledger = memoryLedger({ clock: wallClock, deskId: 'desk-reader' });
  const warehouse = createWarehouse({ config, ledger, clock: wallClock, log: quietLog() });
  const hub = hubOf(config, warehouse, ledger.deskId);
  const day = 86_400_000;
  const span = { from: Date.now() - day, to: Date.now() + day };
  const rows = (await hub?.dataset.rows(new Map(), span)) ?? [];
  ledger.close();
  return rows;
}

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

/** When one order was sent to one manager, and how each message began, for a person to read. @param key as in `messagesOf` */
export const sendsOf = ({ sent }: Manychat, key: string): readonly string[] => {
  const [subscriber, number] = key.split(' ');
  return sent
    .filter(({ subscriberId, texts }) => {
      const isOf = new RegExp(`Buyer ${number}\\b`).test(texts.join('\n'));
      return subscriberId === subscriber && isOf;
    })
    .map(({ at, texts: [text = ''] }) => `${new Date(at).toISOString()} ${text.split('\n', 1)[0]}`);
};
