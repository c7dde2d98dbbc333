import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const own = (page: Page, name: string) =>
  rail(page).getByRole('list', { name: 'Saved views' }).getByRole('link', { name });
const countOf = async (page: Page, name: string): Promise<number> =>
  Number((await own(page, name).textContent())?.replace(name, '').replace(/\D/g, ''));

describeInBrowser('views', () => {
  const ux = openUx({ services: 'down' });

  it('built in are listed with their number of orders', async () => {
    const { page } = ux;
    await ux.load('#/inbox/new');
    await page.locator('[data-order]').first().waitFor();
    const views = rail(page).getByRole('list', { name: 'Views' });
    const words = (await views.getByRole('link').allTextContents()).map((text) =>
      text.replace(/[\d,\s]+$/, ''),
    );
    expect(words).toEqual(
      expect.arrayContaining([
        'New',
        'Needs review',
        'Open',
        'Unpaid',
        'Today',
        'Scheduled',
        'Snoozed',
        'All',
      ]),
    );
    const { counts } = await ux.call('orders.list', { view: 'all', text: '', offset: 0, limit: 1 });
    const all = await views.getByRole('link', { name: /^All/ }).textContent();
    expect(Number(all?.replace(/\D/g, ''))).toBe(counts.all);
  });

  it('keep filters, order and columns, and can be edited and restored', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all?source=shopify&sort=newest');
    await page.locator('[data-order]').first().waitFor();
    await page.getByRole('button', { name: 'Save as view…' }).click();
    await page.getByLabel('View name').fill('Web shop');
    await page.keyboard.press('Enter');
    await own(page, 'Web shop').waitFor();
    await expect.poll(() => countOf(page, 'Web shop')).toBeGreaterThan(0);
    const before = await countOf(page, 'Web shop');
    await ux.orderComes();
    await expect.poll(() => countOf(page, 'Web shop'), { timeout: 15_000 }).toBe(before + 1);
    expect(await page.getByText('modified').count()).toBe(0);

    await page.getByRole('button', { name: 'Columns and row height' }).click();
    await page.getByRole('menuitemradio', { name: 'Compact' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Payment' }).click();
    await page.keyboard.press('Escape');
    await page.getByText('modified').waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('modified').waitFor({ state: 'detached' });
    const { density, facts } = (await ux.call('views.list', undefined))[0] ?? {};
    expect(density).toBe('compact');
    expect(facts).toContain('payment');
    expect((await page.locator('[data-order]').first().boundingBox())?.height).toBe(40);

    await page.getByRole('button', { name: 'Only Shopify' }).click();
    await page.getByText('modified').waitFor();
    await page.getByRole('button', { name: 'Reset' }).click();
    await page.getByText('modified').waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Only Shopify' }).getAttribute('aria-pressed')).toBe(
      'true',
    );

    await page.getByRole('button', { name: 'View Web shop' }).click();
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByLabel('View name').fill('The web');
    await page.keyboard.press('Enter');
    await own(page, 'The web').waitFor();
    await page.getByRole('button', { name: 'View The web' }).click();
    await page.getByRole('menuitem', { name: 'Delete view' }).click();
    await own(page, 'The web').waitFor({ state: 'detached' });
    await page.locator('#order-list').focus();
    await page.keyboard.press('Control+z');
    await own(page, 'The web').waitFor();
  });
});
