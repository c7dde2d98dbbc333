import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeInBrowser } from '../browser/support/browser.ts';
import { storedKey } from '../browser/support/http-caller.ts';
import { openUx } from './support/app.ts';
import { addLine, openFreshForm } from './support/forms.ts';
import { hold } from './support/hold.ts';

const keySchema = z.object({ key: z.string() });
const price = (page: Page) => page.getByRole('textbox', { name: 'Unit price of Arch of peonies' });

describeInBrowser('a half-filled form', () => {
  const ux = openUx({ services: 'up' });

  it.each(['#/custom-order', '#/manual-order'])(
    'survives navigation, reload and a closed window: %s',
    async (hash) => {
      const { page } = ux;
      await openFreshForm(ux, hash);
      await addLine(page, 'Arch of peonies', '12500');
      await page.waitForTimeout(400);

      await ux.go('#/inbox/all');
      await page.locator('[data-order]').first().waitFor();
      await ux.go(hash);
      await expect.poll(() => price(page).inputValue()).toBe('12500');

      await page.reload();
      await expect.poll(() => price(page).inputValue()).toBe('12500');
      await page.getByRole('status').filter({ hasText: 'Start over' }).waitFor();

      // a crash gives no time to save
      const other = await page.context().newPage();
      await other.goto(page.url());
      await expect.poll(() => price(other).inputValue()).toBe('12500');
      await other.getByRole('textbox', { name: 'Address' }).first().fill('Kyiv, Podil');
      await other.waitForTimeout(400);
      const session = await other.context().newCDPSession(other);
      const crashed = other.waitForEvent('crash');
      void session.send('Page.crash').catch(() => undefined); // no answer after the crash
      await crashed;
      await page.reload();
      await expect
        .poll(() => page.getByRole('textbox', { name: 'Address' }).first().inputValue())
        .toBe('Kyiv, Podil');
      await page.getByRole('button', { name: 'Start over' }).click();
    },
    120_000,
  );

  it('keeps its button visible, and asks once whether to keep it', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/custom-order');
    await addLine(page, 'Arch of peonies', '12500');
    const submit = page.locator('main form [type=submit]');
    const box = await submit.boundingBox();
    expect(box && box.y >= 0 && box.y + box.height <= 800).toBe(true);

    const question = page.getByRole('button', { name: 'Discard' });
    await page.waitForTimeout(400);
    await ux.go('#/inbox/all');
    await question.waitFor();
    await ux.go('#/custom-order');
    await question.waitFor({ state: 'detached' });
    await price(page).fill('12600');
    await ux.go('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.waitForTimeout(500);
    expect(await question.count()).toBe(0);
    await ux.go('#/custom-order');
    await expect.poll(() => price(page).inputValue()).toBe('12600');
    await page.getByRole('button', { name: 'Start over' }).click();
  });

  it('is submitted by Ctrl+Enter, and repeated submits make one order', async () => {
    const { page } = ux;
    await openFreshForm(ux, '#/custom-order');
    await addLine(page, 'Arch of peonies', '12500');
    const before = (await ux.call('drafts.list', undefined)).length;
    const held = await hold(page, 'drafts.create', ({ nth }) =>
      nth === 1 ? { answerAfter: 1_000 } : 'as-usual',
    );
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');
    await expect.poll(held.count).toBeGreaterThan(0);
    // the answer was lost: another window submits the same form
    const [input] = held.inputs();
    const { key } = keySchema.parse(input);
    await page.waitForFunction(() => location.hash.includes('draft='));
    await held.letGo();
    expect((await ux.call('drafts.list', undefined)).length).toBe(before + 1);
    const { origin } = new URL(page.url());
    const again = await page.request.post(`${origin}/api/call`, {
      data: { name: 'drafts.create', input },
      headers: { origin, 'x-orderbell-page-key': await storedKey(page.request, origin) },
    });
    expect(again.ok()).toBe(true);
    const after = await ux.call('drafts.list', undefined);
    expect(after.length).toBe(before + 1);
    expect(key).toMatch(/^[0-9a-f-]{36}$/);
  });
});
