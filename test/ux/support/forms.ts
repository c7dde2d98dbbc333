import type { Page } from 'playwright-core';

/** A line of one's own: title and price, in the form that is open. */
export async function addLine(page: Page, title: string, price: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Add a product' }).fill(title);
  await page.getByRole('option', { name: /as a line of your own/ }).waitFor();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: `Price of one ${title}` }).fill(price);
}
