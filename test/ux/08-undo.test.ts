import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import type { UxApp } from './support/app.ts';
import { openUx } from './support/app.ts';
import { report } from './support/figures.ts';

/** Everything that an order action may change in the first orders. */
async function stateOf(ux: UxApp): Promise<unknown> {
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

  it('is offered for eight seconds, and longer under pointer or focus', async () => {
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

  it('undoes single and bulk actions in reverse order with Ctrl+Z', async () => {
    const { page } = ux;
    await ux.load('#/inbox/open');
    await page.locator('[data-order]').first().waitFor();
    const before = await stateOf(ux);
    await page.keyboard.press('j');
    await page.keyboard.press('h');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/snoozed until/).waitFor();
    await page.locator('#order-list').focus();
    for (const pressed of ['j', 'x', 'Shift+J', 'Shift+J', 'Shift+J']) await page.keyboard.press(pressed);
    await page.keyboard.press('l');
    await page.getByRole('textbox', { name: 'Find or create a tag' }).fill('for undo');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByText(/4 orders: tagged/).waitFor();
    await page.locator('#order-list').focus();
    await page.getByRole('toolbar').getByRole('button', { name: 'Payment…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'partially paid' }).click();
    await page.getByText(/4 orders: partially paid/).waitFor();
    await expect.poll(() => stateOf(ux)).not.toEqual(before);
    await page.waitForTimeout(500);
    await page.locator('#order-list').focus();
    for (let action = 0; action < 3; action += 1) {
      await page.keyboard.press('Control+z');
      await page.waitForTimeout(400);
    }
    await expect.poll(() => stateOf(ux), { timeout: 10_000 }).toEqual(before);
  });
});
