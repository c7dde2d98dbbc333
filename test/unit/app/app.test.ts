import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import { applicationId } from '../../../src/main/ledger/migrate.ts';
import { isMarkedSound } from '../../../src/main/ledger/repair/file-mark.ts';
import { placesOf } from '../../../src/main/ledger/repair/places.ts';
import { Problem } from '../../../src/shared/problem.ts';
import type { SamplePath } from '../../../src/shared/sample-paths.ts';
import { callerOf } from '../../support/caller.ts';
import { fakeClock } from '../../support/clock.ts';
import { hasShopifySchema, testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';
import { startDesk } from './start-desk.ts';

const clean: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const step of clean.splice(0).reverse()) await step();
});

const everything = { view: 'all', text: '', offset: 0, limit: 100 } as const;

describe('the app', () => {
  it.skipIf(!hasShopifySchema)(
    'brings an order of every sample path into BigQuery and to managers',
    async () => {
      const { call } = await startDesk();
      const paths: readonly SamplePath[] = [
        'shopify',
        'chat-bot',
        'mail-bloomdash',
        'mail-dostavo',
        'draft-paid',
      ];
      for (const path of paths) await call('sample.order', { path });
      const { id } = await call('manual.create', {
        key: '4c0f7d6e-6f7e-4d56-9a51-1f0b3c1d2e3f',
        currency: 'UAH',
        items: [{ title: 'Peonies', quantity: 2, unitPrice: '450.50' }],
        discount: { kind: 'percent', percent: 10 },
        customer: { name: 'Olena', phone: '067 123 45 67' },
        paymentStatus: 'pending',
      });

      await vi.waitFor(
        async () => {
          const { rows } = await call('orders.list', everything);
          const details = await Promise.all(rows.map((row) => call('orders.get', { id: row.id })));
          const arrived = details.filter(
            ({ order, warehouse }) =>
              warehouse === 'committed' &&
              order.notifications.some(({ manager, state }) => manager === 'Anna' && state === 'sent'),
          );
          const sources = new Set(arrived.map(({ order }) => order.source));
          expect([...sources].sort()).toEqual(['mail:bloomdash', 'mail:dostavo', 'shopify']);
          expect(arrived.length).toBeGreaterThanOrEqual(5);
        },
        { timeout: 60_000, interval: 500 },
      );
      const { order } = await call('orders.get', { id });
      // its writer has taken it, so no manager is notified
      expect(order).toMatchObject({ takenBy: 'Anna', notifications: [] });
      expect(order.content).toMatchObject({
        total: { minor: 81090, currency: 'UAH' },
        customer: { phone: '+380671234567' },
      });
      expect((await call('health.counts', undefined)).touches).toBeGreaterThan(0);
    },
    90_000,
  );

  it('removes the sample shop whole, and keeps the shop free of it', async () => {
    const { call, desk: app, host } = await startDesk();
    expect((await call('app.state', undefined)).mode).toBe('sample');
    await call('manual.create', {
      key: '4c0f7d6e-6f7e-4d56-9a51-1f0b3c1d2e3f',
      currency: 'UAH',
      items: [{ title: 'Peonies', quantity: 1, unitPrice: '1' }],
      customer: { name: 'Olena' },
      paymentStatus: 'paid',
    });

    const state = await call('sample.remove', undefined);

    expect(state.mode).toBe('shop');
    expect(existsSync(join(host.dataDir, 'sample'))).toBe(false);
    expect((await call('orders.list', everything)).total).toBe(0);
    expect(await app.dispatch('sample.order', { path: 'shopify' })).toMatchObject({ ok: false });
  });

  it('lets sample customers order by themselves unless that is switched off', async () => {
    const mailsAfterAWhile = async (life: string): Promise<number> => {
      const clock = fakeClock();
      const { desk: app } = await startDesk({ clock, environment: { ORDERBELL_SAMPLE_LIFE: life } });
      await clock.advance(15_000);
      const mailbox = await fetch(app.sampleShop?.gmail ?? '');
      return (await mailbox.text()).match(/<tr>/g)?.length ?? 0;
    };
    expect(await mailsAfterAWhile('off')).toBe(0);
    expect(await mailsAfterAWhile('')).toBeGreaterThan(0);
  });

  it('reopens a removed sample shop fresh, unless an account is connected', async () => {
    const { call, desk: app } = await startDesk();
    await call('sample.remove', undefined);
    expect((await call('sample.open', undefined)).mode).toBe('sample');
    expect(app.sampleShop).not.toBeNull();

    await call('connections.save', { name: 'manychat', values: { MANYCHAT_CALLBACK_KEY: 'bell-key' } });
    expect(await app.dispatch('sample.open', undefined)).toMatchObject({
      ok: false,
      error: { kind: 'refused', message: 'Your own account is connected' },
    });
    expect((await call('app.state', undefined)).mode).toBe('shop');
  });

  it('stays removed over a restart, until the sample shop is requested', async () => {
    const { call, desk: app, host } = await startDesk();
    await call('sample.remove', undefined);
    await app.stop();

    const again = await composeDesk(host);
    expect(again.sampleShop).toBeNull();
    await again.stop();
    const asked = await composeDesk({ ...host, sampleShop: { ...host.sampleShop, wanted: true } });
    expect(asked.sampleShop).not.toBeNull();
    await asked.stop();
  });

  it('keeps its shop without its only account, also over a restart', async () => {
    const { call, desk: app, host } = await startDesk();
    const save = (key: string) =>
      call('connections.save', { name: 'manychat', values: { MANYCHAT_CALLBACK_KEY: key } });
    await save('bell-key');
    const { id } = await call('manual.create', {
      key: '4c0f7d6e-6f7e-4d56-9a51-1f0b3c1d2e3f',
      currency: 'UAH',
      items: [{ title: 'Peonies', quantity: 1, unitPrice: '1' }],
      customer: { name: 'Olena' },
      paymentStatus: 'paid',
    });
    await save('');
    expect((await call('app.state', undefined)).mode).toBe('shop');
    expect((await call('orders.list', everything)).rows.map((row) => row.id)).toEqual([id]);
    await app.stop();

    const again = await composeDesk(host);
    clean.push(() => again.stop());
    const ask = callerOf(again.dispatch);
    expect((await ask('app.state', undefined)).mode).toBe('shop');
    expect((await ask('orders.list', everything)).rows.map((row) => row.id)).toEqual([id]);
    expect((await ask('sample.open', undefined)).mode).toBe('sample');
  });

  it('keeps its shop with a locked keychain, and reports the account', async () => {
    const { call } = await startDesk({
      secrets: {
        read: async (name) => {
          if (name === 'MANYCHAT_TOKEN') throw new Problem('signed-out', 'The keychain cannot open it');
          return undefined;
        },
        write: async () => {},
        remove: async () => {},
      },
    });
    expect(await call('app.state', undefined)).toMatchObject({ mode: 'shop' });
    expect(await call('connections.list', undefined)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'manychat', state: 'signed-out' }),
        expect.objectContaining({ name: 'gmail', state: 'off' }),
      ]),
    );
  });

  it('refuses a second app on its data directory, and keeps working', async () => {
    const { call, host } = await startDesk();
    await expect(composeDesk(host)).rejects.toMatchObject({ name: 'Problem' });
    expect((await call('app.state', undefined)).mode).toBe('sample');
  });

  it('frees the data directory when it cannot start', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    clean.push(() => new Promise<void>((resolve) => taken.close(() => resolve())));
    const address = taken.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { host, remove } = testHost({ receiverPort: address.port });
    clean.push(remove);

    await expect(composeDesk(host)).rejects.toMatchObject({ name: 'Problem' });
    const app = await composeDesk({ ...host, receiverPort: 0 });
    await app.stop();
  });

  it('leaves one shop open when two accounts are saved at once', async () => {
    const { call, secrets } = await startDesk();
    await Promise.all([
      call('connections.save', { name: 'manychat', values: { MANYCHAT_CALLBACK_KEY: 'bell-key' } }),
      call('connections.save', { name: 'tunnel', values: { PUBLIC_URL: 'https://bell.example' } }),
    ]);
    expect(await call('app.state', undefined)).toMatchObject({ mode: 'shop' });
    const connections = await call('connections.list', undefined);
    const value = connections.flatMap(({ fields }) => fields).find(({ name }) => name === 'PUBLIC_URL');
    expect(value?.value).toBe('https://bell.example');
    expect(secrets.get('MANYCHAT_CALLBACK_KEY')).toBe('bell-key');
  });

  it('ends its own queries before the sample shop that answers them', async () => {
    const happened: string[] = [];
    const asked = Promise.withResolvers<URL>();
    const { fetch } = globalThis;
    const asking = vi.spyOn(globalThis, 'fetch').mockImplementation((address, init) => {
      const url = new URL(address instanceof Request ? address.url : address);
      if (!url.pathname.endsWith('/graphql.json')) return fetch(address, init);
      asked.resolve(url);
      return new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          happened.push('question ended');
          reject(new Error('ended'));
        });
      });
    });
    clean.push(() => asking.mockRestore());
    const { desk: app } = await startDesk();
    const { port } = await asked.promise;
    const { close } = Server.prototype;
    const closing = vi.spyOn(Server.prototype, 'close').mockImplementation(function (this: Server, done) {
      const address = this.address();
      if (typeof address === 'object' && String(address?.port) === port) happened.push('Shopify closed');
      return close.call(this, done);
    });
    clean.push(() => closing.mockRestore());
    await app.stop();
    expect(happened).toEqual(['question ended', 'Shopify closed']);
  });

  it('opens no shop after it was stopped', async () => {
    const { desk: app } = await startDesk();
    const values = { MANYCHAT_CALLBACK_KEY: 'bell-key' };
    const saved = app.dispatch('connections.save', { name: 'manychat', values });
    await vi.waitFor(() => expect(app.sampleShop).toBeNull(), { interval: 1, timeout: 60_000 }); // between two shops
    const stopped = app.stop();
    const late = app.dispatch('connections.save', { name: 'manychat', values });
    await stopped;
    await saved;
    expect(await late).toMatchObject({ ok: false, error: { message: 'Orderbell is closing' } });
    expect(await app.dispatch('app.state', undefined)).toMatchObject({ ok: false });
  });

  it('closes its ledger cleanly when the system ends it', async () => {
    const {
      call,
      desk: app,
      host,
    } = await startDesk({
      clock: fakeClock(),
      environment: { ORDERBELL_MANYCHAT_CALLBACK_KEY: 'bell-key' },
    });
    expect((await call('app.state', undefined)).mode).toBe('shop');
    const places = placesOf(join(host.dataDir, 'ledger.db'));
    const log = `${places.ledger}-wal`;
    expect([existsSync(log), isMarkedSound(places)]).toEqual([true, false]);
    app.endNow();
    expect([existsSync(log), isMarkedSound(places)]).toEqual([false, true]);
  });

  it('cancels an open sign-in and frees its loopback port when stopped', async () => {
    const opened = Promise.withResolvers<URL>();
    const { desk: app } = await startDesk({
      environment: { ORDERBELL_GMAIL_CLIENT_ID: 'desktop.example', ORDERBELL_GMAIL_CLIENT_SECRET: 'secret' },
      openExternal: async (url) => opened.resolve(new URL(url)),
    });
    const signedIn = app.dispatch('connections.signIn', { name: 'gmail' });
    const callback = (await opened.promise).searchParams.get('redirect_uri') ?? '';
    expect((await fetch(callback)).status).toBe(404);
    await app.stop();
    expect(await signedIn).toMatchObject({ ok: false, error: { message: 'Orderbell is closing' } });
    await expect(fetch(callback)).rejects.toThrow();
  });

  it('requests no consent to send e-mail before the mailbox sign-in', async () => {
    const { desk: app } = await startDesk({
      environment: { ORDERBELL_GMAIL_CLIENT_ID: 'desktop.example', ORDERBELL_GMAIL_CLIENT_SECRET: 'secret' },
      openExternal: () => Promise.reject(new Error('nothing is to be opened')),
    });
    const asked = await app.dispatch('connections.signIn', { name: 'gmail', sending: true });
    expect(asked).toMatchObject({ ok: false, error: { message: 'Gmail is not signed in' } });
  });

  it('opens its shop though the disk refuses the app’s notes', async () => {
    const log = quietLog();
    const { host, remove } = testHost({ log });
    clean.push(remove);
    for (const note of ['mode.new', 'sample/ledger-sound.json.new']) {
      mkdirSync(join(host.dataDir, note), { recursive: true });
    }
    const app = await composeDesk(host);
    clean.push(() => app.stop());
    const values = { MANYCHAT_CALLBACK_KEY: 'bell-key' };
    await callerOf(app.dispatch)('connections.save', { name: 'manychat', values });
    expect(await app.dispatch('app.state', undefined)).toMatchObject({ ok: true, value: { mode: 'shop' } });
    expect(log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        'a command line is not told which ledger is in use',
        'how the ledger was closed could not be noted',
      ]),
    );
  });

  it('explains why the shop is shut when it could not reopen', async () => {
    const { desk: app, host } = await startDesk();
    const newer = openDatabase(join(host.dataDir, 'ledger.db'));
    newer.exec(`CREATE TABLE later (a); PRAGMA application_id = ${applicationId}; PRAGMA user_version = 999`);
    newer.close();
    const values = { MANYCHAT_CALLBACK_KEY: 'bell-key' };
    expect(await app.dispatch('connections.save', { name: 'manychat', values })).toMatchObject({
      ok: false,
    });
    expect(await app.dispatch('app.state', undefined)).toMatchObject({
      ok: false,
      error: {
        kind: 'refused',
        message: expect.stringMatching(/^The shop could not be opened: .*ledger/),
        fix: expect.stringContaining('Orderbell tries again automatically'),
      },
    });
  });

  it('says which setting is wrong before anything starts', async () => {
    const { host, remove } = testHost({
      dataDir: mkdtempSync(join(tmpdir(), 'orderbell-')),
      environment: { ORDERBELL_BIGQUERY_PROJECT: 'p', PATH: '/bin' },
    });
    clean.push(remove);
    await expect(composeDesk(host)).rejects.toThrow(/^ORDERBELL_BIGQUERY_KEY_FILE: /);
  });
});
