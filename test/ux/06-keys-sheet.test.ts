import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

describeInBrowser('the shortcut sheet', () => {
  const ux = openUx({ ledger: 'empty', services: 'none' });

  it('lists exactly the shortcuts of its page', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.getByRole('region', { name: 'Inbox' }).waitFor();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByRole('heading', { name: 'Inbox' }).waitFor();
    await sheet.getByText('Search commands, orders and customers').waitFor();
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await ux.go('#/chats');
    await page.getByRole('heading', { name: 'Chats', level: 1 }).waitFor();
    await page.keyboard.press('?');
    await sheet.waitFor();
    expect(await sheet.getByText('Open order').count()).toBe(0);
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
  });

  it('opens pages by two-key shortcuts', async () => {
    const { page } = ux;
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    await expect.poll(() => page.url()).toContain('#/inbox');
  });

  it('omits single-letter shortcuts when they are disabled', async () => {
    const { page } = ux;
    await page.evaluate(() => localStorage.setItem('orderbell.preferences', '{"singleKeys":false}'));
    await ux.load('#/chats');
    await page.getByRole('heading', { name: 'Chats', level: 1 }).waitFor();
    await page.keyboard.press('c');
    await page.keyboard.press('g');
    await page.keyboard.press('i');
    expect(page.url()).toContain('#/chats');
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox', { name: 'Search' });
    await field.fill('keyboard shortcuts');
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await sheet.getByText('Single-letter shortcuts are off').waitFor();
    expect(await sheet.getByText('New order').count()).toBe(0);
  });
});
