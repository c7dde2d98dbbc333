import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { percentile } from '../../support/measured/figures.ts';
import { forgetPeak, isWeighed, peakMb, residentMb } from '../../support/measured/weigh.ts';
import { buyerOf, shopifyDelivery, shopifyOrderBody, sign } from '../../support/shopify-delivery.ts';
import { addressOf, end, startIntake } from '../kill/desk-process.ts';
import { prove } from '../prove.ts';

// The attacker knows the public address and has unlimited sockets: he wants to block real deliveries.
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-starved-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const attackers = 300;
const deliveries = 200;
const head = 'POST /shopify/webhooks HTTP/1.1\r\nHost: shop.example\r\n';

/** Uses a new connection like Shopify, because an open one would pass. @returns the status, or 0 */
function post(url: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<number> {
  const agent = new Agent({ keepAlive: false });
  return new Promise((resolve) => {
    const sent = request(
      `${url}/shopify/webhooks`,
      { method: 'POST', headers: { ...headers, 'content-length': body.length }, agent },
      (response) => {
        response.resume();
        response.once('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}

type Held = { readonly sockets: readonly Socket[]; readonly closed: Promise<readonly number[]> };

/** Opens this many sockets: a third never ends its headers, a third its body, a third stays idle. */
async function hold(port: number, count: number): Promise<Held> {
  const sockets: Socket[] = [];
  const closed: Promise<number>[] = [];
  for (let number = 0; number < count; number += 1) {
    const began = performance.now();
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}); // a cut connection is expected
    await once(socket, 'connect');
    const kind = number % 3;
    socket.write(
      [head, `${head}Content-Length: 1000\r\n\r\n`, `GET /x HTTP/1.1\r\nHost: x\r\n\r\n`][kind] ?? '',
    );
    const timer = setInterval(
      () => socket.writable && kind < 2 && socket.write(kind ? 'x' : 'X-A: b\r\n'),
      300,
    );
    socket.resume();
    sockets.push(socket);
    closed.push(
      new Promise((resolve) => {
        socket.once('close', () => {
          clearInterval(timer);
          resolve(performance.now() - began);
        });
      }),
    );
  }
  return { sockets, closed: Promise.all(closed) };
}

/**
 * Runs the receiver in a separate process, so that the attacker's memory is not measured. @param work gets the
 * peak memory growth so far, in MB
 */
async function attacked(work: (url: string, more: () => number) => Promise<void>): Promise<void> {
  const app = startIntake(dir);
  try {
    const url = await addressOf(app);
    // modules loaded and compiled once are not growth
    for (let number = 0; number < 20; number += 1) {
      const { headers, body } = shopifyDelivery({ webhookId: `before-${number}` });
      expect(await post(url, headers, body)).toBe(200);
      const large = Buffer.from(shopifyOrderBody({ note: `${number}`.repeat(1024 * 1024) }));
      expect(await post(url, { ...headers, 'x-shopify-hmac-sha256': sign('{}') }, large)).toBe(401);
    }
    const { pid } = app;
    if (pid === undefined) throw new Error('the app has no process');
    if (isWeighed) forgetPeak(pid);
    const before = isWeighed ? residentMb(pid) : 0;
    await work(url, () => (isWeighed ? Math.round(peakMb(pid) - before) : 0));
    expect(app.exitCode).toBe(null);
  } finally {
    await end(app);
  }
}

it(
  'answers real deliveries despite slow sockets, long bodies and compressed bombs',
  {
    timeout: 90_000,
  },
  () =>
    attacked(async (url, more) => {
      const held = await hold(Number(new URL(url).port), attackers);
      const bomb = gzipSync(Buffer.alloc(100 * 1024 * 1024));
      const large = Buffer.from(shopifyOrderBody({ note: 'x'.repeat(2 * 1024 * 1024) }));
      const answers: { readonly status: number; readonly ms: number }[] = [];
      const refused: number[] = [];
      for (let number = 0; number < deliveries; number += 1) {
        const folded = { 'content-encoding': 'gzip', 'x-shopify-hmac-sha256': sign(bomb) };
        const forged = { 'x-shopify-hmac-sha256': sign('{}') };
        const attacks =
          number % 10 === 0
            ? [
                post(url, { ...shopifyDelivery().headers, ...folded }, bomb),
                post(url, { ...shopifyDelivery().headers, ...forged }, large),
              ]
            : [];
        const id = 6_400_000_000_000 + number;
        // different customers, because orders of one customer are compared with each other
        const body = shopifyOrderBody({ id, ...buyerOf(id) });
        const { headers, body: bytes } = shopifyDelivery({ webhookId: `among-${number}`, body });
        const asked = performance.now();
        const status = await post(url, headers, bytes);
        answers.push({ status, ms: performance.now() - asked });
        refused.push(...(await Promise.all(attacks)));
      }
      if (isWeighed) prove(13, 'memory growth', more());
      prove(13, 'slow sockets', held.sockets.length);
      prove(13, 'deliveries lost', answers.filter(({ status }) => status !== 200).length);
      const p99 = percentile(
        answers.map(({ ms }) => ms),
        99,
      );
      expect(p99).toBeLessThan(1_000);
      prove(13, 'real delivery, p99', Math.round(p99));
      expect(refused.filter((status) => status === 200)).toEqual([]);
      const times = await held.closed;
      expect(Math.max(...times)).toBeLessThan(13_000);
      prove(13, 'attackers closed after', Math.round(Math.max(...times)));
    }),
);

const pipelined = 20_000;
const pipeliners = 10;

/** Sends requests without waiting for an answer, and reconnects until all are sent. */
async function pipeline(port: number): Promise<number> {
  // more than the app reads at once
  const atOnce = 2_000;
  const requests = `GET /x HTTP/1.1\r\nHost: shop.example\r\n\r\n`.repeat(atOnce);
  let sent = 0;
  for (; sent < pipelined; sent += atOnce) {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}); // a cut connection is expected
    socket.resume();
    await once(socket, 'connect');
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    socket.write(requests);
    await closed;
  }
  return sent;
}

it('answers real deliveries among pipelined requests', { timeout: 90_000 }, () =>
  attacked(async (url, more) => {
    const { port } = new URL(url);
    let isOver = false;
    const attack = Promise.all(Array.from({ length: pipeliners }, () => pipeline(Number(port)))).finally(
      () => {
        isOver = true;
      },
    );
    const answers: { readonly status: number; readonly ms: number }[] = [];
    for (let number = 0; number < deliveries || !isOver; number += 1) {
      const id = 6_500_000_000_000 + number;
      const body = shopifyOrderBody({ id, ...buyerOf(id) });
      const { headers, body: bytes } = shopifyDelivery({ webhookId: `pipelined-${number}`, body });
      const asked = performance.now();
      const status = await post(url, headers, bytes);
      answers.push({ status, ms: performance.now() - asked });
    }
    prove(
      13,
      'pipelined requests',
      (await attack).reduce((sum, sent) => sum + sent, 0),
    );
    if (isWeighed) prove(13, 'memory growth, pipelined', more());
    prove(13, 'deliveries lost', answers.filter(({ status }) => status !== 200).length);
    const times = answers.map(({ ms }) => ms);
    prove(13, 'real delivery among pipelined, p99', Math.round(percentile(times, 99)));
    // a percentile would not show a freeze that delays few deliveries
    prove(13, 'real delivery among pipelined, longest', Math.round(Math.max(...times)));
  }),
);

it(
  'limits the memory of unfinished bodies and answers a real delivery',
  {
    timeout: 60_000,
  },
  () =>
    attacked(async (url, more) => {
      const { port } = new URL(url);
      const almost = Buffer.alloc(4 * 1024 * 1024, 'x');
      const sockets: Socket[] = [];
      for (let number = 0; number < 60; number += 1) {
        const socket = connect(Number(port), '127.0.0.1');
        socket.on('error', () => {}); // a cut connection is expected
        await once(socket, 'connect');
        socket.resume();
        socket.write(`${head}Content-Length: ${almost.length + 1}\r\n\r\n`);
        await new Promise<void>((resolve) => {
          socket.once('close', () => resolve());
          socket.write(almost, () => resolve());
        });
        sockets.push(socket);
      }
      const { headers, body } = shopifyDelivery({ webhookId: 'among' });
      expect(await post(url, headers, body)).toBe(200);
      if (isWeighed) prove(13, 'memory growth, bodies held', more());
      for (const socket of sockets) socket.destroy();
    }),
);

it('detects starvation when full sockets are not closed', {
  timeout: 30_000,
}, async () => {
  const naive = createServer((incoming, response) => {
    incoming.resume();
    response.end();
  });
  naive.maxConnections = 200;
  await new Promise<void>((listens) => naive.listen(0, '127.0.0.1', listens));
  const { port } = naive.address() as AddressInfo;
  const { sockets } = await hold(port, attackers);
  const { headers, body } = shopifyDelivery();
  expect(await post(`http://127.0.0.1:${port}`, headers, body)).toBe(0);
  for (const socket of sockets) socket.destroy();
  naive.closeAllConnections();
  naive.close();
});
