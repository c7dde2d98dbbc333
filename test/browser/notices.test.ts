import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

describeInBrowser('the notification log', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  const openFromStatus = async (): Promise<void> => {
    await app.page.getByRole('region', { name: 'Sync status' }).getByRole('button').click();
    await app.page.getByRole('link', { name: 'Notification log' }).click();
  };

  it('opens from the status with the outcome of each notification', async () => {
    const { page } = app;
    await openFromStatus();
    await page.getByRole('heading', { name: 'Notification log' }).waitFor({ timeout: 30_000 });
    await page.getByRole('region', { name: 'Today', exact: true }).waitFor();
    // the newest may be pending while orders keep arriving
    const sent = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByText('sent', { exact: true }) })
      .first();
    await sent.waitFor({ timeout: 60_000 });
    expect(await sent.textContent()).toMatch(/saved in BigQuery|stopped waiting for BigQuery/);
    expect(await barriers(page)).toEqual([]);
  }, 180_000);

  it('keeps its filter and search in the address, and opens an order', async () => {
    const { page, faults } = app;
    await page.getByRole('searchbox', { name: 'Search notifications' }).fill('nothing-like-it');
    await page.getByText('No matching notifications.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    const row = page.getByRole('main').getByRole('listitem').first();
    const order = row.getByRole('link').first();
    const number = (await order.textContent()) ?? '';
    await page.getByRole('searchbox', { name: 'Search notifications' }).fill(number);
    await page.waitForURL(/q=/);
    await page.reload();
    await page.getByRole('main').getByRole('link', { name: number, exact: true }).first().click();
    await page.getByRole('article', { name: new RegExp(number.replace('#', '#?')) }).waitFor({
      timeout: 30_000,
    });
    expect(faults).toEqual([]);
  });

  it('exports a CSV file', async () => {
    const { page } = app;
    await openFromStatus();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export as CSV' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^notices-\d{4}-\d\d-\d\d\.csv$/);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toMatch(/^\ufeffqueuedAt,releasedBy,state,/);
    expect(text.trim().split('\r\n').length).toBeGreaterThan(1);
  });
});
