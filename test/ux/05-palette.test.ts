import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, report } from './support/figures.ts';
import { key, untilShown } from './support/in-page.ts';

/** Ctrl+K like a Ukrainian keyboard sends it. */
const paletteKey = key({ key: 'л', code: 'KeyK', ctrlKey: true });
const isOpen = `document.activeElement?.getAttribute('role') === 'combobox' && document.activeElement.closest('[role=dialog]') !== null`;
const field = (page: Page) => page.getByRole('combobox', { name: 'Search' });

describeInBrowser('the palette', () => {
  const ux = openUx({ ledger: 'empty', services: 'down' });

  it('opens at once with its field focused, on a Ukrainian keyboard too', async () => {
    const { page } = ux;
    await ux.orderComes();
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const rounds = await fiveTimes(async () => {
      const ms = await untilShown(page, paletteKey, isOpen);
      await page.keyboard.press('Escape');
      await field(page).waitFor({ state: 'detached' });
      return ms;
    });
    report(5, 'opens', rounds);
  });

  it('opens from a text field, and Escape returns there', async () => {
    const { page } = ux;
    await page.keyboard.press('/');
    await page.keyboard.type('ros');
    await page.keyboard.press('Control+k');
    await field(page).waitFor();
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'detached' });
    await page.keyboard.type('es');
    expect(await page.getByRole('searchbox').inputValue()).toBe('roses');
    await page.getByRole('searchbox').fill('');
  });

  it('finds orders by number and customers by phone, and runs commands', async () => {
    const { page } = ux;
    const { rows } = await ux.call('orders.list', { view: 'all', text: '', offset: 0, limit: 50 });
    const order = rows.find(({ number }) => number !== '');
    if (!order) throw new Error('no order has a number');
    await page.keyboard.press('Control+k');
    await field(page).fill(order.number);
    await page.getByRole('group', { name: 'Orders' }).getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(encodeURIComponent(order.id));

    const detail = await ux.call('orders.get', { id: order.id });
    const digits = detail.order.content.customer.phone?.replace(/\D/g, '').slice(-9);
    if (digits) {
      await page.keyboard.press('Control+k');
      await field(page).fill(`0${digits.slice(0, 2)} ${digits.slice(2)}`);
      await page.getByRole('group', { name: 'Customers' }).getByRole('option').first().waitFor();
      await page.keyboard.press('Escape');
    }

    await page.keyboard.press('Control+k');
    await field(page).fill('new order');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain('#/manual-order');
  });
});
