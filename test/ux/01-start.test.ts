import type { BrowserContext } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import type { UxApp } from './support/app.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, report } from './support/figures.ts';
import { firstRows } from './support/in-page.ts';

const countShifts = `(() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

/** A window of an admitted browser without any stored state. */
async function freshWindow(ux: UxApp): Promise<BrowserContext> {
  const browser = ux.page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    storageState: await ux.page.context().storageState(),
  });
  await context.addInitScript(countShifts);
  return context;
}

describeInBrowser('the start, while every service is down', () => {
  const ux = openUx({ services: 'down' });

  it('paints the first rows at once, without later layout shifts', async () => {
    const address = `${new URL(ux.page.url()).origin}/#/inbox/all`;
    const shifts: number[] = [];
    const starts = await fiveTimes(async () => {
      const context = await freshWindow(ux);
      const page = await context.newPage();
      await page.goto(address);
      const taken = await firstRows(page);
      // late content may shift the rows too
      await page.waitForTimeout(1_500);
      shifts.push(await page.evaluate<number>('window.shifted'));
      await context.close();
      return taken;
    });
    report(1, 'first rows', starts);
    report(1, 'layout shift', shifts);
  });

  it('makes no request outside this computer, and needs no sign-in', async () => {
    const asked: string[] = [];
    const { page } = ux;
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    expect([...new Set(asked)]).toEqual([new URL(page.url()).origin]);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describeInBrowser('the start, while every service hangs', () => {
  const ux = openUx({ services: 'silent' });

  it('shows the orders of the ledger, and opens one', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    expect(await firstRows(page)).toBeLessThan(1_500);
    await page.locator('[data-order]').first().click();
    await page.locator('#order-panel').waitFor();
  });
});
