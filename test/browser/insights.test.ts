import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

describeInBrowser('the insights page', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it('shows order figures, and the same in a table after a reload', async () => {
    const { page } = app;
    await page.getByRole('link', { name: 'Insights' }).click({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Insights' }).waitFor({ timeout: 30_000 });
    await page.locator('[data-chart=days] svg').first().waitFor({ timeout: 30_000 });
    // a day without orders has a bar without height
    expect(await page.locator('[data-chart=days] .recharts-bar-rectangle').count()).toBeGreaterThan(0);
    const orders = await page
      .getByRole('region', { name: 'Summary' })
      .getByText(/^\d+$/)
      .first()
      .textContent();
    expect(Number(orders)).toBeGreaterThan(0);
    expect(await barriers(page)).toEqual([]);
    const table = page.getByRole('table', { name: 'By day' });
    await page.getByRole('button', { name: 'By day as a table' }).click();
    await table.waitFor();
    await page.reload();
    await table.waitFor({ timeout: 30_000 });
    const cells = await table.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(cells).toHaveLength(30);
    const shown = await page
      .getByRole('region', { name: 'Summary' })
      .getByText(/^\d+$/)
      .first()
      .textContent();
    expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(Number(shown));
    expect(await barriers(page)).toEqual([]);
  }, 120_000);

  it('exports a CSV file', async () => {
    const { page } = app;
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV: Sources' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^sources-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
    expect(readFileSync(await file.path(), 'utf8')).toMatch(/^\ufeffsource,orders,cancelled,items,currency,/);
  });

  it('subtracts a source’s commission from revenue, and undoes it', async () => {
    const { page, faults } = app;
    const share = page.getByRole('textbox', { name: 'Shopify: fee in percent of revenue' });
    await share.fill('12,5');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Shopify fees saved').waitFor();
    const undo = page.getByRole('button', { name: 'Undo' });
    // the button stays while it has the focus
    await undo.focus();
    await page.getByRole('heading', { name: 'Net of channel fees' }).waitFor({ timeout: 30_000 });
    await undo.click();
    await expect.poll(() => share.inputValue()).toBe('0');
    expect(faults).toEqual([]);
  });
});
