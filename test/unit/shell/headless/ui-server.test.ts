import { request } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { UiServer } from '../../../../src/main/shell/headless/ui-server.ts';
import { startUiServer } from '../../../../src/main/shell/headless/ui-server.ts';
import type { Assets } from '../../../../src/main/shell/page/assets.ts';
import { fakeClock } from '../../../support/clock.ts';
import type { FakeDesk } from '../../../support/desk.ts';
import { fakeDesk } from '../../../support/desk.ts';
import { quietLog } from '../../../support/log.ts';
import { keyOf } from '../../../support/page-key.ts';
import { soon } from '../../../support/soon.ts';

const html = '<meta name="csp-nonce" content="__CSP_NONCE__"><script src="./assets/app-1.js"></script>';
const index = { type: 'text/html; charset=utf-8', body: Buffer.from(html) };
const assets: Assets = new Map([
  ['/', index],
  ['/index.html', index],
  ['/assets/app-1.js', { type: 'text/javascript; charset=utf-8', body: Buffer.from('1') }],
]);

let app: FakeDesk;
let server: UiServer;
let base: string;
let cookie: string;
let key: string;
const clock = fakeClock();

beforeEach(async () => {
  app = fakeDesk({ 'mail:1': '<p>Hello</p>' });
  server = await startUiServer({ port: 0, desk: app, assets, clock, log: quietLog() });
  base = new URL(server.url).origin;
  const entered = await fetch(server.url, { redirect: 'manual' });
  cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  key = keyOf(entered);
});
afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${base}${path}`, {
    headers: { cookie, 'x-orderbell-page-key': key, ...headers },
    redirect: 'manual',
  });
const post = (body: string, headers: Record<string, string> = {}, path = '/api/call') =>
  fetch(`${base}${path}`, {
    method: 'POST',
    body,
    headers: {
      cookie,
      'x-orderbell-page-key': key,
      origin: base,
      'content-type': 'application/json',
      ...headers,
    },
  });

it('exchanges the token for a cookie, and redirects without it', async () => {
  const again = await fetch(server.url, { redirect: 'manual', headers: { cookie } });
  expect(again.status).toBe(303);
  expect(again.headers.get('location')).toBe('/');
  expect(again.headers.get('referrer-policy')).toBe('no-referrer');
  expect((await fetch(server.url, { redirect: 'manual' })).status).toBe(401);
});

it('shows mails and faces to a page with its key', async () => {
  for (const path of ['/mail/mail%3A1', '/face/7001?x']) {
    const separator = path.includes('?') ? '&' : '?';
    const asked = await fetch(`${base}${path}${separator}key=${key}`, { headers: { cookie } });
    expect(asked.status).toBe(200);
  }
});

it('serves the page under a policy whose nonce is new each time', async () => {
  const [first, second] = [await get('/'), await get('/')];
  const policy = first.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
  expect(await first.text()).toContain(`content="${nonce}"`);
  expect(second.headers.get('content-security-policy')).not.toBe(policy);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy.match(/[^;]*https?:[^;]*/g)).toEqual([" img-src 'self' data: https://cdn.shopify.com"]);
  expect(policy).not.toMatch(/\*|unsafe-eval/);
});

it('answers a command with the app’s reply', async () => {
  const reply = await post(JSON.stringify({ name: 'orders.get', input: { id: 'shopify:1' } }));
  expect(reply.status).toBe(200);
  expect(await reply.json()).toEqual({ ok: true, value: { language: 'en', echo: { id: 'shopify:1' } } });
  expect(app.asked).toEqual([{ name: 'orders.get', input: { id: 'shopify:1' } }]);
});

it('takes a call without an input', async () => {
  expect((await post('{"name":"app.state"}')).status).toBe(200);
  expect(app.asked).toEqual([{ name: 'app.state', input: undefined }]);
});

it.each([
  ['no JSON', '{'],
  ['no name', '{"input":1}'],
  ['a name that is none', '{"name":7}'],
  ['a list', '[]'],
])('refuses a call with %s', async (_, body) => {
  expect((await post(body)).status).toBe(400);
  expect(app.asked).toEqual([]);
});

it('refuses a body larger than any command has', async () => {
  expect((await post(JSON.stringify({ name: 'x', input: 'y'.repeat(2_000_000) }))).status).toBe(413);
  expect(app.asked).toEqual([]);
});

it('shows a mail under a policy that blocks everything', async () => {
  const mail = await get('/mail/mail%3A1');
  expect(await mail.text()).toBe('<p>Hello</p>');
  expect(mail.headers.get('content-security-policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-same-origin; " +
      "frame-ancestors 'self'; base-uri 'none'; form-action 'none'",
  );
});

it('serves a fetched face as an image and nothing else', async () => {
  const face = await get('/face/7001');
  expect(await face.text()).toBe('face');
  expect(face.headers.get('content-type')).toBe('image/png');
  expect(face.headers.get('x-content-type-options')).toBe('nosniff');
  expect(face.headers.get('content-security-policy')).toContain("default-src 'none'");
});

it.each([
  '/face/7002',
  '/face/',
  '/face/..%2f7001',
  '/mail/mail%3A2',
  '/mail/',
  '/mail/%',
  `/mail/${'x'.repeat(400)}`,
  '/../package.json',
  '/..%2f..%2fpackage.json',
  '/assets/../../main/headless.js',
  '/assets',
  '/.vite/manifest.json',
  '/api/other',
])('has nothing at %s', async (path) => {
  expect(await rawStatus(path)).toBe(404);
});

it.each(['//', 'http://:99999/', 'http://['])('refuses %s, which is no address', async (path) => {
  expect(await rawStatus(path)).toBe(400);
});

it('keeps files apart from types: nothing is guessed', async () => {
  const file = await get('/assets/app-1.js');
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(file.headers.get('content-type')).toContain('text/javascript');
});

it.each([
  ['the page', () => get('/')],
  ['a call', () => post('{"name":"app.state"}')],
  ['the events', () => get('/api/events')],
])('renews a browser’s cookie while it is used: with %s', async (_, ask) => {
  const answer = await ask();
  expect(answer.headers.get('set-cookie')).toBe(
    `${cookie}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000`,
  );
  await answer.body?.cancel();
});

it('sends no cookie without one, nor with a cached file', async () => {
  expect((await fetch(`${base}/`)).headers.get('set-cookie')).toBeNull();
  expect((await get('/assets/app-1.js')).headers.get('set-cookie')).toBeNull();
});

it('gives away nothing without the cookie', async () => {
  for (const path of ['/', '/assets/app-1.js', '/mail/mail%3A1', '/api/events']) {
    expect((await fetch(`${base}${path}`)).status).toBe(401);
  }
  expect((await post('{"name":"app.state"}', { cookie: '' })).status).toBe(401);
  expect(app.asked).toEqual([]);
});

it('listens on this computer alone', () => {
  expect(new URL(server.url).hostname).toBe('127.0.0.1');
});

it('pushes events to open pages and says that it is still there', async () => {
  const stream = await get('/api/events');
  let text = '';
  const reading = (async () => {
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) text += part.value;
  })();

  app.events.emit({ kind: 'chats-changed' });
  await soon(() => expect(text).toContain('data: {"kind":"chats-changed"}\n\n'));
  await clock.advance(20_000);
  await soon(() => expect(text).toContain(': here\n\n'));
  await server.close();
  await reading.catch(() => {});
});

it('identifies the calling page, and its end with its last stream', async () => {
  await post('{"name":"presence.list","page":"page-1"}');
  expect(app.pages).toEqual(['page-1']);
  expect((await post('{"name":"presence.list","page":"a page/"}')).status).toBe(400);

  const [first, second] = [new AbortController(), new AbortController()];
  const open = (signal: AbortSignal) =>
    fetch(`${base}/api/events?page=page-1&key=${key}`, { headers: { cookie }, signal });
  const [one, two] = [await open(first.signal), await open(second.signal)];
  first.abort();
  await expect(one.text()).rejects.toThrow();
  // the answer to another request: by then the server has noticed the end
  await soon(() => get('/'));
  expect(app.gone).toEqual([]);
  second.abort();
  await expect(two.text()).rejects.toThrow();
  await soon(() => expect(app.gone).toEqual(['page-1']));
});

it('takes a stream without the name of a page', async () => {
  for (const query of ['', '&page=%20']) {
    const end = new AbortController();
    const stream = await fetch(`${base}/api/events?key=${key}${query}`, {
      headers: { cookie },
      signal: end.signal,
    });
    expect(stream.status).toBe(200);
    end.abort();
  }
  await server.close();
  expect(app.gone).toEqual([]);
});

/** Sends a path as it is; `fetch` would tidy it up first. */
function rawStatus(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    request({ hostname, port, path, headers: { cookie, 'x-orderbell-page-key': key } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}
