import type { Server } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SignInParts } from '../../../../src/main/intake/gmail/oauth.ts';
import { signIn } from '../../../../src/main/intake/gmail/oauth.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { prove } from '../../../guarantees/prove.ts';
import { fakeClock } from '../../../support/clock.ts';
import { quietLog } from '../../../support/log.ts';

const readonly = 'https://www.googleapis.com/auth/gmail.readonly';
let google: Server;
let tokenUrl: string;
let exchanges: URLSearchParams[];
let tokens: unknown;

beforeEach(async () => {
  exchanges = [];
  tokens = { access_token: 'access', refresh_token: 'refresh', scope: `openid ${readonly}` };
  google = createServer((incoming, response) => {
    let body = '';
    incoming.on('data', (chunk) => {
      body += chunk;
    });
    incoming.on('end', () => {
      exchanges.push(new URLSearchParams(body));
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(typeof tokens === 'string' ? tokens : JSON.stringify(tokens));
    });
  });
  await new Promise<void>((resolve) => {
    google.listen(0, '127.0.0.1', resolve);
  });
  tokenUrl = `http://127.0.0.1:${(google.address() as AddressInfo).port}/token`;
});
afterEach(() => {
  google.close();
  google.closeAllConnections();
});

type Callback = { readonly url: string; readonly host?: string; readonly method?: string };

/** Sends a callback as a browser would, or as a browser never would. */
const send = ({ url, host, method = 'GET' }: Callback): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, ...(host !== undefined && { headers: { host } }) }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject).end();
  });

function begin(parts: Partial<Pick<SignInParts, 'purpose' | 'mailbox'>> = {}) {
  const clock = fakeClock();
  const stopping = new AbortController();
  const opened = Promise.withResolvers<URL>();
  const done = signIn({
    ...parts,
    clientId: 'desktop.example',
    clientSecret: 'not-so-secret',
    authUrl: 'https://accounts.example/auth',
    tokenUrl,
    openExternal: async (url) => opened.resolve(new URL(url)),
    stopping: stopping.signal,
    clock,
    log: quietLog(),
  });
  const outcome = done.then(
    (value) => ({ value, error: null }),
    (error: unknown) => ({ value: null, error }),
  );
  return { clock, consent: opened.promise, outcome, stop: () => stopping.abort() };
}
const redirectOf = (consent: URL) => consent.searchParams.get('redirect_uri') ?? '';
const stateOf = (consent: URL) => consent.searchParams.get('state') ?? '';

/** Each is wrong in one thing. The attacker runs a page in the same browser, or a program on the same computer. */
const badCallbacks: readonly (readonly [string, (redirect: URL, state: string) => Callback])[] = [
  ['without a state', (url) => ({ url: `${url.href}?code=abc` })],
  ['with an empty state', (url) => ({ url: `${url.href}?code=abc&state=` })],
  ['with a wrong state', (url) => ({ url: `${url.href}?code=abc&state=guess` })],
  ['with a state cut short', (url, state) => ({ url: `${url.href}?code=abc&state=${state.slice(0, -1)}` })],
  ['with a state made longer', (url, state) => ({ url: `${url.href}?code=abc&state=${state}x` })],
  ['with the state twice', (url, state) => ({ url: `${url.href}?code=abc&state=x&state=${state}` })],
  ['to another path', (url, state) => ({ url: `${url.origin}/other?code=abc&state=${state}` })],
  ['to the root', (url, state) => ({ url: `${url.origin}/?code=abc&state=${state}` })],
  ['by POST', (url, state) => ({ url: `${url.href}?code=abc&state=${state}`, method: 'POST' })],
  [
    'for another host',
    (url, state) => ({ url: `${url.href}?code=abc&state=${state}`, host: 'evil.example' }),
  ],
  [
    'for localhost by name',
    (url, state) => ({ url: `${url.href}?code=abc&state=${state}`, host: `localhost:${url.port}` }),
  ],
  ['by HEAD', (url, state) => ({ url: `${url.href}?code=abc&state=${state}`, method: 'HEAD' })],
  ['with an error and a guessed state', (url) => ({ url: `${url.href}?error=access_denied&state=guess` })],
  [
    'with a made-up state as long as the right one',
    (url) => ({ url: `${url.href}?code=abc&state=${'A'.repeat(43)}` }),
  ],
  ['with the state behind a hash', (url, state) => ({ url: `${url.href}?code=abc&state=#state=${state}` })],
];

