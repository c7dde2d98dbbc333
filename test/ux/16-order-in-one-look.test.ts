import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

describeInBrowser('an order at a glance', () => {
  const ux = openUx({ ledger: 'empty', services: 'down' });

  it('shows who, what, price, address, time and source', async () => {
    const { page } = ux;
    const number = await ux.orderComes({
      shipping_address: {
        name: 'Olena Koval',
        address1: 'вул. Хрещатик, 22',
        city: 'Київ',
        country: 'Ukraine',
      },
    });
    await ux.load('#/inbox/all');
    await page.getByRole('option', { name: new RegExp(number) }).click();
    const panel = page.locator('#order-panel');
    await panel.getByRole('heading', { name: number }).waitFor();
    await panel.getByText('Shopify', { exact: true }).first().waitFor();
    for (const what of ['Copy order number', 'Copy phone', 'Copy e-mail', 'Copy Address']) {
      await panel.getByRole('button', { name: what }).first().waitFor();
    }
    await panel.getByText('matches the items').waitFor();
    await panel.getByRole('link', { name: 'Map: show the address' }).waitFor();
    const trace = panel.getByRole('list', { name: 'Order journey' });
    await trace.getByText(/^received \d\d:\d\d:\d\d/).waitFor();
    await trace.getByText(/^queued for BigQuery/).waitFor();
    await trace.getByText(/^not taken yet/).waitFor();
  });

  it('keeps the focus in the note, first in the timeline', async () => {
    const { page } = ux;
    await page.locator('#order-panel').focus();
    await page.keyboard.press('n');
    await page.keyboard.type('call before six');
    await page.keyboard.press('Control+Enter');
    const timeline = page.getByRole('region', { name: 'Timeline' });
    await timeline.getByRole('listitem').first().getByText('call before six').waitFor();
    await page.getByRole('textbox', { name: 'Add a note' }).and(page.locator(':focus')).waitFor();
  });

  it('is never covered by a toast while somebody types', async () => {
    const { page } = ux;
    await page.locator('#order-panel').focus();
    await page.keyboard.press('t');
    const toast = page.getByRole('alert').filter({ has: page.getByRole('button', { name: 'Undo' }) });
    await toast.waitFor();
    await page.keyboard.press('n');
    const field = page.getByRole('textbox', { name: 'Add a note' });
    await field.and(page.locator(':focus')).waitFor();
    // at the bottom of the window, as in a long order
    const whole = page.locator('.mantine-InputWrapper-root').filter({ has: field });
    await whole.evaluate((element) => {
      element.setAttribute('style', 'position: fixed; right: 40px; bottom: 40px; width: 400px');
    });
    const isApart = async (): Promise<boolean> => {
      const [one, other] = await Promise.all([toast.boundingBox(), field.boundingBox()]);
      return one !== null && other !== null && one.y + one.height <= other.y;
    };
    await expect.poll(isApart).toBe(true);
    await page.keyboard.press('Escape');
    await expect.poll(isApart).toBe(false);
    await whole.evaluate((element) => element.removeAttribute('style'));
    await page.keyboard.press('Control+z');
  });

  it('shows the source’s original with D, and remembers that', async () => {
    const { page } = ux;
    await page.locator('#order-panel').focus();
    await page.keyboard.press('d');
    const original = page.getByRole('region', { name: 'Original' });
    await original.getByText('"id":').first().waitFor();
    await page.reload();
    await original.getByText('"id":').first().waitFor();
    const [order, beside] = await Promise.all([
      page.getByRole('list', { name: 'Order journey' }).boundingBox(),
      original.boundingBox(),
    ]);
    expect((order?.x ?? 0) + (order?.width ?? 0)).toBeLessThanOrEqual((beside?.x ?? 0) + 1);
    await page.locator('#order-panel').focus();
    await page.keyboard.press('d');
    await original.waitFor({ state: 'detached' });
  });
});
