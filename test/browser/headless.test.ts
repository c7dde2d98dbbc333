import { expect, it } from 'vitest';
import { describeInBrowser, openPage } from './support/browser.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

describeInBrowser('the page of the headless app', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it('shows the first sample orders within its content security policy', async () => {
    const { page, faults } = app;
    await page
      .getByText(/#\d+|BD-|DS-/)
      .first()
      .waitFor({ timeout: 30_000 });
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
  });

  it('reopens for the admitted browser, and not for another one', async () => {
    const { page } = app;
    await page.goto(app.ui);
    await page.getByRole('navigation').first().waitFor();
    const other = await openPage(app.ui);
    expect(await other.page.textContent('body')).toContain('has been used');
    await other.close();
  });
});
