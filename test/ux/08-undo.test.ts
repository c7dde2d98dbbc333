import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import type { UxDesk } from './support/desk.ts';
import { openUx } from './support/desk.ts';
import { report } from './support/figures.ts';

/** All that a deed may change, of the first orders there are. */
async function stand(ux: UxDesk): Promise<unknown> {
  const { rows } = await ux.call('orders.list', { view: 'all', text: '', offset: 0, limit: 200 });
  return rows.map(({ id, status, paymentStatus, takenBy, assignee, tags, snoozedUntil }) => ({
    id,
    status,
    paymentStatus,
    takenBy,
    assignee,
    tags: tags.toSorted(),
    snoozedUntil,
  }));
}

describeInBrowser('undo', () => {
  const ux = openUx({ services: 'down' });

  it('is offered long enough, and as long as the pointer or the focus is on it', async () => {
    const { page } = ux;
    await ux.load('#/inbox/open');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.waitFor();
    const since = Date.now();
    await undo.waitFor({ state: 'detached', timeout: 20_000 });
    report(8, 'offered for', Date.now() - since);

    await page.keyboard.press('Control+z');
    await page.keyboard.press('j');
    await page.keyboard.press('e');
    await undo.hover();
    await page.waitForTimeout(10_500);
    expect(await undo.isVisible()).toBe(true);
    await undo.focus();
    await page.mouse.move(300, 300);
    await page.waitForTimeout(10_500);
    expect(await undo.isVisible()).toBe(true);
    await undo.click();
  });

  it('by Ctrl+Z takes back the last deed and then the one before, of one order and of many, until all is as it was', async () => {
    const { page } = ux;
    await ux.load('#/inbox/open');
    await page.locator('[data-order]').first().waitFor();
    const before = await stand(ux);
    await page.keyboard.press('j');
    await page.keyboard.press('h');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/: put off until/).waitFor();
    await page.locator('#order-list').focus();
    for (const pressed of ['j', 'x', 'Shift+J', 'Shift+J', 'Shift+J']) await page.keyboard.press(pressed);
    await page.keyboard.press('l');
    await page.getByRole('textbox', { name: 'Find or make a tag' }).fill('for undo');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByText(/4 orders: tagged/).waitFor();
    await page.locator('#order-list').focus();
    await page.getByRole('toolbar').getByRole('button', { name: 'Payment…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'partly paid' }).click();
    await page.getByText(/4 orders: partly paid/).waitFor();
    await expect.poll(() => stand(ux)).not.toEqual(before);
    await page.waitForTimeout(500);
    await page.locator('#order-list').focus();
    for (let deed = 0; deed < 3; deed += 1) {
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(400);
    }
    await expect.poll(() => stand(ux), { timeout: 10_000 }).toEqual(before);
  });
});
