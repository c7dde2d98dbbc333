import type { BrowserContext } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import type { UxDesk } from './support/desk.ts';
import { openUx } from './support/desk.ts';
import { fiveTimes, report } from './support/figures.ts';
import { firstRows } from './support/in-page.ts';

const countShifts = `(() => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
})()`;

/** A window that has nothing of an earlier one but the right to be there. */
async function freshWindow(ux: UxDesk): Promise<BrowserContext> {
  const browser = ux.page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    storageState: await ux.page.context().storageState(),
  });
  await context.addInitScript(countShifts);
  return context;
}

describeInBrowser('the start, with nothing that answers anywhere', () => {
  const ux = openUx({ services: 'down' });

  it('paints the first rows at once, and nothing on the page moves afterwards', async () => {
    const address = `${new URL(ux.page.url()).origin}/#/inbox/all`;
    const shifts: number[] = [];
    const starts = await fiveTimes(async () => {
      const context = await freshWindow(ux);
      const page = await context.newPage();
      await page.goto(address);
      const taken = await firstRows(page);
      // what comes later than the rows may move them too
      await page.waitForTimeout(1_500);
      shifts.push(await page.evaluate<number>('window.shifted'));
      await context.close();
      return taken;
    });
    report(1, 'first rows', starts);
    report(1, 'layout shift', shifts);
  });

  it('asks nobody outside this computer, and nobody to sign in', async () => {
    const asked: string[] = [];
    const { page } = ux;
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    expect([...new Set(asked)]).toEqual([new URL(page.url()).origin]);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describeInBrowser('the start, with services that take every question and answer none', () => {
  const ux = openUx({ services: 'silent' });

  it('shows what the ledger has all the same, and an order can be opened', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    expect(await firstRows(page)).toBeLessThan(1_500);
    await page.locator('[data-order]').first().click();
    await page.locator('#order-panel').waitFor();
  });
});
