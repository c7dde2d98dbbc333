import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

describeInBrowser('the log of notices', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  it('is a press away in the strip, and lists what became of each notice under what the day came to', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: /^told \d/ }).click({ timeout: 60_000 });
    await page.getByRole('heading', { name: 'Notices' }).waitFor({ timeout: 30_000 });
    await page.getByRole('region', { name: 'Today', exact: true }).waitFor();
    // the newest may still wait, as orders keep coming
    const sent = page
      .getByRole('main')
      .getByRole('listitem')
      .filter({ has: page.getByText('told', { exact: true }) })
      .first();
    await sent.waitFor({ timeout: 60_000 });
    expect(await sent.textContent()).toMatch(/BigQuery had the order|did not wait for BigQuery/);
    expect(await barriers(page)).toEqual([]);
  }, 180_000);

  it('is filtered and searched by an address that brings the same back, and opens the order', async () => {
    const { page, faults } = desk;
    await page.getByRole('searchbox', { name: 'Search the notices' }).fill('nothing-like-it');
    await page.getByText('No notice is like that.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    const row = page.getByRole('main').getByRole('listitem').first();
    const order = row.getByRole('link').first();
    const number = (await order.textContent()) ?? '';
    await page.getByRole('searchbox', { name: 'Search the notices' }).fill(number);
    await page.waitForURL(/q=/);
    await page.reload();
    await page.getByRole('main').getByRole('link', { name: number, exact: true }).first().click();
    await page.getByRole('article', { name: new RegExp(number.replace('#', '#?')) }).waitFor({
      timeout: 30_000,
    });
    expect(faults).toEqual([]);
  });

  it('is saved as a file that a spreadsheet opens', async () => {
    const { page } = desk;
    await page.getByRole('link', { name: /^told \d/ }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^notices-\d{4}-\d\d-\d\d\.csv$/);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text).toMatch(/^\ufeffqueuedAt,releasedBy,state,/);
    expect(text.trim().split('\r\n').length).toBeGreaterThan(1);
  });
});
