import { expect, it } from 'vitest';
import { describeInBrowser, openPage } from './support/browser.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

describeInBrowser('the page of the headless shell', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  it('shows the first orders of the sample shop within its own policy', async () => {
    const { page, faults } = desk;
    await page
      .getByText(/#\d+|BD-|DS-/)
      .first()
      .waitFor({ timeout: 30_000 });
    expect(new URL(page.url()).search).toBe('');
    expect(faults).toEqual([]);
  });

  it('opens again for the browser that was let in, and not for another', async () => {
    const { page } = desk;
    await page.goto(desk.ui);
    await page.getByRole('navigation').first().waitFor();
    const other = await openPage(desk.ui);
    expect(await other.page.textContent('body')).toContain('has been used');
    await other.close();
  });
});
