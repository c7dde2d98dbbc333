import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ChatbotIntake } from '../../../src/main/intake/chatbot/chatbot-intake.ts';
import type { Delivery, DeliveryAnswer } from '../../../src/main/intake/shopify/webhook-intake.ts';
import type { Receiver, ReceiverParts } from '../../../src/main/receiver/receiver.ts';
import { createReceiver } from '../../../src/main/receiver/receiver.ts';
import { isProblem } from '../../../src/shared/problem.ts';
import { quietLog } from '../../support/log.ts';

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.stop()));
});

async function listening(parts: Partial<ReceiverParts> = {}): Promise<{ url: string; receiver: Receiver }> {
  const receiver = createReceiver({ port: 0, shopify: null, chatbot: null, log: quietLog(), ...parts });
  open.push(receiver);
  return { url: await receiver.listen(), receiver };
}

function shopifyThat(answer: (delivery: Delivery) => Promise<DeliveryAnswer>) {
  const seen: Delivery[] = [];
  const receive = (delivery: Delivery): Promise<DeliveryAnswer> => {
    seen.push(delivery);
    return answer(delivery);
  };
  return { seen, shopify: { receive } };
}
const taken = () => Promise.resolve({ status: 200 });

const chatbot: Pick<ChatbotIntake, 'touch' | 'catalogue'> = {
  touch: async ({ key, body }) => ({ status: 200, json: { touched: body.toString(), key } }),
  catalogue: async ({ query }) => ({ status: 200, json: { search: query?.get('search') } }),
};

