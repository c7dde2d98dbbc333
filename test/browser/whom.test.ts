import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import { httpCaller } from './support/http-caller.ts';
import type { SampleDesk } from './support/sample-desk.ts';
import { sampleDesk } from './support/sample-desk.ts';

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
    right: /is right$/,
    guess: 'Guess from the message',
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

describeInBrowser('whom an order is for', () => {
  let desk: SampleDesk;
  sampleDesk((ready) => {
    desk = ready;
  });

  it.for(looks)(
    'is found, pasted and taken back by keyboard alone, in %s and %s, on %s',
    async ([language, colorScheme, hash]) => {
      const { page } = desk;
      const { origin } = new URL(page.url());
      const say = words[language];
      const field = (name: string) => page.getByRole('textbox', { name, exact: true });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await httpCaller(page.request, () => origin)('app.setLanguage', { language });
      await page.goto(`${origin}/#/inbox/all`);
      await page.goto(`${origin}/#/${hash}`);

      // found: by a Latin name, though the shop knows it in Cyrillic
      const find = page.getByRole('combobox', { name: say.find });
      await find.waitFor();
      // a form that has just come puts the focus where the first thing is to do
      await page.locator('[data-picker]:focus').waitFor();
      await find.focus();
      await page.keyboard.type('shevchuk');
      const option = page.getByRole('option').filter({ hasText: '050 000' }).first();
      await option.waitFor();
      expect(await barriers(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await field(say.name).and(page.locator(':focus')).waitFor();
      // as the newest order has it: a delivery service writes it with spaces
      expect((await field(say.phone).inputValue()).replaceAll(' ', '')).toMatch(/^\+38050000/);
      expect(await field(say.email).inputValue()).toMatch(/@mail\.example$/);
      expect(await field(say.address).inputValue()).not.toBe('');

      // what is typed over it stays when the customer is cleared
      await field(say.phone).fill('067 765 43 21');
      await page.getByRole('button', { name: say.clear }).press('Enter');
      await find.and(page.locator(':focus')).waitFor();
      expect(await field(say.name).inputValue()).toBe('');
      expect(await field(say.phone).inputValue()).toBe('067 765 43 21');

      // pasted: what is typed is not overwritten, what is filled is marked, one key takes it back
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

      // the keys that send a form fill it first while a message stands there that was not read
      await page.keyboard.press('Control+Enter');
      await field(say.name).and(page.locator(':focus')).waitFor();

      // a mark goes when the field is edited, or found right
      await page.keyboard.press('End');
      await page.keyboard.type('а');
      await page.getByRole('button', { name: say.right }).first().press('Enter');
      expect(await page.getByText(say.guess).count()).toBe(4);
      expect(await field(say.name).inputValue()).toBe('Зоряна Мельника');
      await page.keyboard.press('Escape');
    },
  );
});
