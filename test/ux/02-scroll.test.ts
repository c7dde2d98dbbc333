import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';
import { fiveTimes, report } from './support/figures.ts';
import { jumpTo } from './support/in-page.ts';
import { ordersInLedger } from './support/prepare.ts';

describeInBrowser('a list of 100,000 orders', () => {
  const ux = openUx();

  it('is filled at every scroll position, with few rows in the page', async () => {
    const { page } = ux;
    await ux.load('#/inbox/all');
    await page.locator('[data-order]').first().waitFor();
    const places = [0.37, 0.81, 0.05, 0.99, 0.52];
    report(2, 'filled after a jump', await fiveTimes((run) => jumpTo(page, places[run] ?? 0)));
    report(2, 'rows in the page', await page.locator('#order-list [role=option]').count());
  });

  it('exposes the number of orders and the position of each row', async () => {
    const { page } = ux;
    const { total } = await ux.call('orders.list', { view: 'all', text: '', offset: 0, limit: 1 });
    expect(total).toBe(ordersInLedger);
    await jumpTo(page, 1);
    const last = page.locator('#order-list [role=option]').last();
    expect(await last.getAttribute('aria-setsize')).toBe(String(total));
    expect(await last.getAttribute('aria-posinset')).toBe(String(total));
  });
});
