// Sends signed deliveries to an address and prints how they were answered, as JSON:
// `node load.ts URL DELIVERIES CONNECTIONS [PER-SECOND]`. With a pace the time counts from when each was to be sent.
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { buyerOf, shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import { shareOf } from '../../support/steady-load.ts';

const [url = '', total = '0', connections = '1', perSecond = '0'] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const target = new URL('/shopify/webhooks', url);
const first = Date.now() * 1_000;

/** Of the size of a real order: nine kilobytes. */
const padding = 'Peonies, kraft paper, by the back door. '.repeat(200);
const deliveries = Array.from({ length: Number(total) }, (_, nth) => {
  const id = first + nth;
  const body = shopifyOrderBody({ id, name: `#${nth}`, note: padding, ...buyerOf(id) });
  // in no order, as Shopify's own: rows that are kept by one come to lie anywhere
  return shopifyDelivery({ topic: 'orders/create', body, webhookId: randomUUID() });
});

const times: number[] = [];
let refused = 0;

function send({ headers, body }: (typeof deliveries)[number], since: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request(
      target,
      { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        answer.resume();
        answer.on('end', () => {
          times.push(performance.now() - since);
          if (answer.statusCode !== 200) refused += 1;
          resolve();
        });
      },
    );
    asked.on('error', reject);
    asked.end(body);
  });
}

async function oneAfterTheOther(queue: Iterator<(typeof deliveries)[number]>): Promise<void> {
  for (let next = queue.next(); !next.done; next = queue.next()) await send(next.value, performance.now());
}

const begun = performance.now();
if (Number(perSecond) > 0) {
  await Promise.all(
    deliveries.map(async (delivery, nth) => {
      const due = begun + (nth * 1_000) / Number(perSecond);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await send(delivery, due);
    }),
  );
} else {
  const queue = deliveries[Symbol.iterator]();
  await Promise.all(Array.from({ length: Number(connections) }, () => oneAfterTheOther(queue)));
}
const seconds = (performance.now() - begun) / 1_000;
agent.destroy();
process.stdout.write(
  JSON.stringify({
    perSecond: times.length / seconds,
    p50: shareOf(times, 0.5),
    p99: shareOf(times, 0.99),
    worst: shareOf(times, 1),
    refused,
  }),
);
