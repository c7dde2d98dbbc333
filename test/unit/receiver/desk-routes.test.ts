import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { proveStream } from '../../../src/main/desks/link/handshake.ts';
import { makeKeyPair } from '../../../src/main/desks/link/keys.ts';
import type { LinkDoor } from '../../../src/main/desks/link/server.ts';
import type { Receiver } from '../../../src/main/receiver/receiver.ts';
import { createReceiver } from '../../../src/main/receiver/receiver.ts';
import { quietLog } from '../../support/log.ts';
import { bytesOf, greet, helloOf, memberOf, sealed, testHost } from '../desks/link/line.ts';

const open: Receiver[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.stop()));
});

async function listening(desks: LinkDoor | null): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const receiver = createReceiver({
    port: 0,
    shopify: { receive: async () => ({ status: 200 }) },
    chatbot: null,
    desks,
    log: quietLog(),
    onRequest: (what) => asked.push(what),
  });
  open.push(receiver);
  return { url: await receiver.listen(), asked };
}

/** As ngrok passes requests on. */
const passedOn = { 'x-forwarded-for': '203.0.113.7' };
const post = (url: string, body: Buffer, headers = {}): Promise<Response> =>
  fetch(url, { method: 'POST', body: Uint8Array.from(body), headers: { ...passedOn, ...headers } });

describe('the door of the shop’s computers', () => {
  it('leads to the link, and every request is counted as its own kind', async () => {
    const host = testHost();
    const anna = memberOf(host);
    const { url, asked } = await listening(host.server);

    expect((await post(`${url}/desks/hello`, bytesOf(helloOf(anna, makeKeyPair())))).status).toBe(200);
    const keys = greet(host, anna);
    const stream = await fetch(`${url}/desks/stream`, {
      headers: { ...passedOn, authorization: proveStream(keys) },
    });
    const said = await post(`${url}/desks/messages`, sealed(keys, 1, []), {
      'x-orderbell-session': keys.session,
    });

    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    expect(said.status).toBe(200);
    expect(asked).toEqual(['link', 'link', 'link']);
    await stream.body?.cancel();
  });

  it('is not there while no link is', async () => {
    const { url } = await listening(null);
    for (const path of ['hello', 'messages']) {
      expect((await post(`${url}/desks/${path}`, Buffer.from('{}'))).status).toBe(404);
    }
    expect((await fetch(`${url}/desks/stream`)).status).toBe(404);
  });

  it('has nothing else behind it', async () => {
    const { url } = await listening(testHost().server);
    for (const path of ['', 'hello/', 'Hello', 'keys', 'entries', 'hello?x']) {
      const answer = await fetch(`${url}/desks/${path}`);
      expect(answer.status).toBe(404);
    }
  });

  it('takes nothing large, and nothing that unfolds', async () => {
    const host = testHost();
    const { url } = await listening(host.server);
    const keys = greet(host, memberOf(host));
    await fetch(`${url}/desks/stream`, { headers: { authorization: proveStream(keys) } });
    const large = await post(`${url}/desks/messages`, Buffer.alloc(600_000, 'a'), {
      'x-orderbell-session': keys.session,
    });
    expect(large.status).toBe(413);
    expect((await post(`${url}/desks/hello`, Buffer.alloc(5000, 'a'))).status).toBe(413);
    const packed = await post(`${url}/desks/hello`, Buffer.alloc(10), { 'content-encoding': 'gzip' });
    expect(packed.status).toBe(415);
  });

  it('lets the listening desk go down while lines are open', async () => {
    const host = testHost();
    const { url } = await listening(host.server);
    const keys = greet(host, memberOf(host));
    const stream = await fetch(`${url}/desks/stream`, { headers: { authorization: proveStream(keys) } });
    host.server.stop();
    await Promise.all(open.splice(0).map((receiver) => receiver.stop()));
    await expect(stream.text()).resolves.toContain(': orderbell');
  });

  it('knows when a desk has gone', async () => {
    const host = testHost();
    const { url } = await listening(host.server);
    const keys = greet(host, memberOf(host));
    const stopped = new AbortController();
    await fetch(`${url}/desks/stream`, {
      headers: { authorization: proveStream(keys) },
      signal: stopped.signal,
    });
    expect(host.server.desks()).toHaveLength(1);
    stopped.abort();
    await expect.poll(() => host.server.desks()).toEqual([]);
    expect(host.closed).toHaveLength(1);
  });
});

it('answers every delivery while 300 strangers hammer the door of the computers', async () => {
  const { url } = await listening(testHost().server);
  const port = Number(new URL(url).port);
  // of a body that never comes, nothing is waited for
  const half = 'POST /desks/messages HTTP/1.1\r\nhost: x\r\ncontent-length: 500000\r\n\r\nabc';
  const whole = 'GET /desks/stream HTTP/1.1\r\nhost: x\r\nauthorization: Orderbell x\r\n\r\n';
  const sockets = Array.from({ length: 300 }, (_, index) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.write(index % 2 === 0 ? whole : half);
    return socket;
  });
  try {
    for (let count = 0; count < 20; count += 1) {
      expect((await post(`${url}/shopify/webhooks`, Buffer.from('{}'))).status).toBe(200);
    }
  } finally {
    for (const socket of sockets) socket.destroy();
  }
});
