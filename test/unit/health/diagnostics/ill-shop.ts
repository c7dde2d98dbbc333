import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DiagnosticsParts } from '../../../../src/main/health/diagnostics/diagnostics.ts';
import { createDiagnostics } from '../../../../src/main/health/diagnostics/diagnostics.ts';
import { ensureSubscriptions } from '../../../../src/main/intake/shopify/subscriptions.ts';
import type { Config } from '../../../../src/main/settings/config.ts';
import { createShopifyClient } from '../../../../src/main/shopify/client.ts';
import { openBigQuery } from '../../../../src/main/warehouse/client.ts';
import { ensureTable } from '../../../../src/main/warehouse/ensure.ts';
import { isObject, json, serve } from '../../../../src/sample-shop/http.ts';
import { startSampleShop } from '../../../../src/sample-shop/index.ts';
import { parseJson } from '../../../../src/shared/parse-json.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { quietLog } from '../../../support/log.ts';
import { loadedDice } from '../../sample-shop/open.ts';
import { schemaFile } from '../../sample-shop/schema-file.ts';

/** Changes an answer on its way, as an illness of the service would. */
export type Illness = (answer: { readonly [key: string]: unknown }, path: string) => unknown;
export type Service = 'shopify' | 'gmail' | 'bigquery' | 'manychat';

/** The sample shop's stand-ins with a doctor of their own; each can be made to fail on the way back. */
export async function openIllShop() {
  const clock = fakeClock(new Date().toISOString());
  const log = quietLog();
  const dataDir = mkdtempSync(join(tmpdir(), 'orderbell-doctor-'));
  const shop = await startSampleShop({
    clock,
    log,
    schemaFile,
    receiverUrl: () => null,
    random: loadedDice(),
  });
  const receiver = await serve(() => json(200, { ok: true, run: 'this-run' }), log);
  const ledger = memoryLedger({ clock });
  const illnesses = new Map<Service, Illness>();
  const ways = await Promise.all(
    (['shopify', 'gmail', 'bigquery', 'manychat'] as const).map(async (service) => {
      const way = await serve(async ({ method, path, query, headers, body }) => {
        const rest = { ...headers };
        // of this connection, not of what is asked
        for (const name of ['host', 'connection', 'content-length', 'transfer-encoding', 'expect'])
          delete rest[name];
        const init = {
          method,
          headers: Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
        };
        const sent = method === 'GET' || method === 'HEAD' ? init : { ...init, body: new Uint8Array(body) };
        const search = query.size > 0 ? `?${query.toString()}` : '';
        const answer = await fetch(`${shop.addresses[service]}${path}${search}`, sent);
        const value = parseJson(await answer.text());
        const ill = illnesses.get(service);
        const told = ill && isObject(value) ? ill(value, path) : value;
        if (isObject(told) && typeof told.httpStatus === 'number') return json(told.httpStatus, told);
        return json(answer.status, told ?? {});
      }, log);
      return [service, way] as const;
    }),
  );
  onTestFinished(async () => {
    await Promise.all(ways.map(([, way]) => way.close()));
    await receiver.close();
    await shop.stop();
    ledger.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const at = Object.fromEntries(ways.map(([service, way]) => [service, way.url]));
  const healthy = configBehind(shop.config, at, receiver.url);
  const realClient = healthy.shopify && createShopifyClient({ config: healthy.shopify, clock, log });
  if (!realClient || !healthy.bigquery) throw new Error('the sample shop has every account');
  await ensureSubscriptions(realClient, receiver.url);
  await ensureTable(openBigQuery(healthy.bigquery), healthy.bigquery);

  return {
    clock,
    log,
    ledger,
    shop,
    dataDir,
    config: healthy,
    receiverUrl: receiver.url,
    fallIll: (service: Service, ill: Illness) => illnesses.set(service, ill),
    async examine(
      change: (config: Config) => Config = (config) => config,
      parts: Partial<DiagnosticsParts> = {},
    ) {
      const config = change(healthy);
      const doctor = createDiagnostics({
        config,
        shopDomain: config.shopify?.shop ?? null,
        client: config.shopify && createShopifyClient({ config: config.shopify, clock, log }),
        ledger,
        clock,
        log,
        dataDir,
        copyOfLedger: () => ({
          at: clock.now(),
          problem: null,
          damaged: { folder: dataDir, files: [] },
        }),
        recipes: () => [],
        listens: true,
        publicUrl: () => receiver.url,
        tunnelProblem: () => null,
        signatures: null,
        run: 'this-run',
        receiverUrl: receiver.url,
        onChange: () => {},
        ...parts,
      });
      return doctor.examine();
    },
  };
}

function configBehind(config: Config, at: { readonly [service: string]: string }, publicUrl: string): Config {
  const { shopify, gmail, bigquery, manychat, managers } = config;
  const of = (service: Service): string => at[service] ?? '';
  return {
    shopify: shopify && { ...shopify, apiBase: of('shopify') },
    gmail: gmail && { ...reading(gmail), apiBase: of('gmail'), tokenUrl: `${of('gmail')}/token` },
    bigquery: bigquery && { ...bigquery, apiBase: of('bigquery') },
    manychat: manychat && { ...manychat, apiBase: of('manychat') },
    telegram: null,
    // the second one's window is shut, which is an illness of its own
    managers: managers.slice(0, 1).map(({ name, subscriberId }) => ({ name, subscriberId })),
    tunnel: { kind: 'url', publicUrl },
  };
}

/** Without the consent to send: it is renewed where the one to read is, so that one illness would be two. */
function reading({ sendRefreshToken: _sending, ...rest }: NonNullable<Config['gmail']>): typeof rest {
  return rest;
}
