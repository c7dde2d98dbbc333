import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { OrderChoice } from '../../src/shared/order-filter.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import type { UxApp } from './support/app.ts';
import { openUx } from './support/app.ts';

const chips = (page: Page) => page.getByRole('list', { name: 'Filters' }).getByRole('listitem');

/** The number of results in the live region. */
const announced = async (page: Page): Promise<number> => {
  const status = await page.locator('section[aria-label=Inbox] > [role=status]').first().textContent();
  return Number(status?.replace(/\D/g, '') ?? Number.NaN);
};
const howMany = async (ux: UxApp, choice: OrderChoice): Promise<number | undefined> =>
  (await ux.call('orders.howMany', { choices: [choice] }))[0];

describeInBrowser('filters', () => {
  const ux = openUx({ services: 'down' });

  it('combine as chips, are stored in the address, and show the count', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const open = async (field: string): Promise<void> => {
      await page.keyboard.press('f');
      await page
        .getByRole('dialog', { name: 'Filter by…' })
        .getByRole('button', { name: field })
        .press('Enter');
    };
    const shut = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    };
    await open('Status');
    await page.getByRole('checkbox', { name: 'handed over' }).press('Space');
    await shut();
    await open('Payment');
    await page.getByRole('checkbox', { name: 'paid', exact: true }).press('Space');
    await shut();
    await open('Amount');
    await page.getByLabel('Minimum, UAH').fill('1000,50');
    await page.keyboard.press('Enter');
    await shut();
    await page.getByRole('button', { name: 'Only Shopify' }).click();
    await expect.poll(() => chips(page).count()).toBe(4); // including the button that clears them
    const only = {
      sources: ['shopify'],
      statuses: ['handed-over'],
      payments: ['paid'],
      total: { currency: 'UAH', min: 100_050 },
    } as const;
    const wanted = await howMany(ux, { view: 'all', text: '', only });
    expect(wanted).toBeGreaterThan(0);
    await expect.poll(() => announced(page)).toBe(wanted);

    await page.reload();
    await page.locator('[data-order]').first().waitFor();
    expect(await announced(page)).toBe(wanted);
    expect(await chips(page).count()).toBe(4);
    await page.goBack();
    await expect
      .poll(() => page.getByRole('button', { name: 'Only Shopify' }).getAttribute('aria-pressed'))
      .toBe('false');
    await page.goForward();
    await expect.poll(() => announced(page)).toBe(wanted);
  });

  it('are removed by keyboard, with the focus on the next one', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all?status=new%7Ctaken&payment=paid&since=2026-01-01&sort=total');
    await page.locator('[data-order], [role=status]').first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    await page.getByRole('button', { name: 'Change filter Status: new, taken' }).focus();
    await page.keyboard.press('Delete');
    await expect.poll(focused).toBe('Change filter Payment: paid');
    await page.keyboard.press('Backspace');
    await expect.poll(focused).toMatch(/^Change filter Received: /);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(focused).toBe('Change filter Sort: highest amount first');
    await page.keyboard.press('Delete');
    await expect.poll(focused).toBe('Filter');
    expect(new URL(page.url()).hash).toBe('#/inbox/all');
  });
});
