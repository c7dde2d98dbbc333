import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';

const looks = [
  ['en', 'light'],
  ['uk', 'dark'],
] as const;

const words = {
  en: { inbox: 'Inbox', product: 'Add a product', price: /^Price of one/, remove: 'Remove Ribbon' },
  uk: { inbox: 'Вхідні', product: 'Додати товар', price: /^Ціна за/, remove: 'Прибрати: Ribbon' },
} as const;

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Each as `rule: where`, so that a failure says what to look at. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describeInBrowser('the forms and the inbox', () => {
  let app: RunningApp;
  let open: OpenPage;

  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'] });
    open = await openPage(app.ui);
  });
  afterAll(async () => {
    await open.close();
    expect(await app.stop()).toBe(0);
  });

  it.for(looks)('have no barrier that axe knows, in %s and %s', async ([language, colorScheme]) => {
    const { page } = open;
    const { origin } = new URL(page.url());
    const { inbox, product, price, remove } = words[language];
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.request.post(`${origin}/api/call`, {
      data: { name: 'app.setLanguage', input: { language } },
      headers: { origin },
    });

    await page.goto(`${origin}/#/inbox/all`);
    await page.getByRole('region', { name: inbox }).waitFor();
    await page.getByRole('option').first().click();
    await page.getByRole('article').getByRole('heading').first().waitFor();
    expect(await barriers(page)).toEqual([]);

    for (const hash of ['#/manual-order', '#/custom-order']) {
      await page.goto(`${origin}/${hash}`);
      const picker = page.getByRole('combobox', { name: product });
      await picker.fill('Ribbon');
      await page.getByRole('option').first().waitFor();
      expect(await barriers(page)).toEqual([]);
      await picker.press('ArrowUp');
      await picker.press('Enter');
      await page.getByRole('textbox', { name: price }).waitFor();
      await page.keyboard.press('Control+Enter'); // with a price missing, so that complaints are on screen
      await page.getByRole('textbox', { name: price }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('%'); // the line's discount, folded away until then
      await page.locator('[data-path$=".discount"]').and(page.locator(':focus')).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: remove }).click();
    }
  });
});
