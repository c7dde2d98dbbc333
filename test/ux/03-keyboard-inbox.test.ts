import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, percentile, report } from './support/figures.ts';
import { key, untilShown } from './support/in-page.ts';

/** The order under the cursor, and whether its whole row is visible. */
const cursorOf = (page: Page) =>
  page.evaluate(() => {
    const list = document.getElementById('order-list');
    const row = list?.querySelector('[role=option][aria-selected=true]');
    if (!list || !row) return null;
    const [inside, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
    return {
      order: row.getAttribute('data-order'),
      place: Number(row.getAttribute('aria-posinset')),
      isInside: box.top >= inside.top - 1 && box.bottom <= inside.bottom + 1,
    };
  });

const selected = `document.querySelector('#order-list [aria-selected=true]')?.getAttribute('data-order')`;

describeInBrowser('the inbox, by keyboard', () => {
  const ux = openUx({ services: 'down' });

  it('moves with J, K and arrows, and keeps the cursor visible', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const places: (number | undefined)[] = [];
    for (const pressed of ['j', 'j', 'j', 'k', 'ArrowDown', 'ArrowUp']) {
      await page.keyboard.press(pressed);
      places.push((await cursorOf(page))?.place);
    }
    expect(places).toEqual([1, 2, 3, 2, 3, 2]);
    for (let step = 0; step < 40; step += 1) {
      await page.keyboard.press('j');
      expect(await cursorOf(page)).toMatchObject({ place: step + 3, isInside: true });
    }
    for (let step = 0; step < 40; step += 1) await page.keyboard.press('k');
    expect(await cursorOf(page)).toMatchObject({ place: 2, isInside: true });
  });

  it('shows each step in the next frame', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('j');
    const rounds = await fiveTimes(async (round) => {
      const letter = round % 2 === 0 ? 'j' : 'k';
      const steps: number[] = [];
      for (let step = 0; step < 40; step += 1) {
        const before = JSON.stringify(await page.evaluate<string>(selected));
        const press = key({ key: letter, code: `Key${letter.toUpperCase()}` });
        steps.push(await untilShown(page, press, `${selected} !== ${before}`));
      }
      return percentile(steps, 95);
    });
    report(3, 'key to frame, p95', rounds);
  });

  it('opens with Enter, steps with brackets, and Escape closes one layer', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('Peony');
    await page.waitForFunction(() => location.hash.includes('q=Peony'));
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const openOrder = () => new URL(page.url().replace('#/', '')).searchParams.get('order');
    // keys pressed before the answer act on the search results
    await expect.poll(openOrder).not.toBe(null);
    const first = (await cursorOf(page))?.order;
    expect(openOrder()).toBe(first);
    await page.waitForFunction(() => document.activeElement?.closest('#order-panel') !== null);

    await page.keyboard.press(']');
    await page.waitForFunction((before) => !location.hash.includes(encodeURIComponent(before ?? '')), first);
    expect(openOrder()).toBe((await cursorOf(page))?.order);
    expect(openOrder()).not.toBe(first);
    await page.keyboard.press('[');
    await expect.poll(openOrder).toBe(first);

    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(openOrder()).toBe(first);
    await page.keyboard.press('Escape');
    await expect.poll(openOrder).toBe(null);
    expect(page.url()).toContain('q=Peony');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toContain('q=Peony');
    expect(page.url()).toContain('#/inbox/all');
  });
});
