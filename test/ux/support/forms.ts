import type { Page } from 'playwright-core';
import type { UxApp } from './app.ts';

/** Opens an empty form. */
export async function openFreshForm(ux: UxApp, hash: string): Promise<void> {
  await ux.load('#/setup'); // unfinished input is stored by now
  await ux.page.evaluate(() => {
    for (const place of Object.keys(localStorage)) {
      if (/^orderbell\.(sample-)?form\./.test(place)) localStorage.removeItem(place);
    }
  });
  await ux.go(hash);
  await ux.page.getByRole('combobox', { name: 'Add a product' }).and(ux.page.locator(':focus')).waitFor();
}

/** Adds a custom line with title and price to the open form. */
export async function addLine(page: Page, title: string, price: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a product' }).fill(title);
  await page.getByRole('option', { name: /as a custom item/ }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: `Unit price of ${title}` }).fill(price);
}
