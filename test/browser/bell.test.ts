import { expect, it } from 'vitest';
import { barriers } from './support/barriers.ts';
import { describeInBrowser } from './support/browser.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp, sendSample } from './support/sample-app.ts';

describeInBrowser('notifications of new orders', () => {
  let app: SampleApp;
  sampleApp((ready) => {
    app = ready;
  });

  it('rings for a new order until it is taken, with a count', async () => {
    const { page } = app;
    const line = page.getByRole('region', { name: 'Alert' });
    await line.waitFor({ timeout: 60_000 });
    await line.getByRole('button', { name: 'Silence these' }).click();
    await sendSample(page, 'Paid payment link');
  });

  it('starts a shift in the menu, and edits alert rules accessibly', async () => {
    const { page, faults } = app;
    await page.getByRole('button', { name: 'Off duty' }).click();
    await page.getByRole('button', { name: 'On duty' }).waitFor({ timeout: 30_000 });
    await page.getByRole('link', { name: 'Notifications', exact: true }).click();
    await page.getByRole('heading', { name: 'Who would be notified now' }).waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByText('New rule:').first().waitFor();
    await page.getByRole('button', { name: 'Add quiet hours' }).first().click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Delete “New rule”' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Delete “New rule”' }).waitFor({ timeout: 30_000 });
    expect(faults).toEqual([]);
  });

  it('edits the message by keyboard in both languages and themes', async () => {
    const { page, faults } = app;
    const english = page.getByRole('region', { name: 'English, in Messenger' });
    await english.getByText(/New order #1042/).waitFor({ timeout: 30_000 });
    await page.getByRole('textbox', { name: 'Message in English' }).focus();
    await page.keyboard.type('Quick, {nubmer}');
    await page.getByText('Line 1, column 8: there is no field “nubmer”').waitFor();
    expect(await barriers(page)).toEqual([]);
    for (const _ of '{nubmer}') await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await english.getByText('Quick, #1042', { exact: true }).waitFor();
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('button', { name: 'Appearance and sound' }).click();
    await page.getByText('Українська', { exact: true }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('textbox', { name: 'Повідомлення англійською' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Повідомлення англійською' }).inputValue()).toBe(
      'Quick, {number}',
    );
    expect(await barriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  }, 120_000);
});
