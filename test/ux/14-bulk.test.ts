import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

const day = (back: number): string => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);

describeInBrowser('bulk actions', () => {
  const ux = openUx({ services: 'down' });
  const howMany = async (only: object): Promise<number> =>
    (await ux.call('orders.howMany', { choices: [{ view: 'all', text: '', only }] }))[0] ?? Number.NaN;

  it('reach every match, including thousands unlisted, and are undone completely', async () => {
    const { page } = ux;
    const since = { days: { from: day(20), to: day(1) } };
    const total = await howMany(since);
    expect(total).toBeGreaterThan(2_000);
    await ux.load(`#/inbox/all?since=${since.days.from}&until=${since.days.to}`);
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('button', { name: /^Select all .* matching$/ }).click();
    await page
      .getByRole('toolbar')
      .getByText(/^All .* matching selected$/)
      .waitFor();
    await page.keyboard.press('l');
    await page.getByRole('textbox', { name: 'Find or create a tag' }).fill('inventory');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.getByRole('progressbar').waitFor();
    await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 120_000 });
    expect(await howMany({ tags: ['inventory'] })).toBe(total);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => howMany({ tags: ['inventory'] }), { timeout: 120_000, interval: 1_000 }).toBe(0);
  }, 300_000);

  it('list refused orders with their reasons until acknowledged', async () => {
    const { page } = ux;
    const asleep = async () => {
      const { rows } = await ux.call('orders.list', { view: 'all', text: '', offset: 0, limit: 31 });
      return rows.map(({ id, status, snoozedUntil }) => ({ id, status, snoozedUntil }));
    };
    const before = await asleep();
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('Shift+J');
    await page.getByRole('toolbar').getByText('31 selected').waitFor();
    await page.keyboard.press('h');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Enter');
    const report = page.getByRole('alert', { name: 'Some orders were not changed' });
    await report.waitFor();
    expect(await report.textContent()).toContain('It is finished, so it cannot be snoozed');
    const link = report.getByRole('link').first();
    const order = new URLSearchParams((await link.getAttribute('href'))?.split('?')[1]).get('order');
    await link.click();
    await expect.poll(() => page.url()).toContain(encodeURIComponent(order ?? ''));
    await page.waitForTimeout(10_000);
    await report.getByRole('button', { name: 'Close' }).click();
    await report.waitFor({ state: 'detached' });
    await page.keyboard.press('Control+z');
    await expect.poll(asleep, { timeout: 10_000 }).toEqual(before);
  });
});
