import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { report } from './support/figures.ts';
import { jumpTo } from './support/in-page.ts';

/** Records in every frame the position of one row and whether it is selected. */
const watch = (page: Page, order: string): Promise<void> =>
  page.evaluate((id) => {
    const row = () => document.querySelector(`#order-list [data-order=${JSON.stringify(id)}]`);
    const first = row()?.getBoundingClientRect().top ?? Number.NaN;
    const seen = { most: 0, chosen: row()?.getAttribute('aria-selected'), changed: false };
    Object.assign(window, { watched: seen });
    const look = (): void => {
      const now = row();
      const moved =
        now === null ? Number.POSITIVE_INFINITY : Math.abs(now.getBoundingClientRect().top - first);
      seen.most = Math.max(seen.most, moved);
      if (now?.getAttribute('aria-selected') !== seen.chosen) seen.changed = true;
      requestAnimationFrame(look);
    };
    look();
  }, order);

const watched = (page: Page) =>
  page.evaluate<{ readonly most: number; readonly changed: boolean; readonly chosen: string }>(
    'window.watched',
  );

const rowInTheMiddle = async (page: Page): Promise<string> => {
  const list = await page.locator('#order-list').boundingBox();
  if (list === null) throw new Error('the list is not on screen');
  const [x, y] = [list.x + list.width / 2, list.y + list.height / 2];
  await page.mouse.move(x, y);
  const order = await page.evaluate(
    ([left, top]) =>
      document
        .elementFromPoint(left ?? 0, top ?? 0)
        ?.closest('[data-order]')
        ?.getAttribute('data-order'),
    [x, y],
  );
  if (!order) throw new Error('there is no row in the middle');
  return order;
};

describeInBrowser('new orders', () => {
  const ux = openUx({ services: 'down' });

  it('move nothing in a scrolled list, and are announced with a link', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await jumpTo(page, 0.001);
    const under = await rowInTheMiddle(page);
    await watch(page, under);
    const moved: number[] = [];
    let newest = '';
    for (let came = 1; came <= 5; came += 1) {
      newest = await ux.orderComes();
      await page.getByRole('button', { name: `${came} new`, exact: true }).waitFor();
      moved.push((await watched(page)).most);
    }
    report(9, 'row moved', moved);
    expect((await watched(page)).changed).toBe(false);

    await page.getByRole('button', { name: '5 new', exact: true }).click();
    await page.waitForFunction(() => document.getElementById('order-list')?.scrollTop === 0);
    const top = page.locator('#order-list [aria-posinset="1"]');
    await top.filter({ hasText: newest }).waitFor();
    expect(await page.getByRole('button', { name: /^\d+ new$/ }).count()).toBe(0);
  });

  it('move nothing at the top while a row is in use', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('j');
    const chosen = await page.locator('#order-list [aria-selected=true]').getAttribute('data-order');
    if (chosen === null) throw new Error('no row is chosen');
    await page.locator('#order-list [aria-selected=true]').hover();
    await watch(page, chosen);
    await ux.orderComes();
    await ux.orderComes();
    await page.getByRole('button', { name: '2 new', exact: true }).waitFor();
    const { most, changed, chosen: state } = await watched(page);
    expect({ most, changed, state }).toEqual({ most: 0, changed: false, state: 'true' });
    // the next key continues from the selected row
    await page.keyboard.press('k');
    expect(await page.locator('#order-list [aria-selected=true]').getAttribute('aria-posinset')).toBe('4');
  });
});
