import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ShopifyConfig } from '../../../src/main/settings/config.ts';
import { createShopifyClient } from '../../../src/main/shopify/client.ts';
import { QueryTooCostly } from '../../../src/main/shopify/understand.ts';
import { Problem } from '../../../src/shared/problem.ts';
import { quietLog } from '../../support/log.ts';
import { startFakeShopify } from './fake-shopify.ts';
import { hurriedClock } from './hurried-clock.ts';

const query = 'query Ping { shop { name } }';
const mutation = 'mutation Make { make { id } }';
const answer = z.object({ shop: z.object({ name: z.string().nullable() }) });
const made = z.object({ make: z.object({ id: z.string() }) });
const pong = { data: { shop: { name: 'Fern' } } };

function clientOf(config: ShopifyConfig, timeoutMs = 15_000) {
  const clock = hurriedClock();
  const client = createShopifyClient({ config, clock, log: quietLog(), random: () => 0, timeoutMs });
  return { clock, client };
}

const throttled = (requested: number, available: number, maximum = 2000) => ({
  errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
  extensions: {
    cost: {
      requestedQueryCost: requested,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: maximum, currentlyAvailable: available, restoreRate: 100 },
    },
  },
});

describe('asking', () => {
  it('sends the shop’s token and returns the checked answer', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', pong);
    expect(await clientOf(shopify.config).client.query(query, { a: 1 }, answer)).toEqual(pong.data);
    expect(shopify.calls).toEqual([{ operation: 'Ping', variables: { a: 1 }, token: 'shpat_fixed' }]);
  });

  it('waits until the bucket holds what the query costs', async () => {
    const shopify = await startFakeShopify();
    shopify.once('Ping', throttled(350, 50), pong);
    const { client, clock } = clientOf(shopify.config);
    await client.query(query, {}, answer);
    expect(clock.waits).toEqual([3000]);
  });

  it('takes Retry-After for seconds', async () => {
    const shopify = await startFakeShopify();
    shopify.once('Ping', { status: 429, headers: { 'retry-after': '2.5' } }, pong);
    const { client, clock } = clientOf(shopify.config);
    await client.query(query, {}, answer);
    expect(clock.waits).toEqual([2500]);
  });

  it('does not sit out a long pause: it says for how long', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', { status: 429, headers: { 'retry-after': '120' } });
    await expect(clientOf(shopify.config).client.query(query, {}, answer)).rejects.toMatchObject({
      kind: 'throttled',
      retryAfterMs: 120_000,
    });
  });

  it.each([
    ['answers 502', { status: 502 }],
    ['answers 503', { status: 503 }],
    ['cuts the connection', 'drop'],
    ['breaks off in the middle of its answer', 'cut'],
    ['sends a page that is no JSON', { status: 200, headers: { 'content-type': 'text/html' } }],
  ] as const)('asks again when Shopify %s', async (_name, failure) => {
    const shopify = await startFakeShopify();
    shopify.once('Ping', failure, failure, pong);
    const { client, clock } = clientOf(shopify.config);
    expect(await client.query(query, {}, answer)).toEqual(pong.data);
    expect(clock.waits).toEqual([500, 1000]);
  });

  it('gives up after five tries and calls it unreachable, not signed out', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', 'drop');
    await expect(clientOf(shopify.config).client.query(query, {}, answer)).rejects.toMatchObject({
      kind: 'unreachable',
    });
    expect(shopify.calls).toHaveLength(5);
  });

  it('ends a call that gets no answer', async () => {
    const shopify = await startFakeShopify();
    shopify.once('Ping', 'hang', pong);
    expect(await clientOf(shopify.config, 100).client.query(query, {}, answer)).toEqual(pong.data);
  });

  it('stops waiting on abort', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', 'hang');
    const stopping = new AbortController();
    const asked = clientOf(shopify.config).client.query(query, {}, answer, { signal: stopping.signal });
    stopping.abort();
    await expect(asked).rejects.toBeInstanceOf(Problem);
    expect(shopify.calls.length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['costs more than one query may', { errors: [{ extensions: { code: 'MAX_COST_EXCEEDED' } }] }],
    ['costs more than the bucket ever holds', throttled(3000, 2000)],
  ])('says that a question is too large when it %s', async (_name, refusal) => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', refusal);
    await expect(clientOf(shopify.config).client.query(query, {}, answer)).rejects.toBeInstanceOf(
      QueryTooCostly,
    );
    expect(shopify.calls).toHaveLength(1);
  });

  it.each([
    [401, 'signed-out'],
    [402, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [423, 'refused'],
  ])('does not repeat what answered %i', async (status, kind) => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', { status });
    await expect(clientOf(shopify.config).client.query(query, {}, answer)).rejects.toMatchObject({
      kind,
      fix: expect.any(String),
    });
    expect(shopify.calls).toHaveLength(1);
  });

  it('calls an answer of another shape a bug, with its cause', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', { data: { shop: { name: 7 } } });
    await expect(clientOf(shopify.config).client.query(query, {}, answer)).rejects.toMatchObject({
      kind: 'bug',
      cause: expect.anything(),
    });
  });
});

