import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';

describeInBrowser('the page of the headless shell', () => {
  let app: RunningApp;
  let open: OpenPage;

  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'] });
    open = await openPage(app.ui);
  });
  afterAll(async () => {
    await open.close();
    expect(await app.stop()).toBe(0);
  });

  it('shows the first orders of the sample shop within its own policy', async () => {
    const { page, faults } = open;
    await page
      .getByText(/#\d+|BD-|DS-/)
      .first()
      .waitFor({ timeout: 30_000 });
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
  });

  it('opens again for the browser that was let in, and not for another', async () => {
    const { page } = open;
    await page.goto(app.ui);
    await page.getByRole('navigation').first().waitFor();
    const other = await openPage(app.ui);
    expect(await other.page.textContent('body')).toContain('has been used');
    await other.close();
  });
});
