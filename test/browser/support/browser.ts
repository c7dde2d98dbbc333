import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describe } from 'vitest';
import { chromiumPath, launchChromium } from './chromium.ts';

/** Defines tests that need a browser; without one they are skipped, and their name gives the reason. */
export const describeInBrowser = (name: string, define: () => void): void =>
  void describe.skipIf(chromiumPath === null)(
    chromiumPath === null ? `${name} (needs Chromium)` : name,
    define,
  );

export type OpenPage = {
  readonly page: Page;
  readonly browser: Browser;
  /** The faults of the page so far: errors, policy violations, failed requests. */
  readonly faults: readonly string[];
  close(): Promise<void>;
};

/** Opens the app's page in a new browser. @param prepare runs before the page loads */
export async function openPage(
  ui: string,
  options: BrowserContextOptions = {},
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<OpenPage> {
  const browser = await launchChromium();
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()}`);
  });
  await prepare(page);
  await page.goto(ui);
  return { page, browser, faults, close: () => browser.close() };
}
