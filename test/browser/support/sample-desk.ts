import { afterAll, beforeAll, expect } from 'vitest';
import type { RunningApp } from './app.ts';
import { startApp } from './app.ts';
import type { OpenPage } from './browser.ts';
import { openPage } from './browser.ts';

/**
 * One sample shop on one open page for all tests of a `describeInBrowser`. At the end the page has had no fault, and the app
 * stops as it should.
 */
export function sampleDesk(onReady: (desk: RunningApp & Pick<OpenPage, 'page' | 'browser'>) => void): void {
  let app: RunningApp;
  let open: OpenPage;
  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'] });
    open = await openPage(app.ui);
    onReady({ ...app, page: open.page, browser: open.browser });
  });
  afterAll(async () => {
    expect(open.faults).toEqual([]);
    await open.close();
    expect(await app.stop()).toBe(0);
  });
}
