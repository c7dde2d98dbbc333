import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { key } from './support/in-page.ts';

const layouts = {
  Ukrainian: { j: ['о', 'KeyJ'], n: ['т', 'KeyN'], help: [',', 'Slash'], g: ['п', 'KeyG'], i: ['ш', 'KeyI'] },
  AZERTY: { j: ['j', 'KeyJ'], n: ['n', 'KeyN'], help: ['?', 'KeyM'], g: ['g', 'KeyG'], i: ['i', 'KeyI'] },
  Dvorak: {
    j: ['j', 'KeyC'],
    n: ['n', 'KeyL'],
    help: ['?', 'BracketLeft'],
    g: ['g', 'KeyU'],
    i: ['i', 'KeyG'],
  },
} as const;
const press = (page: Page, [typed, code]: readonly [string, string], more: KeyboardEventInit = {}) =>
  page.evaluate(key({ key: typed, code, ...more }));

describeInBrowser('shortcuts on any keyboard layout', () => {
  const ux = openUx({ ledger: 'empty', services: 'down' });

  it.each(Object.entries(layouts))('run the same commands: %s', async (_, layout) => {
    const { page } = ux;
    const number = await ux.orderComes();
    await ux.load('#/inbox/all');
    await page.getByRole('option', { name: new RegExp(number) }).waitFor();
    await press(page, layout.j);
    await page.locator('#order-panel').getByRole('heading', { name: number }).waitFor();
    await press(page, layout.n);
    await page.getByRole('textbox', { name: 'Add a note' }).and(page.locator(':focus')).waitFor();
    // they are letters in a text field and during composition
    await press(page, layout.help, { shiftKey: true });
    await page.locator('#order-panel').focus();
    await press(page, layout.help, { shiftKey: true, isComposing: true });
    expect(await page.getByRole('dialog').count()).toBe(0);
    await press(page, layout.help, { shiftKey: true });
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await ux.go('#/chats');
    await page.getByRole('heading', { name: 'Chats', level: 1 }).waitFor();
    await press(page, layout.g);
    await press(page, layout.i);
    await expect.poll(() => page.url()).toContain('#/inbox');
  });
});
