import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './support/browser.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

const onField = (page: Page, path: string) => page.locator(`[data-path="${path}"]:focus`).waitFor();

async function pick(page: Page, words: string): Promise<void> {
  await page.keyboard.type(words);
  await page.getByRole('option', { name: words }).first().waitFor();
  await page.keyboard.press('Enter');
}

describeInBrowser('a custom order by keyboard', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it('matches Shopify’s price, warns of low stock, and survives a reload', async () => {
    const { page } = app;
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/#/custom-order`);
    const picker = page.getByRole('combobox', { name: 'Add a product' });
    await picker.and(page.locator(':focus')).waitFor();

    await pick(page, 'Orchid in a Pot · Pink');
    await onField(page, 'items.0.quantity');
    await page.keyboard.type('9');
    await page.getByText(/Only \d in stock|None left/).waitFor();
    await page.keyboard.press('%');
    await onField(page, 'items.0.discount');
    await page.keyboard.type('12,5');
    await page.keyboard.press('Enter');
    await pick(page, 'Dried Lavender');
    await onField(page, 'items.1.quantity');
    await page.keyboard.press('Enter');
    await picker.and(page.locator(':focus')).waitFor();

    await page.keyboard.press('Tab');
    await onField(page, 'discount');
    await page.keyboard.type('100');
    for (const path of ['findCustomer', 'customer.name', 'customer.phone', 'customer.email', 'address']) {
      await page.keyboard.press('Enter');
      await onField(page, path);
    }
    await page.keyboard.type('Sadova 5, Kyiv');
    await page.getByRole('combobox', { name: 'Delivery method' }).waitFor();
    await page.keyboard.press('Enter');
    await onField(page, 'rate');
    // the list is rebuilt after Shopify's price, and its highlighted option is lost
    await page.getByText('Confirmed by Shopify').waitFor();
    await page.keyboard.press('Enter');
    const courier = page.getByRole('option', { name: 'Courier in Kyiv' });
    await courier.waitFor();
    await expect
      .poll(async () => {
        const isPointedAt = (await courier.getAttribute('data-combobox-selected')) !== null;
        if (!isPointedAt) await page.keyboard.press('ArrowDown');
        return isPointedAt;
      })
      .toBe(true);
    await page.keyboard.press('Enter');
    const total = page.getByRole('complementary', { name: 'Summary' }).getByRole('status').first();
    // 9 × 950 minus 12.5 %, plus 320, minus 100, plus the courier
    await expect.poll(() => total.textContent()).toBe('₴7,821.25');

    await page.keyboard.press('Tab');
    for (const path of ['recipient.name', 'recipient.phone', 'wanted.date', 'wanted.from', 'wanted.to']) {
      await onField(page, path);
      await page.keyboard.press('Enter');
    }
    await page.keyboard.type('wedding');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await onField(page, 'reserveHours');
    await page.keyboard.type('24');
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('orderbell.sample-form.custom-order')))
      .toMatch(/"24"/);

    await page.goto('about:blank');
    await page.goto(`${origin}/#/custom-order`);
    await page.getByText('Everything you typed is here').waitFor();
    await page.getByText('Confirmed by Shopify').waitFor();
    expect(await total.textContent()).toBe('₴7,821.25');
    expect(await page.locator('[data-path="items.0.discount"]').inputValue()).toBe('12,5');
    await page.getByText('wedding').waitFor();

    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: /Orchid in a Pot/ }).waitFor();
    await page.getByText('₴7,821.25').waitFor();
  });
});
