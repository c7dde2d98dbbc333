import { constants, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import type { RunningApp } from '../../browser/support/app.ts';
import { startApp } from '../../browser/support/app.ts';
import type { OpenPage } from '../../browser/support/browser.ts';
import { openPage } from '../../browser/support/browser.ts';
import { httpCaller } from '../../browser/support/http-caller.ts';
import type { Call } from '../../support/caller.ts';
import { shopifyDelivery, shopifyOrderBody } from '../../support/shopify-delivery.ts';
import type { Environment, Services } from './services.ts';
import { noServices, servicesDown, servicesSilent, servicesUp } from './services.ts';

const starts = { down: servicesDown, silent: servicesSilent, up: servicesUp, none: noServices } as const;

export type UxOptions = {
  /** `large` (default): a copy of the ledger with 100,000 orders. `empty`: a shop's first day. */
  readonly ledger?: 'large' | 'empty' | 'sample';
  /** `down` (default): every account is connected and every service is down. `silent`: every service hangs. */
  readonly services?: keyof typeof starts;
  readonly context?: BrowserContextOptions;
  /** Runs before the page loads. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly environment?: Environment;
  /** Expected faults of the page. */
  readonly expectedFaults?: RegExp;
};

export type UxApp = {
  readonly page: Page;
  readonly app: RunningApp;
  readonly services: Services;
  /** Opens `#/inbox/all` and the like, without a reload. */
  go(hash: string): Promise<void>;
  /** Loads the page at a place, like a first visit. */
  load(hash: string): Promise<void>;
  /** Calls commands without the page. */
  readonly call: Call;
  /** Delivers a new order by webhook. @returns its number */
  orderComes(fields?: { readonly [name: string]: unknown }): Promise<string>;
  /** Restarts the app on the same data and address; the browser keeps its storage. */
  restart(): Promise<void>;
};

/**
 * The built app in its headless shell on its own ledger, with Chromium at 1280 × 800 on its page, for all tests of
 * a `describeInBrowser`. At the end the page has no faults.
 */
export function openUx(options: UxOptions = {}): UxApp {
  let started: Awaited<ReturnType<typeof start>> | null = null;
  const here = () => {
    if (started === null) throw new Error('the app is available from the first test');
    return started;
  };
  beforeAll(async () => {
    started = await start(options);
  });
  afterAll(async () => {
    const faults = here().open.faults.filter((fault) => !options.expectedFaults?.test(fault));
    await here().stop();
    expect(faults).toEqual([]);
  });
  return {
    get page() {
      return here().open.page;
    },
    get app() {
      return here().app();
    },
    get services() {
      return here().services;
    },
    go: (hash) =>
      here().open.page.evaluate((to) => {
        location.hash = to;
      }, hash),
    load: (hash) => here().load(hash),
    call: (name, input) => here().call(name, input),
    orderComes: (fields) => here().orderComes(fields),
    restart: () => here().restart(),
  };
}

async function start({
  ledger = 'large',
  services: wanted = 'down',
  context = {},
  prepare,
  environment = {},
}: UxOptions) {
  const dataDir = mkdtempSync(join(tmpdir(), 'orderbell-ux-'));
  if (ledger === 'large') {
    cpSync(inject('largeShop'), dataDir, { recursive: true, mode: constants.COPYFILE_FICLONE });
  }
  let app: RunningApp | null = null;
  const services = await starts[wanted](() => app?.receiver ?? null);
  const run = (...args: readonly string[]): Promise<RunningApp> =>
    startApp({
      dataDir,
      args: [...(ledger === 'sample' ? ['--sample-shop'] : []), ...args],
      env: ledger === 'sample' ? environment : { ...services.environment, ...environment },
    });
  app = await run();
  const open: OpenPage = await openPage(
    app.ui,
    { locale: 'en-US', timezoneId: 'Europe/Kyiv', ...context },
    prepare,
  );
  const { page } = open;
  const origin = (): string => new URL(app?.ui ?? '').origin;
  let made = 0;

  return {
    open,
    services,
    app: () => {
      if (app === null) throw new Error('the app has ended');
      return app;
    },
    async load(hash: string): Promise<void> {
      await page.goto('about:blank');
      await page.goto(`${origin()}/${hash}`);
    },
    call: httpCaller(page.request, origin),
    async orderComes(fields = {}): Promise<string> {
      made += 1;
      const name = `#9${String(made).padStart(6, '0')}`;
      const at = new Date().toISOString();
      const times = { created_at: at, processed_at: at, updated_at: at };
      const body = shopifyOrderBody({ id: 6_900_000_000_000 + made, name, ...times, ...fields });
      const { headers } = shopifyDelivery({ body, webhookId: `ux-${made}` });
      const answer = await fetch(new URL('/shopify/webhooks', app?.receiver), {
        method: 'POST',
        headers: { ...headers, 'x-shopify-triggered-at': at },
        body,
      });
      if (!answer.ok) throw new Error(`the order was refused: ${answer.status} ${await answer.text()}`);
      return name;
    },
    async restart(): Promise<void> {
      const { port } = new URL(app?.ui ?? '');
      await app?.stop();
      app = await run('--ui-port', port);
      await page.goto(app.ui);
    },
    async stop(): Promise<void> {
      await open.close();
      await app?.stop();
      await services.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
