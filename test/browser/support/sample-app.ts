import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { RunningApp } from './app.ts';
import { startApp } from './app.ts';
import type { OpenPage } from './browser.ts';
import { openPage } from './browser.ts';

export type SampleApp = RunningApp & Pick<OpenPage, 'page' | 'browser' | 'faults'>;

type Sample = {
  /** No simulated customers: one might pay the newest link, which may belong to a test. */
  readonly calm?: boolean;
};

/**
 * One sample shop on one open page for all tests of a `describeInBrowser`. At the end the page has no faults and
 * the app exits cleanly.
 */
export function sampleApp(onReady: (desk: SampleApp) => void, { calm = false }: Sample = {}): void {
  let app: RunningApp;
  let open: OpenPage;
  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'], ...(calm && { env: { ORDERBELL_SAMPLE_LIFE: 'off' } }) });
    open = await openPage(app.ui);
    const { page, browser, faults } = open;
    onReady({ ...app, page, browser, faults });
  });
  afterAll(async () => {
    expect(open.faults).toEqual([]);
    await open.close();
    expect(await app.stop()).toBe(0);
  });
}

/** Lets the sample shop send something, as a manager does in its menu. */
export async function sendSample(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Sample shop', exact: true }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
}
