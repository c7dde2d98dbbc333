import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import { httpCaller } from './support/http-caller.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

const message = `Добрий день 🌸
мене звати Зоряна Мельник, хочу букет на завтра до 12
Київ, вул. Хорива 25 кв 4
093 111 22 33, zoriana@petal.example
Без лілій, будь ласка`;

const looks = [
  ['en', 'light', 'custom-order'],
  ['uk', 'dark', 'manual-order'],
] as const;
const words = {
  en: {
    find: 'Find a customer',
    paste: 'Paste a message',
    name: 'Name',
    phone: 'Phone',
    email: 'E-mail',
    address: 'Address',
    note: 'Note',
    clear: /^Clear /,
    right: /is correct$/,
    guess: 'Suggested from the message',
  },
  uk: {
    find: 'Знайти клієнта',
    paste: 'Вставити повідомлення',
    name: 'Ім’я',
    phone: 'Телефон',
    email: 'Ел. пошта',
    address: 'Адреса',
    note: 'Нотатка',
    clear: /^Прибрати: /,
    right: /: правильно$/,
    guess: 'Здогад із повідомлення',
  },
} as const;

describeInBrowser('the customer of an order', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it.for(looks)(
    'is found, pasted and undone by keyboard (%s, %s, %s)',
    async ([language, colorScheme, hash]) => {
      const { page } = app;
      const { origin } = new URL(page.url());
      const say = words[language];
      const field = (name: string) => page.getByRole('textbox', { name, exact: true });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await httpCaller(page.request, () => origin)('app.setLanguage', { language });
      await page.goto(`${origin}/#/inbox/all`);
      await page.goto(`${origin}/#/${hash}`);

      // found by a Latin name, although the shop stores it in Cyrillic
      const find = page.getByRole('combobox', { name: say.find });
      await find.waitFor();
      // a new form focuses its first field
      await page.locator('[data-picker]:focus').waitFor();
      await find.focus();
      await page.keyboard.type('shevchuk');
      const option = page.getByRole('option').filter({ hasText: '050 000' }).first();
      await option.waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await field(say.name).and(page.locator(':focus')).waitFor();
      // in the format of the newest order, which a delivery service wrote with spaces
      expect((await field(say.phone).inputValue()).replaceAll(' ', '')).toMatch(/^\+38050000/);
      expect(await field(say.email).inputValue()).toMatch(/@mail\.example$/);
      expect(await field(say.address).inputValue()).not.toBe('');

      // typed text stays when the customer is cleared
      await field(say.phone).fill('067 765 43 21');
      await page.getByRole('button', { name: say.clear }).press('Enter');
      await find.and(page.locator(':focus')).waitFor();
      expect(await field(say.name).inputValue()).toBe('');
      expect(await field(say.phone).inputValue()).toBe('067 765 43 21');

      // a paste keeps typed fields, marks filled ones, and one key undoes it
      await page.getByRole('button', { name: say.paste }).press('Enter');
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.setData('text/plain', text);
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      }, message);
      await field(say.name).and(page.locator(':focus')).waitFor();
      expect(await field(say.name).inputValue()).toBe('Зоряна Мельник');
      expect(await field(say.phone).inputValue()).toBe('067 765 43 21');
      expect(await field(say.email).inputValue()).toBe('zoriana@petal.example');
      expect(await field(say.address).inputValue()).toBe('Київ, вул. Хорива, 25, кв. 4');
      expect(await field(say.note).inputValue()).toMatch(/Без лілій$/);
      expect(await page.locator('[data-path="wanted.to"]').inputValue()).toBe('12:00');
      expect(await page.locator('[data-path="wanted.date"]').inputValue()).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(await page.getByText(say.guess).count()).toBe(6);
      expect(await page.getByText('+380931112233').count()).toBe(1);
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Control+z');
      expect(await field(say.name).inputValue()).toBe('');
      expect(await field(say.phone).inputValue()).toBe('067 765 43 21');
      expect(await page.getByText(say.guess).count()).toBe(0);

      // the submit shortcut fills the form first while a pasted message is unread
      await page.keyboard.press('Control+Enter');
      await field(say.name).and(page.locator(':focus')).waitFor();

      // a mark disappears when the field is edited or confirmed
      await page.keyboard.press('End');
      await page.keyboard.type('а');
      await page.getByRole('button', { name: say.right }).first().press('Enter');
      expect(await page.getByText(say.guess).count()).toBe(4);
      expect(await field(say.name).inputValue()).toBe('Зоряна Мельника');
      await page.keyboard.press('Escape');
    },
  );
});
