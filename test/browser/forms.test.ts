import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import { httpCaller } from './support/http-caller.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

const looks = [
  ['en', 'light'],
  ['uk', 'dark'],
] as const;

const words = {
  en: { inbox: 'Inbox', product: 'Add a product', price: /^Unit price of/, remove: 'Remove Ribbon' },
  uk: { inbox: 'Вхідні', product: 'Додати товар', price: /^Ціна за/, remove: 'Прибрати: Ribbon' },
} as const;

describeInBrowser('the forms and the inbox', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it.for(looks)('pass axe in %s and %s', async ([language, colorScheme]) => {
    const { page } = app;
    const { origin } = new URL(page.url());
    const { inbox, product, price, remove } = words[language];
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await httpCaller(page.request, () => origin)('app.setLanguage', { language });

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
      await page.keyboard.press('Control+Enter'); // a missing price, so that errors are visible
      await page.getByRole('textbox', { name: price }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('%'); // opens the discount of the line
      await page.locator('[data-path$=".discount"]').and(page.locator(':focus')).waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.getByRole('button', { name: remove }).click();
    }
  });
});
