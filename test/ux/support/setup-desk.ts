import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { composeDesk } from '../../../src/main/app.ts';
import type { Desk, Toast } from '../../../src/main/host.ts';
import type { UiServer } from '../../../src/main/shell/headless/ui-server.ts';
import { startUiServer } from '../../../src/main/shell/headless/ui-server.ts';
import { readAssets } from '../../../src/main/shell/page/assets.ts';
import { systemClock } from '../../../src/main/shell/system-clock.ts';
import { startSampleShop } from '../../../src/sample-shop/index.ts';
import { countSounds } from '../../browser/support/audio.ts';
import { openPage } from '../../browser/support/browser.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';

/**
 * An app nobody has set up, on a data directory and a keychain of its own, with its built page open; and the services that its
 * accounts can be typed of, played on loopback. It can be stopped and started again as if the computer had been.
 */
export async function startSetupDesk() {
  const log = quietLog();
  const toasts: Toast[] = [];
  const { host, remove } = testHost({ log, toast: (notice) => void toasts.push(notice) });
  let running: { readonly desk: Desk; readonly ui: UiServer } | null = null;
  const services = await startSampleShop({
    clock: systemClock,
    log,
    schemaFile: host.sampleShop.schemaFile,
    receiverUrl: () => running?.desk.receiverUrl ?? null,
  });
  const { shopify, gmail, manychat, bigquery } = services.addresses;
  const environment = {
    ORDERBELL_SHOPIFY_API_BASE: shopify,
    ORDERBELL_GMAIL_API_BASE: gmail,
    ORDERBELL_GOOGLE_TOKEN_URL: `${gmail}/token`,
    ORDERBELL_MANYCHAT_API_BASE: manychat,
    ORDERBELL_BIGQUERY_API_BASE: bigquery,
  };

  /** @param port the one of the run before, so that the browser knows the page again */
  async function start(port: number): Promise<string> {
    const desk = await composeDesk({ ...host, environment });
    const assets = readAssets(join(import.meta.dirname, '../../../out/renderer'));
    const ui = await startUiServer({ port, desk, assets, clock: host.clock, log });
    running = { desk, ui };
    return ui.url;
  }
  async function end(): Promise<void> {
    await running?.ui.close();
    await running?.desk.stop();
    running = null;
  }

  let servicesEnd: Promise<void> | null = null;
  const stopServices = (): Promise<void> => {
    servicesEnd ??= services.stop();
    return servicesEnd;
  };

  const open = await openPage(await start(0), {}, async (page) => {
    await countSounds(page);
  });
  const { page } = open;
  const go = (hash: string): Promise<void> =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);

  return {
    page,
    faults: open.faults,
    services: services.config,
    /** Nothing answers at any account's address any more. */
    stopServices,
    toasts,
    go,
    /** The card of a step, by its name on screen. */
    step: (name: string) => stepOn(page, name),
    async restart(): Promise<void> {
      const port = Number(new URL(running?.ui.url ?? '').port);
      // a page that asks meanwhile would be refused, which is no fault of its own
      await page.goto('about:blank');
      await end();
      await page.goto(await start(port));
    },
    async stop(): Promise<void> {
      await open.close();
      await end();
      await stopServices();
      remove();
    },
  };
}
export type SetupDesk = Awaited<ReturnType<typeof startSetupDesk>>;

const stepOn = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
