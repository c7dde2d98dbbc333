import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { Host } from '../../../src/main/host.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { signInReplaced } from '../../../src/shared/setup/sign-in-replaced.ts';
import type { Call } from '../../support/caller.ts';
import { callerOf } from '../../support/caller.ts';
import { testHost } from '../../support/host.ts';
import type { FakeGmail } from '../intake/gmail/fake-gmail.ts';
import { googleError, startFakeGmail } from '../intake/gmail/fake-gmail.ts';

let gmail: FakeGmail;
const clean: (() => Promise<void> | void)[] = [];
beforeEach(async () => {
  gmail = await startFakeGmail(systemClock.now);
  clean.push(gmail.close);
  const { fetch } = globalThis;
  const exchanging = vi.spyOn(globalThis, 'fetch').mockImplementation((address, init) => {
    const { host } = new URL(address instanceof Request ? address.url : address);
    if (host !== 'oauth2.googleapis.com') return fetch(address, init);
    return Promise.resolve(Response.json({ access_token: 'access', refresh_token: 'anew' }));
  });
  clean.push(() => exchanging.mockRestore());
});
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

const alive = { status: 200, body: { access_token: 'access', expires_in: 3600, token_type: 'Bearer' } };
const ended = { status: 400, body: { error: 'invalid_grant' } };

/** A person at the consent page who agrees, so that Google takes the sign-in again. */
async function agree(page: string): Promise<void> {
  const { searchParams: asked } = new URL(page);
  gmail.token = alive;
  await fetch(`${asked.get('redirect_uri')}?code=abc&state=${asked.get('state')}`);
}

/** An app whose mailbox is the small Gmail. @param kept what its keychain has */
async function start(
  environment: Host['environment'],
  part: Partial<Host> = {},
  kept: { readonly [name: string]: string } = {},
) {
  const { host, secrets, remove } = testHost({
    openExternal: agree,
    ...part,
    environment: {
      ORDERBELL_GMAIL_CLIENT_ID: 'desktop.example',
      ORDERBELL_GMAIL_CLIENT_SECRET: 'secret',
      ORDERBELL_GMAIL_API_BASE: gmail.config.apiBase,
      ORDERBELL_GOOGLE_TOKEN_URL: gmail.config.tokenUrl,
      ...environment,
    },
  });
  for (const [name, value] of Object.entries(kept)) secrets.set(name, value);
  const app = await composeDesk(host);
  clean.push(remove, () => app.stop());
  return { app, call: callerOf(app.dispatch), host, secrets };
}

/** The app, restarted on its keychain and its directory. */
async function openAgain(host: Host) {
  const app = await composeDesk(host);
  clean.push(() => app.stop());
  return callerOf(app.dispatch);
}

it.each([
  ['to read', false, 'ORDERBELL_GMAIL_REFRESH_TOKEN'],
  ['to send', true, 'ORDERBELL_GMAIL_SEND_REFRESH_TOKEN'],
])(
  'opens no page for a consent %s that the environment sets',
  async (_, sending, variable) => {
    const opened: string[] = [];
    const { app } = await start(
      { ORDERBELL_GMAIL_REFRESH_TOKEN: 'read', ORDERBELL_GMAIL_SEND_REFRESH_TOKEN: 'send' },
      {
        openExternal: (url) => {
          opened.push(url);
          return Promise.reject(new Error('nothing is to be opened'));
        },
      },
    );
    expect(await app.dispatch('connections.signIn', { name: 'gmail', sending })).toMatchObject({
      ok: false,
      error: {
        kind: 'bad-input',
        message: `${variable} is set in the environment, which takes precedence`,
        fix: 'Change it there and restart Orderbell',
      },
    });
    expect(opened).toEqual([]);
  },
  30_000,
);

it.each<readonly [string, (call: Call) => Promise<unknown>]>([
  ['another one starts', (call) => call('connections.signIn', { name: 'gmail' })],
  [
    'the account is changed',
    (call) => call('connections.save', { name: 'gmail', values: { GMAIL_POLL_SECONDS: '60' } }),
  ],
])(
  'ends an abandoned sign-in as soon as %s',
  async (_, next) => {
    const pages: string[] = [];
    const { app, call, secrets } = await start(
      {},
      {
        openExternal: async (page) => {
          pages.push(page);
          if (pages.length > 1) await agree(page);
        },
      },
    );
    const left = app.dispatch('connections.signIn', { name: 'gmail' });
    await vi.waitFor(() => expect(pages).toHaveLength(1));
    await next(call);
    expect(await left).toMatchObject({ ok: false, error: { kind: 'refused', message: signInReplaced } });
    await expect(agree(pages[0] ?? '')).rejects.toThrow(); // the port is closed
    expect(secrets.get('GMAIL_REFRESH_TOKEN')).toBe(pages.length > 1 ? 'anew' : undefined);
  },
  30_000,
);