describe('fields that Shopify withholds', () => {
  const partial = {
    data: { shop: { name: null } },
    errors: [{ message: 'no', path: ['shop', 'name'], extensions: { code: 'ACCESS_DENIED' } }],
  };

  it('do not cost the rest of the answer', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', partial);
    const taken = await clientOf(shopify.config).client.queryPartly(query, {}, answer);
    expect(taken).toEqual({ data: partial.data, denied: [['shop', 'name']] });
  });

  it('do not cost the time of the answer', async () => {
    const date = 'Tue, 04 Mar 2025 08:00:00 GMT';
    const { config, on } = await startFakeShopify(undefined, () => date);
    const dates: number[] = [];
    const onDate = (at: number) => dates.push(at);
    const client = createShopifyClient({ config, clock: hurriedClock(), log: quietLog(), onDate });
    on('Ping', partial);
    await client.queryPartly(query, {}, answer);
    on('Ping', pong);
    await client.query(query, {}, answer);
    expect(dates).toEqual([Date.parse(date), Date.parse(date)]);
  });

  it('are a refusal for a caller that needs them', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', partial);
    const { client } = clientOf(shopify.config);
    await expect(client.query(query, {}, answer)).rejects.toMatchObject({ kind: 'refused' });
    shopify.on('Ping', { ...partial, data: null });
    await expect(client.queryPartly(query, {}, answer)).rejects.toMatchObject({ kind: 'refused' });
    shopify.on('Ping', { ...partial, data: { shop: null } });
    await expect(client.queryPartly(query, {}, answer)).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('changing something', () => {
  it.each(['drop', 'cut', { status: 502 }] as const)(
    'is never repeated blindly after %j',
    async (failure) => {
      const shopify = await startFakeShopify();
      shopify.on('Make', failure);
      await expect(clientOf(shopify.config).client.mutate(mutation, {}, made)).rejects.toMatchObject({
        kind: 'unknown-outcome',
      });
      expect(shopify.calls).toHaveLength(1);
    },
  );

  it('is sent again when Shopify says that nothing was done', async () => {
    const shopify = await startFakeShopify();
    const done = { data: { make: { id: '1' } } };
    shopify.once('Make', throttled(10, 0), { status: 429, headers: { 'retry-after': '1' } }, done);
    expect(await clientOf(shopify.config).client.mutate(mutation, {}, made)).toEqual(done.data);
  });

  it('names the field Shopify refuses', async () => {
    const shopify = await startFakeShopify();
    const userErrors = [{ field: ['input', 'lineItems', '0', 'quantity'], message: 'must be positive' }];
    shopify.on('Make', { data: { make: { id: null, userErrors } } });
    await expect(clientOf(shopify.config).client.mutate(mutation, {}, made)).rejects.toMatchObject({
      kind: 'bad-input',
      field: 'lineItems.0.quantity',
      message: 'Shopify: must be positive',
    });
  });
});

describe('a permanent token', () => {
  const refusalOf = async (besideKeys: boolean) => {
    const { config, on } = await startFakeShopify();
    on('Ping', { status: 401 });
    const auth = {
      kind: 'access-token',
      accessToken: 'shpat_old',
      ...(besideKeys && { besideKeys }),
    } as const;
    return expect(clientOf({ ...config, auth }).client.query(query, {}, answer)).rejects;
  };

  it('that is refused, with keys behind it, is to be removed', async () => {
    await (await refusalOf(true)).toMatchObject({
      kind: 'signed-out',
      message: 'Shopify no longer accepts the access token',
      fix: expect.stringContaining('Remove the access token'),
    });
  });

  it('that is refused without keys behind it is not to be removed', async () => {
    await (await refusalOf(false)).toMatchObject({
      kind: 'signed-out',
      fix: expect.not.stringContaining('Remove'),
    });
  });
});

describe('an app’s token', () => {
  it('is fetched once for calls made together', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', pong);
    const { client } = clientOf(shopify.appConfig);
    await Promise.all([client.query(query, {}, answer), client.query(query, {}, answer)]);
    expect(shopify.callsOf('Token')).toHaveLength(1);
    expect(shopify.callsOf('Ping').map(({ token }) => token)).toEqual(['token-1', 'token-1']);
  });

  it('is renewed once when it is refused', async () => {
    const shopify = await startFakeShopify();
    shopify.once('Ping', { status: 401 }, pong);
    expect(await clientOf(shopify.appConfig).client.query(query, {}, answer)).toEqual(pong.data);
    expect(shopify.callsOf('Ping').map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  it('that is refused twice means signed out', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Ping', { status: 401 });
    await expect(clientOf(shopify.appConfig).client.query(query, {}, answer)).rejects.toMatchObject({
      kind: 'signed-out',
    });
    expect(shopify.callsOf('Token')).toHaveLength(2);
  });

  it.each([
    ['shop_not_permitted', /organizations/],
    ['app_not_installed', /not installed/],
    ['invalid_client', /no longer accepts/],
  ])('that cannot be had says why: %s', async (error, words) => {
    const shopify = await startFakeShopify();
    shopify.on('Token', { status: 400, body: { error, error_description: '…' } });
    await expect(clientOf(shopify.appConfig).client.query(query, {}, answer)).rejects.toMatchObject({
      kind: 'signed-out',
      message: expect.stringMatching(words),
      fix: expect.any(String),
    });
  });

  it.each([
    [404, /no Shopify shop at this domain/],
    [402, /closed or frozen/],
    [423, /closed or frozen/],
    [403, /does not allow this/],
  ])('refused by a shop of another state (%i) reports which', async (status, words) => {
    const shopify = await startFakeShopify();
    shopify.once('Token', { status }, { status, headers: { 'content-type': 'text/html' }, page: '<html>' });
    const { client } = clientOf(shopify.appConfig);
    for (const _ of ['JSON', 'page']) {
      await expect(client.query(query, {}, answer)).rejects.toMatchObject({
        kind: 'refused',
        message: expect.stringMatching(words),
        fix: expect.any(String),
      });
    }
  });

  it('that cannot be asked for is no sign-out', async () => {
    const shopify = await startFakeShopify();
    shopify.once('Token', 'drop');
    shopify.on('Ping', pong);
    const { client } = clientOf(shopify.appConfig);
    await expect(client.query(query, {}, answer)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(await client.query(query, {}, answer)).toEqual(pong.data);
  });
});

describe('fake servers', () => {
  it('of two shops in one process do not answer for each other', async () => {
    const [fern, moss] = [await startFakeShopify(), await startFakeShopify('moss.myshopify.com')];
    fern.on('Ping', pong);
    moss.on('Ping', { data: { shop: { name: 'Moss' } } });
    const [one, two] = [clientOf(fern.config).client, clientOf(moss.config).client];
    expect((await one.query(query, {}, answer)).shop.name).toBe('Fern');
    expect((await two.query(query, {}, answer)).shop.name).toBe('Moss');
  });

  it('are refused anywhere but on this computer', async () => {
    const shopify = await startFakeShopify();
    const config = { ...shopify.config, apiBase: 'http://10.0.0.7:80' };
    expect(() => clientOf(config)).toThrow(expect.objectContaining({ kind: 'bad-input' }));
  });
});

describe('who', () => {
  const who = (domain: string, scopes: readonly string[]) => ({
    data: {
      currentAppInstallation: { accessScopes: scopes.map((handle) => ({ handle })) },
      shop: {
        id: 'gid://shopify/Shop/81',
        name: 'Fern',
        myshopifyDomain: domain,
        currencyCode: 'UAH',
        ianaTimezone: 'Europe/Kyiv',
        billingAddress: { countryCodeV2: 'UA' },
        plan: { publicDisplayName: 'Basic' },
      },
    },
  });

  it('returns the shop and its missing permissions; write includes read', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Who', who('fern.myshopify.com', ['write_orders', 'read_products', 'write_draft_orders']));
    expect(await clientOf(shopify.config).client.who()).toMatchObject({
      id: '81',
      name: 'Fern',
      currency: 'UAH',
      timezone: 'Europe/Kyiv',
      country: 'UA',
      missing: ['read_customers'],
    });
  });

  it('refuses the token of another shop', async () => {
    const shopify = await startFakeShopify();
    shopify.on('Who', who('moss.myshopify.com', []));
    await expect(clientOf(shopify.config).client.who()).rejects.toMatchObject({ kind: 'refused' });
  });
});
