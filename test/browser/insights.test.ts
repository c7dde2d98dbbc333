import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

describeInBrowser('the page of insights', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  it('shows what the orders come to, and the same numbers as a table that the address brings back', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: 'Insights' }).click({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Insights' }).waitFor({ timeout: 30_000 });
    await page.locator('[data-chart=days] svg').first().waitFor({ timeout: 30_000 });
    // a day without orders has a bar of no height
    expect(await page.locator('[data-chart=days] .recharts-bar-rectangle').count()).toBeGreaterThan(0);
    const orders = await page
      .getByRole('region', { name: 'Figures' })
      .getByText(/^\d+$/)
      .first()
      .textContent();
    expect(Number(orders)).toBeGreaterThan(0);
    expect(await barriers(page)).toEqual([]);
    const table = page.getByRole('table', { name: 'Day by day' });
    await page.getByRole('button', { name: 'Day by day as a table' }).click();
    await table.waitFor();
    await page.reload();
    await table.waitFor({ timeout: 30_000 });
    const cells = await table.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(cells).toHaveLength(30);
    const shown = await page
      .getByRole('region', { name: 'Figures' })
      .getByText(/^\d+$/)
      .first()
      .textContent();
    expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(Number(shown));
    expect(await barriers(page)).toEqual([]);
  }, 120_000);

  it('is saved as a file that a spreadsheet opens', async () => {
    const { page } = desk;
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV: Sources' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^sources-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await file.path(), 'utf8')).toMatch(/^\ufeffsource,orders,cancelled,items,currency,/);
  });

  it('takes what a source keeps off its revenue, and gives it back', async () => {
    const { page, faults } = desk;
    const share = page.getByRole('textbox', { name: 'Per cent of revenue that Shopify keeps' });
    await share.fill('12,5');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved what Shopify keeps').waitFor();
    const undo = page.getByRole('button', { name: 'Undo' });
    // it stays for as long as it has the focus
    await undo.focus();
    await page.getByRole('heading', { name: 'Net of commission' }).waitFor({ timeout: 30_000 });
    await undo.click();
    await expect.poll(() => share.inputValue()).toBe('0');
    expect(faults).toEqual([]);
  });
});