describe('a delivery', () => {
  it('reaches the intake byte for byte, whatever type it claims to have', async () => {
    const { seen, shopify } = shopifyThat(taken);
    const { url } = await listening({ shopify });
    const body = Buffer.from('{ "a" :\n1.0 }\xff', 'latin1');
    const headers = {
      'content-type': 'application/json; charset=utf-16',
      'X-Shopify-Topic': 'orders/create',
    };

    const answer = await fetch(`${url}/shopify/webhooks`, { method: 'POST', headers, body });

    expect(answer.status).toBe(200);
    expect(seen[0]?.body.equals(body)).toBe(true);
    expect(seen[0]?.headers['x-shopify-topic']).toBe('orders/create');
  });

  it('is answered with the status the intake decides, and its reason', async () => {
    const { shopify } = shopifyThat(() => Promise.resolve({ status: 401, reason: 'no signature' }));
    const { url } = await listening({ shopify });
    const answer = await fetch(`${url}/shopify/webhooks`, { method: 'POST' });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toEqual({ ok: false, reason: 'no signature' });
  });

  it('is in progress from its head until answered or broken off', async () => {
    let coming = 0;
    const onDelivery = () => {
      coming += 1;
      return () => {
        coming -= 1;
      };
    };
    const during: number[] = [];
    const { shopify } = shopifyThat(async () => {
      during.push(coming);
      return { status: 200 };
    });
    const { url } = await listening({ shopify, onDelivery });
    await (await fetch(`${url}/shopify/webhooks`, { method: 'POST', body: '{}' })).text();
    expect(during).toEqual([1]);
    await expect.poll(() => coming).toBe(0);

    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('POST /shopify/webhooks HTTP/1.1\r\nHost: shop\r\nContent-Length: 9000\r\n\r\n{');
    await expect.poll(() => coming).toBe(1);
    socket.destroy();
    await expect.poll(() => coming).toBe(0);
  });

  it('is taken up to 5 MB', async () => {
    const { seen, shopify } = shopifyThat(taken);
    const { url } = await listening({ shopify });
    const body = Buffer.alloc(5 * 1024 * 1024, 'a');
    expect((await fetch(`${url}/shopify/webhooks`, { method: 'POST', body })).status).toBe(200);
    expect(seen[0]?.body).toHaveLength(body.length);
  });

  it('answers our bug with 500 and no internals', async () => {
    const log = quietLog();
    const { shopify } = shopifyThat(() => Promise.reject(new Error('secret detail')));
    const { url } = await listening({ shopify, log });
    const answer = await fetch(`${url}/shopify/webhooks`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret detail');
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

it('counts requests by the public address, and none of a local page', async () => {
  const counted: string[] = [];
  const { shopify } = shopifyThat(taken);
  const { url } = await listening({ shopify, chatbot, onRequest: (what) => counted.push(what) });
  const ask = async (headers: Record<string, string>): Promise<void> => {
    await fetch(`${url}/shopify/webhooks`, { method: 'POST', body: '{}', headers });
    await fetch(`${url}/healthz`, { headers });
    await fetch(`${url}/nothing`, { headers });
  };
  const fromPage = { origin: 'https://evil.example', 'sec-fetch-mode': 'no-cors' };
  await ask(fromPage);
  await fetch(`${url}/shopify/webhooks`, {
    method: 'OPTIONS',
    headers: { ...fromPage, 'access-control-request-headers': 'x-forwarded-for' },
  });
  expect(counted).toEqual([]);
  await ask({ 'x-forwarded-for': '203.0.113.7' });
  expect(counted).toEqual(['delivery', 'probe', 'other']);
});

it('passes key, body and address of the bot on to its intake', async () => {
  const { url } = await listening({ chatbot });
  const headers = { 'X-Orderbell-Key': 'k' };
  const touch = await fetch(`${url}/manychat/touch`, { method: 'POST', headers, body: '{"id":1}' });
  expect(await touch.json()).toEqual({ touched: '{"id":1}', key: 'k' });
  const catalogue = await fetch(`${url}/manychat/catalogue?search=mug`, { method: 'POST' });
  expect(await catalogue.json()).toEqual({ search: 'mug' });
});

it('answers that it is there, and which run it is', async () => {
  const { url } = await listening({ run: 'this-one' });
  const answer = await fetch(`${url}/healthz`);
  expect([answer.status, await answer.json()]).toEqual([200, { ok: true, run: 'this-one' }]);
});

it.each([
  ['GET', '/'],
  ['GET', '/index.html'],
  ['GET', '/shopify/webhooks'],
  ['PUT', '/shopify/webhooks'],
  ['POST', '/shopify/webhooks/'],
  ['POST', '/Shopify/Webhooks'],
  ['POST', '/shopify/webhooks/../../healthz%00'],
  ['GET', '/manychat/catalogue'],
  ['POST', '/healthz'],
  ['POST', '/desk/call'],
  ['GET', '/?token=guess'],
  ['GET', '/mail/1'],
  ['GET', '/%2e%2e/%2e%2e/etc/passwd'],
])('has nothing at %s %s', async (method, path) => {
  const { url } = await listening({ chatbot, shopify: shopifyThat(taken).shopify });
  const answer = await fetch(url + path, { method });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ ok: false, reason: 'not found' });
});

it('does not say what it is made of', async () => {
  const { url } = await listening();
  const { headers } = await fetch(`${url}/healthz`);
  expect([headers.has('x-powered-by'), headers.has('server'), headers.has('etag')]).toEqual([
    false,
    false,
    false,
  ]);
});

it('listens on loopback alone', async () => {
  const { url } = await listening();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
});

it('says in plain words that another program has the port', async () => {
  const { url } = await listening();
  const port = Number(new URL(url).port);
  const second = createReceiver({ port, shopify: null, chatbot: null, log: quietLog() });
  const error = await second.listen().catch((reason: unknown) => reason);
  expect(isProblem(error) && [error.kind, error.message, error.fix]).toEqual([
    'refused',
    `Port ${port} is already in use by another program`,
    'Choose another receiver port, or 0 for any free one.',
  ]);
  await second.stop();
});

describe('stopping', () => {
  it('answers the delivery that is being stored, then takes no more', async () => {
    let store = (): void => {};
    const { seen, shopify } = shopifyThat(
      () => new Promise((resolve) => (store = () => resolve({ status: 200 }))),
    );
    const { url, receiver } = await listening({ shopify });
    const running = fetch(`${url}/shopify/webhooks`, { method: 'POST', body: '{}' });
    await expect.poll(() => seen.length).toBe(1);

    const stopped = receiver.stop();
    store();

    expect((await running).status).toBe(200);
    await stopped;
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  it('does not wait for someone who never finishes asking', async () => {
    const { url, receiver } = await listening({ shopify: shopifyThat(taken).shopify });
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => {}); // being cut off is what is expected
    socket.write('POST /shopify/webhooks HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf');
    const closed = once(socket, 'close');
    await receiver.stop();
    await closed;
  });
});
