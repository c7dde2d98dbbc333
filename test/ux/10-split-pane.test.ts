import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { jumpTo } from './support/in-page.ts';

describeInBrowser('list and detail pane', () => {
  const ux = openUx({ services: 'none' });
  const listWidth = async (): Promise<number> =>
    Math.round((await ux.page.getByRole('region', { name: 'Inbox' }).boundingBox())?.width ?? 0);

  it('are side by side from 1000 pixels', async () => {
    const { page } = ux;
    await page.setViewportSize({ width: 1000, height: 800 });
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().click();
    await page.locator('#order-panel').waitFor();
    const [list, panel] = [
      await page.locator('#order-list').boundingBox(),
      await page.locator('#order-panel').boundingBox(),
    ];
    expect(list && panel && list.x + list.width <= panel.x + 1).toBe(true);
  });

  it('have a divider for pointer and keyboard that survives a restart', async () => {
    const { page } = ux;
    await page.setViewportSize({ width: 1280, height: 800 });
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().click();
    const divider = page.getByRole('separator');
    const box = await divider.boundingBox();
    if (box === null) throw new Error('there is no divider');
    const before = await listWidth();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 20, y, { steps: 4 });
    await page.mouse.move(x + 40, y, { steps: 4 });
    await page.mouse.up();
    await expect.poll(listWidth).toBe(before + 40);

    await divider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(listWidth).toBe(before + 32);
    await page.keyboard.press('ArrowRight');
    await expect.poll(listWidth).toBe(before + 40);

    await ux.restart();
    await page.locator('[data-order]').first().waitFor();
    expect(await listWidth()).toBe(before + 40);
  });

  it('alternate below 1000 pixels, and Back restores the row and position', async () => {
    const { page } = ux;
    await page.setViewportSize({ width: 999, height: 800 });
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await jumpTo(page, 0.3);
    const list = page.locator('#order-list');
    const place = () => list.evaluate((element) => element.scrollTop);
    const before = await place();
    const box = await list.boundingBox();
    if (box === null) throw new Error('the list is not on screen');
    await page.mouse.click(box.x + 100, box.y + box.height / 2);
    await page.locator('#order-panel').waitFor();
    const opened = await page.locator('#order-list [aria-selected=true]').getAttribute('data-order');
    const covered = await page.locator('#order-panel').evaluate((panel) => {
      const { left, top, width } = panel.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + 20)?.closest('#order-list') === null;
    });
    expect(covered).toBe(true);

    await page.getByRole('button', { name: 'Back' }).click();
    await page.locator('#order-panel').waitFor({ state: 'detached' });
    expect(await place()).toBe(before);
    expect(await page.locator('#order-list [aria-selected=true]').getAttribute('data-order')).toBe(opened);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('order-list');

    // also with the browser's Back
    await page.keyboard.press('Enter');
    await page.locator('#order-panel').waitFor();
    await page.goBack();
    await page.locator('#order-panel').waitFor({ state: 'detached' });
    expect(await place()).toBe(before);
  });
});
