import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, report } from './support/figures.ts';
import { hold } from './support/hold.ts';
import { key, untilShown } from './support/in-page.ts';

const row = '#order-list [aria-selected=true]';
const enter = key({ key: 'Enter', code: 'Enter' });

/** Opens the tag menu of the next order. */
async function askTag(page: Page, tag: string): Promise<void> {
  await page.locator('#order-list').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('l');
  await page.getByRole('textbox', { name: 'Find or create a tag' }).fill(tag);
}

describeInBrowser('an optimistic change', () => {
  const ux = openUx({ services: 'down' });

  it('is visible at once although the app answers after three seconds', async () => {
    const { page } = ux;
    await ux.load('#/inbox/open');
    await page.locator('[data-order]').first().waitFor();
    const batches = await hold(page, 'orders.batch', () => ({ answerAfter: 3_000 }));
    const statuses = await hold(page, 'orders.setStatus', () => ({ answerAfter: 3_000 }));
    const says = (words: string): string =>
      `document.querySelector('${row}')?.textContent.includes('${words}')`;
    const changed = await fiveTimes(async (run) => {
      if (run < 2) {
        await askTag(page, `ux-${run}`);
        const shown = await untilShown(page, enter, says(`ux-${run}`));
        await page.keyboard.press('Escape');
        return shown;
      }
      await page.locator('#order-list').focus();
      await page.keyboard.press('j');
      if (run < 4) {
        await page.keyboard.press('a');
        await page.getByRole('dialog').waitFor();
        return untilShown(page, 'document.activeElement.click()', says('Anna'));
      }
      return untilShown(page, key({ key: 'e', code: 'KeyE' }), says('handed over'));
    });
    report(7, 'change shown', changed);
    expect(await page.locator(`${row} [role=progressbar], ${row} .mantine-Loader-root`).count()).toBe(0);
    await batches.letGo();
    await statuses.letGo();
  });

  it('is rolled back after a failure, with a lasting retry message', async () => {
    const { page } = ux;
    await ux.load('#/inbox/open');
    await page.locator('[data-order]').first().waitFor();
    const broken = await hold(page, 'orders.batch', () => ({
      fail: { kind: 'unreachable', message: 'Orderbell is not responding' },
    }));
    await askTag(page, 'late gift');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    const notice = page.getByRole('alert').filter({ hasText: 'Orderbell is not responding' });
    await notice.waitFor();
    const before = await page.locator(row).getAttribute('data-order');
    expect(await page.locator(row).textContent()).not.toContain('late gift');
    await page.waitForTimeout(11_000);
    expect(await notice.isVisible()).toBe(true);
    await broken.letGo();
    await notice.getByRole('button', { name: 'Try again' }).click();
    await page.waitForFunction(
      (id) => document.querySelector(`[data-order="${id}"]`)?.textContent?.includes('late gift'),
      before,
    );
    const [found] = await ux.call('orders.howMany', {
      choices: [{ view: 'all', text: '', only: { tags: ['late gift'] } }],
    });
    expect(found).toBe(1);
  });
});
