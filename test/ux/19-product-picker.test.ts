import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { openFreshForm } from './support/forms.ts';

const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');

describeInBrowser('the product picker by keyboard', () => {
  const ux = openUx({ services: 'up' });

  it('adds a line by typing, arrows and Enter, with its quantity', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await page.keyboard.type('roses');
    const options = page.getByRole('option');
    await options.filter({ hasText: 'Red Roses' }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const chosen = page.locator('[role=option][aria-selected=true]');
    const title = (await chosen.textContent()) ?? '';
    expect(
      await page.getByRole('combobox', { name: 'Add a product' }).getAttribute('aria-activedescendant'),
    ).toBe(await chosen.getAttribute('id'));
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/^Quantity of /);
    expect(title).toContain((await focused(page)).replace('Quantity of ', '').split(/ [·/—-] /)[0] ?? '');
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toBe('Add a product');
  });

  it('shows the price of each product, and what is out of stock', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await page.getByRole('combobox', { name: 'Add a product' }).fill('ro');
    const options = page.getByRole('option');
    await options.filter({ hasText: 'Roses' }).first().waitFor();
    const texts = (await options.allTextContents()).filter((text) => !text.includes('as a custom item'));
    expect(texts.every((text) => /₴|UAH/.test(text))).toBe(true);
    expect(texts.every((text) => /in stock|not tracked|out of stock/.test(text))).toBe(true);
  });

  it('adds any typed text as a custom line', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await page.getByRole('combobox', { name: 'Add a product' }).fill('A vase of the neighbour’s');
    await page.getByRole('option', { name: /as a custom item/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/A vase of the neighbour’s/);
  });
});

describeInBrowser('the product picker without a catalogue', () => {
  const ux = openUx({ services: 'down' });

  it('still adds a custom line', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/manual-order');
    await page.getByRole('combobox', { name: 'Add a product' }).fill('Peonies');
    await page.getByRole('option', { name: /as a custom item/ }).waitFor({ timeout: 10_000 });
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => focused(page)).toMatch(/Peonies/);
  });
});
