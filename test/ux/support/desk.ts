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
  /** `large` unless told otherwise: a copy of the ledger with a hundred thousand orders. `empty`: a shop's first day. */
  readonly ledger?: 'large' | 'empty' | 'sample';
  /** `down` unless told otherwise: every account is connected, and nothing listens; `silent`: and none answers. */
  readonly services?: keyof typeof starts;
  readonly context?: BrowserContextOptions;
  /** What has to be there before the page is. */
  readonly prepare?: (page: Page) => Promise<void>;
  readonly environment?: Environment;
  /** Faults of the page that the tests bring about themselves. */
  readonly expectedFaults?: RegExp;
};

export type UxDesk = {
  readonly page: Page;
  readonly app: RunningApp;
  readonly services: Services;
  /** Goes to `#/inbox/all` and the like, without a reload. */
  go(hash: string): Promise<void>;
  /** Loads the page anew at a place, as a first visit would. */
  load(hash: string): Promise<void>;
  /** What the page could ask, asked past it. */
  readonly call: Call;
  /** A new order comes by Shopify's webhook. @returns its number */
  orderComes(fields?: { readonly [name: string]: unknown }): Promise<string>;
  /** The app is stopped and started again on the same data and address: the browser keeps what it has stored. */
  restart(): Promise<void>;
};

/**
 * The built app in its headless shell on a ledger of its own, and Chromium at 1280 × 800 on its page, for all tests of a
 * `describeInBrowser`. At the end the page has had no fault.
 */
export function openUx(options: UxOptions = {}): UxDesk {
  let started: Awaited<ReturnType<typeof start>> | null = null;
  const here = () => {
    if (started === null) throw new Error('the desk is there from the first test on, not before it');
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
