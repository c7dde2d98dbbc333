import { describe, expect, it } from 'vitest';
import type { Config } from '../../../../src/main/settings/config.ts';
import type { DiagnosticsReport } from '../../../../src/shared/diagnostics.ts';
import { reportText } from '../../../../src/shared/diagnostics.ts';
import { subscriberIdSchema } from '../../../../src/shared/ids.ts';
import { hasShopifySchema } from '../../../support/host.ts';
import type { Illness, Service } from './ill-shop.ts';
import { openIllShop } from './ill-shop.ts';
import {
  elsewhere,
  expires,
  googleToken,
  refuseLoads,
  rowsGo,
  scopesWithout,
  withheld,
  without,
} from './illnesses.ts';

const idsIn = (report: DiagnosticsReport, state: string) =>
  report.checks.filter((check) => check.state === state).map(({ id }) => id);
const lineOf = (report: DiagnosticsReport, id: string) => report.checks.find((check) => check.id === id);
const day = 24 * 3_600_000;

describe.skipIf(!hasShopifySchema)('the doctor', () => {
  it('finds no fault in a healthy shop, and tries every line', async () => {
    const { examine } = await openIllShop();
    const report = await examine();
    expect(report.endedAt).not.toBeNull();
    expect(idsIn(report, 'fail')).toEqual([]);
    expect(idsIn(report, 'running')).toEqual([]);
    expect(report.checks.filter(({ state }) => state === 'ok').map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'shopify.token',
        'shopify.scopes',
        'shopify.customer-data',
        'shopify.webhooks',
        'shopify.version',
        'tunnel.reach',
        'gmail.sign-in',
        'gmail.scope',
        'gmail.consent',
        'bigquery.read',
        'bigquery.write',
        'bigquery.location',
        'bigquery.expiry',
        'manychat.token',
        'computer.clock:shopify',
        'computer.ledger',
      ]),
    );
  });

  it('says that deliveries cannot be checked where a public address is there and no client secret', async () => {
    const { examine } = await openIllShop();
    const withoutSecret = (config: Config): Config => ({
      ...config,
      shopify: config.shopify && { ...config.shopify, webhookSecrets: [] },
    });
    const report = await examine(withoutSecret);
    expect(idsIn(report, 'fail')).toEqual(['shopify.signatures']);
    expect(lineOf(report, 'shopify.signatures')).toMatchObject({
      cameBack: expect.stringMatching(/client secret \(API secret key\) is not set/),
      fix: expect.stringMatching(/below the client ID/),
      act: 'settings',
    });
    expect(lineOf(report, 'shopify.webhooks')).toMatchObject({ state: 'skipped' });
    const polling = await examine((config) => ({ ...withoutSecret(config), tunnel: { kind: 'none' } }), {
      publicUrl: () => null,
    });
    expect(lineOf(polling, 'shopify.signatures')).toBeUndefined();
  });

  it('says of each manager with an e-mail whether it is a way, and why not', async () => {
    const { examine, fallIll, shop } = await openIllShop();
    const sendRefreshToken = shop.config.gmail?.sendRefreshToken ?? '';
    const anna = { name: 'Anna', email: 'anna@example.com' };
    const with_ =
      (subscriberId: string | null, sends: boolean) =>
      (config: Config): Config => ({
        ...config,
        gmail: config.gmail && { ...config.gmail, ...(sends && { sendRefreshToken }) },
        managers: [{ ...anna, subscriberId: subscriberIdSchema.nullable().parse(subscriberId) }],
      });
    const both = await examine(with_(null, true));
    expect(lineOf(both, 'gmail.sending')?.state).toBe('ok');
    expect(lineOf(both, 'gmail.manager:Anna')).toMatchObject({
      state: 'ok',
      personal: expect.arrayContaining([anna.email]),
    });

    const other = await examine(with_('7000000000000000101', false));
    expect(lineOf(other, 'gmail.manager:Anna')).toMatchObject({ state: 'warn', act: 'settings' });
    const none = await examine(with_(null, false));
    expect(lineOf(none, 'gmail.manager:Anna')?.state).toBe('fail');
    expect(lineOf(none, 'manychat.managers')?.cameBack).toBe('No one is notified of new orders');

    fallIll('gmail', googleToken({ refresh_token_expires_in: 86_400 }));
    expect(lineOf(await examine(with_(null, true)), 'gmail.sending')).toMatchObject({
      state: 'fail',
      cameBack: 'In testing: granted 6 d ago, expires in 24 h',
      act: 'settings',
    });
    fallIll('gmail', googleToken({ scope: 'openid email' }));
    expect(lineOf(await examine(with_(null, true)), 'gmail.sending')).toMatchObject({
      state: 'fail',
      cameBack: 'The consent does not allow sending e-mail',
    });
  });

  const ills: readonly (readonly [string, Service, Illness, string, RegExp, RegExp])[] = [
    [
      'a permission is missing',
      'shopify',
      scopesWithout('read_customers'),
      'shopify.scopes',
      /read_customers/,
      /Dev Dashboard/,
    ],
    [
      'a subscription is gone',
      'shopify',
      without('ORDERS_CREATE'),
      'shopify.webhooks',
      /No subscription for orders\/create/,
      /Check now/,
    ],
    [
      'a subscription leads elsewhere',
      'shopify',
      elsewhere('ORDERS_PAID'),
      'shopify.webhooks',
      /another address: orders\/paid/,
      /Check now/,
    ],
    [
      'customer data is withheld',
      'shopify',
      withheld,
      'shopify.customer-data',
      /hides: email/,
      /protected customer data/,
    ],
    [
      'the scope of Gmail is missing',
      'gmail',
      googleToken({ scope: 'openid email' }),
      'gmail.scope',
      /does not allow/,
      /permission/,
    ],
    [
      'the consent ends tomorrow',
      'gmail',
      googleToken({ refresh_token_expires_in: 86_400 }),
      'gmail.consent',
      /In testing: granted 6 d ago, expires in 24 h/,
      /In production/,
    ],
    [
      'the consent has ended',
      'gmail',
      (answer, path) =>
        path === '/token'
          ? {
              httpStatus: 400,
              error: 'invalid_grant',
              error_description: 'Token has been expired or revoked.',
            }
          : answer,
      'gmail.sign-in',
      /no longer accepts/,
      /Reconnect Gmail/,
    ],
    [
      'the table expires',
      'bigquery',
      expires(Date.now() + 12.5 * day),
      'bigquery.expiry',
      /in 12 d:/,
      /billing/,
    ],
    [
      'each day’s rows go after a time',
      'bigquery',
      rowsGo,
      'bigquery.expiry',
      /each day’s rows after 60 days/,
      /billing/,
    ],
    [
      'nothing may be written',
      'bigquery',
      refuseLoads,
      'bigquery.write',
      /Access Denied/,
      /BigQuery Data Editor/,
    ],
    [
      'the key of ManyChat is wrong',
      'manychat',
      (_answer) => ({ httpStatus: 401, status: 'error', message: 'Wrong token' }),
      'manychat.token',
      /does not accept the API key/,
      /Settings → API/,
    ],
  ];
  it.each(ills)(
    'tells by exactly one line when %s',
    async (_what, service, ill, id, cameBack, fix) => {
      const { examine, fallIll } = await openIllShop();
      fallIll(service, ill);
      const report = await examine();
      expect(idsIn(report, 'fail')).toEqual([id]);
      expect(lineOf(report, id)?.cameBack).toMatch(cameBack);
      expect(lineOf(report, id)?.fix).toMatch(fix);
    },
    30_000,
  );

  it('looks for no subscriptions of a computer that does not listen, to which nothing is to be delivered', async () => {
    const { examine, fallIll } = await openIllShop();
    fallIll('shopify', elsewhere('ORDERS_PAID'));
    const line = async (parts: { listens: boolean; publicUrl?: () => null }) =>
      lineOf(await examine(undefined, parts), 'shopify.webhooks');
    const left = {
      state: 'skipped',
      cameBack: 'This computer is not the leader',
    };
    expect(await line({ listens: true })).toMatchObject({ state: 'fail' });
    expect(await line({ listens: false })).toMatchObject(left);
    expect(await line({ listens: false, publicUrl: () => null })).toMatchObject(left);
  });

  it('tells by exactly one line that the token of Shopify is wrong, and leaves out what needs it', async () => {
    const { examine } = await openIllShop();
    const report = await examine((config) => ({
      ...config,
      shopify: config.shopify && {
        ...config.shopify,
        auth: { kind: 'access-token', accessToken: 'shpat_wrong0123456789' },
      },
    }));
    expect(idsIn(report, 'fail')).toEqual(['shopify.token']);
    expect(lineOf(report, 'shopify.token')?.fix).toMatch(/enter its keys again/);
    expect(idsIn(report, 'skipped')).toEqual(expect.arrayContaining(['shopify.scopes', 'shopify.webhooks']));
  });

  it('tells by exactly one line that the window of a manager is shut', async () => {
    const { examine, shop } = await openIllShop();
    const report = await examine((config) => ({ ...config, managers: shop.config.managers }));
    const [fallen = ''] = idsIn(report, 'fail');
    expect(idsIn(report, 'fail')).toHaveLength(1);
    expect(lineOf(report, fallen)).toMatchObject({
      tried: 'Reads the contact of Taras from ManyChat',
      fix: 'It opens when the manager writes to the page',
    });
  });

  it('tells by exactly one line that the public address leads to another computer', async () => {
    const { examine } = await openIllShop();
    expect(idsIn(await examine(undefined, { run: 'another-run' }), 'fail')).toEqual(['tunnel.reach']);
  });

  it('tells of a clock that is off, and by how much', async () => {
    const { examine, clock } = await openIllShop();
    const slow = { ...clock, now: () => clock.now() - 600_000 };
    const report = await examine(undefined, { clock: slow });
    expect(idsIn(report, 'fail').every((id) => id.startsWith('computer.clock:'))).toBe(true);
    expect(lineOf(report, 'computer.clock:google')?.cameBack).toMatch(/^It is (59[5-9]|60[0-5]) s behind$/);
  });

  it('ends though a service never answers', async () => {
    const { examine, clock } = await openIllShop();
    const hanging = new Promise<never>(() => {});
    const running = examine(undefined, {
      client: {
        shop: 'x.myshopify.com',
        query: () => hanging,
        queryPartly: () => hanging,
        mutate: () => hanging,
        who: () => hanging,
      },
    });
    let ended = false;
    void running.then(() => {
      ended = true;
    });
    for (let second = 0; second < 400 && !ended; second += 1) await clock.advance(1_000);
    const report = await running;
    expect(idsIn(report, 'fail')).toContain('shopify.token');
    expect(lineOf(report, 'shopify.token')?.cameBack).toBe('No response within 20 s');
  });

  it('says no secret, and the copy of its report nobody’s name, though services repeat them', async () => {
    const { examine, fallIll, config } = await openIllShop();
    const key = config.manychat?.token ?? '';
    const secret = config.shopify?.auth.kind === 'client-credentials' ? config.shopify.auth.clientSecret : '';
    const refresh = config.gmail?.refreshToken ?? '';
    fallIll('manychat', () => ({ httpStatus: 400, status: 'error', message: `Bad key ${key} of ${secret}` }));
    fallIll('bigquery', () => ({
      httpStatus: 403,
      error: {
        code: 403,
        message: `no ${refresh}`,
        errors: [{ reason: 'accessDenied', message: `no ${refresh}` }],
      },
    }));
    const report = await examine();
    expect(JSON.stringify(report)).toContain('[hidden]');
    for (const canary of [key, key.split(':')[1] ?? key, secret, refresh]) {
      expect(canary.length).toBeGreaterThan(8);
      expect(JSON.stringify(report)).not.toContain(canary);
    }
    const text = reportText(report, '1.0.0');
    expect(text).not.toMatch(/Anna|@/);
    expect(text).toContain('Sign-in to Gmail');
  });
});
