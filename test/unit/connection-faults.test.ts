import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { unansweredProblem } from '../../src/main/connection-faults.ts';
import { gmailProblem } from '../../src/main/intake/gmail/gmail-problem.ts';
import type { ShopifyConfig } from '../../src/main/settings/config.ts';
import { createShopifyClient } from '../../src/main/shopify/client.ts';
import { readProblem } from '../../src/main/warehouse/problems.ts';
import { fakeClock } from '../support/clock.ts';
import { quietLog } from '../support/log.ts';

const code = 'SELF_SIGNED_CERT_IN_CHAIN';
const shown = Object.assign(new Error('self-signed certificate in certificate chain'), { code });
/** The errors of `fetch` and of Google's libraries. */
const fetched = new TypeError('fetch failed', { cause: shown });
const asked = Object.assign(new Error(`request failed, reason: ${shown.message}`, { cause: shown }), {
  code,
});

describe('a certificate that is not trusted here', () => {
  const trustProblem = (service: string) => ({
    kind: 'unreachable',
    message: `The connection to ${service} is not safe: its certificate is not trusted (${code})`,
    fix: expect.stringContaining('install its certificate in the system'),
  });

  it('is no connection fault of ManyChat, Gmail and BigQuery', () => {
    expect(unansweredProblem('ManyChat', fetched, true)).toMatchObject(trustProblem('ManyChat'));
    expect(gmailProblem(asked)).toMatchObject(trustProblem('Gmail'));
    expect(readProblem(asked)).toMatchObject(trustProblem('BigQuery'));
  });

  describe('in the place of Shopify', () => {
    beforeEach(() => void vi.spyOn(globalThis, 'fetch').mockRejectedValue(fetched));
    afterEach(() => void vi.restoreAllMocks());

    it.each<[string, ShopifyConfig['auth']]>([
      ['the app’s own keys', { kind: 'client-credentials', clientId: 'id', clientSecret: 'secret' }],
      ['an access token', { kind: 'access-token', accessToken: 'shpat_1' }],
    ])('is no connection fault with %s either, and no outcome is unknown', async (_, auth) => {
      const config: ShopifyConfig = { shop: 'fern.myshopify.com', auth, webhookSecrets: [] };
      const client = createShopifyClient({ config, clock: fakeClock(), log: quietLog() });
      await expect(client.query('query Ping { a }', {}, z.unknown())).rejects.toMatchObject(
        trustProblem('Shopify'),
      );
      await expect(client.mutate('mutation Make { a }', {}, z.unknown())).rejects.toMatchObject(
        trustProblem('Shopify'),
      );
    });
  });

  it.each([
    ['a line that is down', Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })],
    [
      'a server that speaks no TLS',
      Object.assign(new Error('wrong version'), { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }),
    ],
  ])('is not %s', (_, cause) => {
    expect(unansweredProblem('ManyChat', new TypeError('fetch failed', { cause }), false).message).toBe(
      `Could not reach ManyChat (${cause.code})`,
    );
  });
});
