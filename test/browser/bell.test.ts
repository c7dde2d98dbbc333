import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

describeInBrowser('the bell', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  it('rings for a new order until somebody takes it, and says for how many', async () => {
    const { page } = desk;
    const line = page.getByRole('region', { name: 'Ringing' });
    await line.waitFor({ timeout: 60_000 });
    await line.getByRole('button', { name: 'Quiet for these' }).click();
    await page.getByRole('button', { name: 'Paid link' }).waitFor();
  });

  it('begins a shift in the menu, and has the rules on a page that anybody can use', async () => {
    const { page, faults } = desk;
    await page.getByRole('button', { name: 'Off duty' }).click();
    await page.getByRole('button', { name: 'On duty' }).waitFor({ timeout: 30_000 });
    await page.getByRole('link', { name: 'Bell', exact: true }).click();
    await page.getByRole('heading', { name: 'Who would be told now' }).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await page.getByText('New rule:').first().waitFor();
    await page.getByRole('button', { name: 'Add quiet hours' }).first().click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Remove “New rule”' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Remove “New rule”' }).waitFor({ timeout: 30_000 });
    expect(faults).toEqual([]);
  });
});
