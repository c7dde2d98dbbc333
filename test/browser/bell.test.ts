import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const barriers = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

describeInBrowser('the bell', () => {
  let app: RunningApp;
  let open: OpenPage;

  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'] });
    open = await openPage(app.ui);
  });
  afterAll(async () => {
    await open.close();
    await app.stop();
  });

  it('rings for a new order until somebody takes it, and says for how many', async () => {
    const { page } = open;
    const line = page.getByRole('region', { name: 'Ringing' });
    await line.waitFor({ timeout: 60_000 });
    await line.getByRole('button', { name: 'Quiet for these' }).click();
    await page.getByRole('button', { name: 'Paid link' }).waitFor();
  });

  it('begins a shift in the menu, and has the rules on a page that anybody can use', async () => {
    const { page, faults } = open;
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
