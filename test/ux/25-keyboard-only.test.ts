import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

/** Whether the focus is visible: a ring, a shadow, or the active row of a list. */
const isFocusSeen = (page: Page) =>
  page.evaluate(() => {
    const own = document.activeElement;
    if (own === null || own === document.body) return false;
    const pointed = document.getElementById(own.getAttribute('aria-activedescendant') ?? '');
    if (pointed?.getAttribute('aria-selected') === 'true') return true;
    return [own, own.parentElement].some((element) => {
      if (element === null) return false;
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
      const isField = own instanceof HTMLInputElement || own instanceof HTMLTextAreaElement;
      return (
        (outlineStyle !== 'none' && outlineWidth !== '0px') ||
        boxShadow !== 'none' ||
        (isField && borderColor !== '')
      );
    });
  });

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    const here = await page.evaluate(() => {
      const own = document.activeElement;
      const label = own instanceof HTMLInputElement ? own.labels?.[0]?.textContent : '';
      return `${own?.getAttribute('aria-label') ?? ''} ${label ?? ''} ${own?.textContent ?? ''}`;
    });
    if (name.test(here)) return;
    await page.keyboard.press('Tab');
    expect(await isFocusSeen(page), `the focus is not seen after ${here}`).toBe(true);
  }
  throw new Error(`Tab never came to ${String(name)}`);
}

describeInBrowser('by keyboard alone', () => {
  const ux = openUx({ services: 'none' });
  const order = () => new URL(ux.page.url().replace('#/', '')).searchParams.get('order');

  it('an order can be written', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('c');
    await page.getByRole('combobox', { name: 'Add a product' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Lilac');
    await page.getByRole('option', { name: /as a custom item/ }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await tabTo(page, /Unit price of/);
    await page.keyboard.type('450');
    await tabTo(page, /^\s*Name/);
    await page.keyboard.type('Nadiia Honchar');
    await page.keyboard.press('Control+Enter');
    await expect.poll(order).toMatch(/^manual:/);
    await page.getByRole('heading', { name: /^M-/ }).first().waitFor();
  });

  it('orders can be found, opened, taken and undone', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('/');
    const { rows: fresh } = await ux.call('orders.list', { view: 'new', text: '', offset: 0, limit: 1 });
    const number = fresh[0]?.number ?? '';
    await page.keyboard.type(number);
    await page.waitForFunction(() => location.hash.includes('q='));
    await page.locator('[data-order]').filter({ hasText: number }).waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    expect(await isFocusSeen(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.closest('#order-panel') !== null);
    await page.keyboard.press('t');
    const status = async () => {
      const { rows } = await ux.call('orders.list', {
        view: 'all',
        text: number,
        offset: 0,
        limit: 1,
      });
      return rows[0]?.status;
    };
    await expect.poll(status).toBe('taken');
    await page.keyboard.press('Control+z');
    await expect.poll(status).toBe('new');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.id === 'order-list');
  });

  it('the focus returns to its place when an overlay closes', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.locator('#order-list').focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.id === 'order-list');

    for (const button of await page.locator('nav button[aria-haspopup=dialog]').all()) {
      await button.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').first().waitFor();
      await page.waitForFunction(() => document.activeElement?.closest('[role=dialog]') !== null);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
    }
  });
});

describeInBrowser('with reduced motion', () => {
  const ux = openUx({ context: { reducedMotion: 'reduce' } });

  it('neither new orders nor overlays are animated', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(window, { moved: seen });
      const look = (): void => {
        for (const animation of document.getAnimations()) {
          const { duration } = animation.effect?.getComputedTiming() ?? {};
          if (typeof duration === 'number' && duration > 20)
            seen.push(`${animation.constructor.name} ${duration}`);
        }
        requestAnimationFrame(look);
      };
      look();
    });
    await ux.orderComes();
    await page.waitForTimeout(1_500);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('nav button[aria-haspopup=dialog]').last().click();
    await page.getByRole('dialog').first().waitFor();
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    const moved = await page.evaluate<readonly string[]>('window.moved');
    expect([...new Set(moved)]).toEqual([]);
  });
});