describe('signing in to Gmail', () => {
  it('says how long the sign-in lasts where Google ends it by itself, and makes no end up where Google names none', async () => {
    for (const [seconds, expected] of [
      [604_799, 604_799],
      [undefined, null],
      ['soon', null],
    ] as const) {
      tokens = { access_token: 'access', refresh_token: 'refresh', refresh_token_expires_in: seconds };
      const { consent, outcome } = begin();
      const url = await consent;
      await send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` });
      expect((await outcome).value?.lastsSeconds).toBe(expected);
    }
  });

  it('asks for lasting, read-only access with PKCE and gives the code with its verifier to the token endpoint once', async () => {
    const { consent, outcome } = begin();
    const url = await consent;
    expect(url.searchParams.get('redirect_uri')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      scope: readonly,
      access_type: 'offline',
      prompt: 'consent',
      code_challenge_method: 'S256',
    });

    expect(await send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` })).toBe(200);

    expect(await outcome).toMatchObject({ value: { refreshToken: 'refresh' } });
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.get('code')).toBe('abc');
    const verifier = exchanges[0]?.get('code_verifier') ?? '';
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
    expect(Buffer.from(digest).toString('base64url')).toBe(url.searchParams.get('code_challenge'));
  });

  it('asks for sending alone, of the mailbox that is read, and is refused with nothing less', async () => {
    const scope = 'https://www.googleapis.com/auth/gmail.send';
    for (const [given, words] of [
      [scope, null],
      [readonly, 'Sending mail was not allowed'],
    ] as const) {
      tokens = { access_token: 'access', refresh_token: 'send', scope: given };
      const { consent, outcome } = begin({ purpose: 'send', mailbox: 'orders@kvitka.example' });
      const url = await consent;
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        scope,
        login_hint: 'orders@kvitka.example',
      });
      await send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` });
      const { value, error } = await outcome;
      if (words === null) expect(value?.refreshToken).toBe('send');
      else expect(error).toMatchObject({ message: expect.stringContaining(words) });
    }
  });

  it.each(badCallbacks)('lets a callback %s exchange nothing', async (_, make) => {
    const { clock, consent, outcome } = begin();
    const url = await consent;
    expect(await send(make(new URL(redirectOf(url)), stateOf(url)))).toBe(404);
    await clock.advance(300_000);
    expect((await outcome).error).toMatchObject({ kind: 'refused' });
    expect(exchanges).toEqual([]);
  });

  it('exchanges nothing when the consent was refused', async () => {
    const { consent, outcome } = begin();
    const url = await consent;
    await send({ url: `${redirectOf(url)}?error=access_denied&state=${stateOf(url)}` });
    expect((await outcome).error).toMatchObject({ message: 'The sign-in was cancelled' });
    expect(exchanges).toEqual([]);
  });

  it('counts one callback and is gone after it', async () => {
    const { consent, outcome } = begin();
    const url = await consent;
    const callback = `${redirectOf(url)}?code=abc&state=${stateOf(url)}`;
    await send({ url: callback });
    await outcome;
    await expect(send({ url: callback })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(exchanges).toHaveLength(1);
  });

  it('is gone after five minutes', async () => {
    const { clock, consent, outcome } = begin();
    const url = await consent;
    await clock.advance(300_000);
    expect((await outcome).error).toMatchObject({ kind: 'refused' });
    await expect(send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  it('is gone when the app stops', async () => {
    const { consent, outcome, stop } = begin();
    const url = await consent;
    stop();
    expect((await outcome).error).toMatchObject({ message: 'Orderbell is closing' });
    await expect(send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` })).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
    expect(exchanges).toEqual([]);
  });

  it.each([
    ['another shape', { refresh_token: 17 }],
    ['a list', []],
    ['nothing', null],
    ['a page', '<!doctype html><title>Log in to the network</title>'],
  ])('takes a token answer of %s for a refusal that says what to do', async (_, answer) => {
    tokens = answer;
    const { consent, outcome } = begin();
    const url = await consent;
    await send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` });
    const { error } = await outcome;
    expect(error).toBeInstanceOf(Problem);
    expect(error).toMatchObject({ kind: 'refused', fix: expect.stringContaining('Sign in again') });
  });

  it('says so when reading mail was not allowed, or nothing lasting was given', async () => {
    for (const [answer, words] of [
      [{ access_token: 'a', refresh_token: 'r', scope: 'openid' }, 'Reading mail was not allowed'],
      [{ access_token: 'a', scope: readonly }, 'no permanent sign-in'],
    ] as const) {
      tokens = answer;
      const { consent, outcome } = begin();
      const url = await consent;
      await send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` });
      expect(String((await outcome).error)).toContain(words);
    }
  });

  it('lets none of the bad callbacks exchange anything, nor one that comes twice, late, or with an error', async () => {
    let tried = 0;
    for (const [, make] of badCallbacks) {
      const { clock, consent, outcome } = begin();
      const url = await consent;
      await send(make(new URL(redirectOf(url)), stateOf(url)));
      await clock.advance(300_000);
      await outcome;
      tried += 1;
    }
    const refused = begin();
    const consent = await refused.consent;
    const callback = `${redirectOf(consent)}?state=${stateOf(consent)}`;
    await send({ url: `${callback}&error=access_denied` });
    await refused.outcome;
    for (const again of [`${callback}&code=abc`, `${callback}&error=access_denied`]) {
      await expect(send({ url: again })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
    prove(29, 'bad callbacks', tried + 3);
    prove(29, 'exchanged', exchanges.length);
  });

  it('is gone after five minutes at the latest, by the minute', async () => {
    const { clock, consent, outcome } = begin();
    const url = await consent;
    let minutes = 0;
    for (let isThere = true; isThere && minutes < 60; ) {
      await clock.advance(60_000);
      minutes += 1;
      if (minutes >= 5) await outcome;
      isThere = await send({ url: `${redirectOf(url)}?code=x&state=guess` }).then(
        () => true,
        () => false,
      );
    }
    prove(29, 'listener gone after', minutes);
  });

  it('each of the bad callbacks would be seen to be exchanged, were it put right in its one thing', async () => {
    for (const [what, make] of badCallbacks) {
      const before = exchanges.length;
      const { consent, outcome } = begin();
      const url = await consent;
      const bad = make(new URL(redirectOf(url)), stateOf(url));
      expect(await send(bad), what).toBe(404);
      expect(exchanges, what).toHaveLength(before);
      await send({ url: `${redirectOf(url)}?code=abc&state=${stateOf(url)}` });
      expect((await outcome).value?.refreshToken, what).toBe('refresh');
      expect(exchanges, what).toHaveLength(before + 1);
    }
  });
});