const both = { GMAIL_REFRESH_TOKEN: 'read', GMAIL_SEND_REFRESH_TOKEN: 'send' };

it('sends nothing from the previous mailbox once another signs in', async () => {
  const { call, secrets } = await start({}, {}, both);
  expect(await call('connections.check', { name: 'gmail' })).toMatchObject({
    account: 'orders@flowers.example',
    facts: expect.arrayContaining([{ label: 'Sends e-mail', value: 'allowed' }]),
  });

  gmail.address = 'sales@flowers.example';
  await call('connections.signIn', { name: 'gmail' });

  expect(secrets.get('GMAIL_REFRESH_TOKEN')).toBe('anew');
  expect(secrets.has('GMAIL_SEND_REFRESH_TOKEN')).toBe(false);
  const { account, facts } = await call('connections.check', { name: 'gmail' });
  expect(account).toBe('sales@flowers.example');
  expect(facts.map(({ label }) => label)).not.toContain('Sends e-mail');
});

it('keeps sending after the same mailbox signs in again', async () => {
  const { call, app, host, secrets } = await start({}, {}, both);
  await call('connections.check', { name: 'gmail' });
  await call('connections.signIn', { name: 'gmail' });
  expect(secrets.get('GMAIL_SEND_REFRESH_TOKEN')).toBe('send');
  await app.stop();

  gmail.token = ended;
  const ask = await openAgain(host);
  expect(await ask('connections.check', { name: 'gmail' })).toMatchObject({
    state: 'signed-out',
    account: null,
  });
  await ask('connections.signIn', { name: 'gmail' });
  expect(secrets.get('GMAIL_SEND_REFRESH_TOKEN')).toBe('send');
});

it.each([
  ['keeps sending', 'orders@flowers.example', true],
  ['sends nothing any more', 'sales@flowers.example', false],
])(
  '%s once %s is signed in to after an ended old sign-in',
  async (_, address, sends) => {
    const { call, app, host, secrets } = await start({}, {}, both);
    await call('connections.check', { name: 'gmail' });
    await app.stop();

    gmail.token = ended;
    gmail.address = address;
    const ask = await openAgain(host);
    expect(await ask('connections.check', { name: 'gmail' })).toMatchObject({ account: null });
    await ask('connections.signIn', { name: 'gmail' });
    expect(secrets.get('GMAIL_REFRESH_TOKEN')).toBe('anew');
    expect(secrets.has('GMAIL_SEND_REFRESH_TOKEN')).toBe(sends);
  },
  30_000,
);

it('sends nothing when Gmail did not name the last mailbox', async () => {
  const { call, app, host, secrets } = await start({}, {}, both);
  await call('connections.check', { name: 'gmail' });
  gmail.fail = (path) => (path.endsWith('/profile') ? googleError(400, 'badRequest') : null);
  await call('connections.signIn', { name: 'gmail' });
  await call('connections.signIn', { name: 'gmail', sending: true });
  expect(secrets.get('GMAIL_SEND_REFRESH_TOKEN')).toBe('anew');
  await app.stop();

  gmail.fail = () => null;
  gmail.token = ended;
  const ask = await openAgain(host);
  expect(await ask('connections.check', { name: 'gmail' })).toMatchObject({ account: null });
  await ask('connections.signIn', { name: 'gmail' });
  expect(secrets.has('GMAIL_SEND_REFRESH_TOKEN')).toBe(false);
});

it('sends nothing when the mailbox may be another one', async () => {
  gmail.token = ended;
  const { call, secrets } = await start({}, {}, both);
  expect(await call('connections.check', { name: 'gmail' })).toMatchObject({ account: null });
  await call('connections.signIn', { name: 'gmail' });
  expect(secrets.get('GMAIL_REFRESH_TOKEN')).toBe('anew');
  expect(secrets.has('GMAIL_SEND_REFRESH_TOKEN')).toBe(false);
});

it('keeps its mailbox when the environment would send from it', async () => {
  const { GMAIL_REFRESH_TOKEN, GMAIL_SEND_REFRESH_TOKEN } = both;
  const { call, app, secrets } = await start(
    { ORDERBELL_GMAIL_SEND_REFRESH_TOKEN: GMAIL_SEND_REFRESH_TOKEN },
    {},
    { GMAIL_REFRESH_TOKEN },
  );
  await call('connections.check', { name: 'gmail' });
  gmail.address = 'sales@flowers.example';
  expect(await app.dispatch('connections.signIn', { name: 'gmail' })).toMatchObject({
    ok: false,
    error: {
      message: 'ORDERBELL_GMAIL_SEND_REFRESH_TOKEN is set in the environment, which takes precedence',
    },
  });
  expect(secrets.get('GMAIL_REFRESH_TOKEN')).toBe('read');
});
