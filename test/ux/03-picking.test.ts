import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

const picked = (page: Page): Promise<readonly number[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('#order-list [aria-checked=true]')].map((row) =>
      Number(row.getAttribute('aria-posinset')),
    ),
  );

describeInBrowser('selecting and acting by keyboard', () => {
  const ux = openUx({ services: 'down' });

  it('selects with X, extends with Shift, and Escape clears first', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all?q=');
    await page.locator('[data-order]').first().waitFor();
    for (const pressed of ['j', 'j', 'x', 'Shift+J', 'Shift+ArrowDown']) await page.keyboard.press(pressed);
    expect(await picked(page)).toEqual([2, 3, 4]);
    for (const pressed of ['Shift+K', 'Shift+ArrowUp']) await page.keyboard.press(pressed);
    expect(await picked(page)).toEqual([2]);
    await page.getByRole('toolbar').getByText('1 selected').waitFor();
    // the address follows the cursor, which J moved here, a moment later
    const atSecond = await page.locator('#order-row-1').getAttribute('data-order');
    const hash = `#/inbox/all?order=${encodeURIComponent(atSecond ?? '')}`;
    await page.waitForFunction((here) => location.hash === here, hash);
    await page.keyboard.press('Escape');
    expect(await picked(page)).toEqual([]);
    expect(new URL(page.url()).hash).toBe(hash);
  });

  it('selects by pointer with a target of sufficient size', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    const row = (place: number) => page.locator(`#order-row-${place}`);
    await row(0).waitFor();
    await row(1).click({ modifiers: ['Control'] });
    await row(4).click({ modifiers: ['Shift'] });
    expect(await picked(page)).toEqual([2, 3, 4, 5]);
    await row(6).hover();
    const box = row(6).locator('[aria-hidden=true] >> nth=1');
    const size = await box.boundingBox();
    expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(24);
    await box.click();
    expect(await picked(page)).toEqual([2, 3, 4, 5, 7]);
    await page.keyboard.press('Escape');
  });

  it('runs order actions by single keys beside the order', async () => {
    const { page } = ux;
    await ux.load('#/inbox/open');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('j');
    const menus = { s: 'Status', l: 'Tags', a: 'Assign to', h: 'Snooze' };
    for (const [pressed, title] of Object.entries(menus)) {
      await page.keyboard.press(pressed);
      const menu = page.getByRole('dialog', { name: new RegExp(`^${title}: `) });
      await menu.waitFor();
      await page.keyboard.press('Escape');
      await menu.waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') === null);
    }
    const id = await page.locator('#order-list [aria-selected=true]').getAttribute('data-order');
    await page.keyboard.press('u');
    const isUnread = async (): Promise<boolean | undefined> => {
      const { rows } = await ux.call('orders.list', { view: 'open', text: '', offset: 0, limit: 500 });
      return rows.find((row) => row.id === id)?.unread;
    };
    await expect.poll(isUnread).toBe(true);
    await page.keyboard.press('e');
    await page.waitForFunction((of) => document.querySelector(`[data-order="${of}"]`) === null, id);
    await page.keyboard.press('Control+z');
    await page.locator(`[data-order="${id}"]`).waitFor();
  });
});
