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
 * A new app with its own data directory and keychain and its page open, and loopback services for its accounts. It
 * can be restarted, as after a reboot.
 */
export async function startSetupApp() {
  const log = quietLog();
  const toasts: Toast[] = [];
  const { host, remove } = testHost({ log, toast: (notice) => void toasts.push(notice) });
  let running: { readonly app: Desk; readonly ui: UiServer } | null = null;
  const services = await startSampleShop({
    clock: systemClock,
    log,
    schemaFile: host.sampleShop.schemaFile,
    receiverUrl: () => running?.app.receiverUrl ?? null,
  });
  const { shopify, gmail, manychat, bigquery } = services.addresses;
  const environment = {
    ORDERBELL_SHOPIFY_API_BASE: shopify,
    ORDERBELL_GMAIL_API_BASE: gmail,
    ORDERBELL_GOOGLE_TOKEN_URL: `${gmail}/token`,
    ORDERBELL_MANYCHAT_API_BASE: manychat,
    ORDERBELL_BIGQUERY_API_BASE: bigquery,
  };

  /** @param port the previous port, so that the browser recognises the page */
  async function start(port: number): Promise<string> {
    const app = await composeDesk({ ...host, environment });
    const assets = readAssets(join(import.meta.dirname, '../../../out/renderer'));
    const ui = await startUiServer({ port, desk: app, assets, clock: host.clock, log });
    running = { app, ui };
    return ui.url;
  }
  async function end(): Promise<void> {
    await running?.ui.close();
    await running?.app.stop();
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
    /** Stops every fake service. */
    stopServices,
    toasts,
    go,
    /** The card of a step, by its visible name. */
    step: (name: string) => stepOn(page, name),
    async restart(): Promise<void> {
      const port = Number(new URL(running?.ui.url ?? '').port);
      // a page would log refused requests during the restart
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
export type SetupApp = Awaited<ReturnType<typeof startSetupApp>>;

const stepOn = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
