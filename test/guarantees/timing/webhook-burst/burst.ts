import { deliverTo, shopifyDelivery, shopifyOrderBody } from '../../../support/shopify-delivery.ts';

export type Answered = { readonly webhookId: string; readonly status: number; readonly ms: number };

const everyMs = 20;

async function deliver(url: string, nth: number): Promise<Answered> {
  const webhookId = `burst-${nth}`;
  const body = shopifyOrderBody({ id: 6_300_000_000_000 + nth, name: `#${nth}` });
  const delivery = shopifyDelivery({ webhookId, body });
  const asked = performance.now();
  const status = await deliverTo(url, delivery);
  return { webhookId, status, ms: performance.now() - asked };
}

/** Sends orders at fifty a second, without waiting for answers. */
export async function burst(url: string, count: number): Promise<readonly Answered[]> {
  const answers: Promise<Answered>[] = [];
  const began = performance.now();
  for (let nth = 0; nth < count; nth += 1) {
    const wait = began + nth * everyMs - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait)); // the rate of the burst
    answers.push(deliver(url, nth));
  }
  return Promise.all(answers);
}
