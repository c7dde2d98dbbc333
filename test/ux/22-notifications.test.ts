import { expect, it } from 'vitest';
import { countSounds, soundsOf } from '../browser/support/audio.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { report } from './support/figures.ts';

describeInBrowser('a new order in a window with default settings', () => {
  const ux = openUx({
    services: 'none',
    environment: {
      ORDERBELL_SHOPIFY_SHOP: 'clay-and-kiln.myshopify.com',
      ORDERBELL_SHOPIFY_CLIENT_ID: 'client',
      ORDERBELL_SHOPIFY_CLIENT_SECRET: 'shpss_0123456789abcdef0123456789abcdef',
      ORDERBELL_SHOPIFY_API_BASE: 'http://127.0.0.1:9',
    },
    prepare: async (page) => {
      await countSounds(page);
    },
  });
  const rung = async (): Promise<number> => {
    const { late: _late, ...sounds } = await soundsOf(ux.page);
    return Object.values(sounds).reduce((sum, times) => sum + times, 0);
  };
  const waiting = async (): Promise<number> => Number(/^\((\d+)\)/.exec(await ux.page.title())?.[1] ?? 0);

  it('plays a sound, and is counted in the title', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    await page.mouse.click(640, 780); // a browser allows sound only after a user gesture
    const before = await waiting();
    await ux.orderComes();
    await expect.poll(rung).toBe(1);
    await expect.poll(waiting).toBe(before + 1);
  });

  it('is one sound together with nineteen others', async () => {
    // a waiting order rings repeatedly, which would disturb the count
    await ux.page.getByRole('region', { name: 'Alert' }).getByRole('button').click();
    await ux.page.waitForTimeout(2_500); // and the burst of the first order is over
    const [sounds, orders] = [await rung(), await waiting()];
    await Promise.all(Array.from({ length: 20 }, () => ux.orderComes()));
    await expect.poll(waiting).toBe(orders + 20);
    await ux.page.waitForTimeout(2_000);
    const played = (await rung()) - sounds;
    expect(played).toBeGreaterThan(0);
    report(22, 'sounds of 20 orders', played);
  });

  it('shows no name or phone on the screen by default', async () => {
    const { toastDetails } = await ux.call('app.state', undefined);
    expect(toastDetails).toBe(false);
    const log = ux.app.said();
    expect(log).not.toMatch(/Marchuk|\+?380671112233/);
  });

  it('can be tried, snoozed for hours, and configured per channel', async () => {
    const { page } = ux;
    await ux.load('#/notifications');
    const main = page.getByRole('main');
    const before = await rung();
    await main.getByRole('button', { name: /^Play/ }).first().click();
    await expect.poll(rung).toBeGreaterThan(before);
    expect(await main.getByText(/quiet/i).count()).toBeGreaterThan(0);
    const { bell } = await ux.call('alertRules.get', undefined);
    const ways = new Set(bell.rules.flatMap(({ ways: own }) => own));
    expect([...ways].toSorted()).toEqual(['email', 'messenger', 'telegram']);
    await page.getByRole('button', { name: 'Sound on' }).waitFor();
  });
});
