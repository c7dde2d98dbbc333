import { expect, it } from 'vitest';
import { describeInBrowser } from '../browser/support/browser.ts';
import { openUx } from './support/app.ts';

describeInBrowser('a customer', () => {
  const ux = openUx({ ledger: 'empty', services: 'none' });

  // excludes the simulated customers of the sample shop
  const here = '#/customers/all?q=380671239876';

  const orderOf = async (name: string, phone: string, email?: string): Promise<void> => {
    await ux.call('manual.create', {
      key: crypto.randomUUID(),
      currency: 'UAH',
      customer: { name, phone, ...(email !== undefined && { email }) },
      items: [{ title: 'Tulips', quantity: 1, unitPrice: '100' }],
      paymentStatus: 'paid',
    });
  };

  it('merges by phone, asks about conflicting names, and undoes a join', async () => {
    const { page } = ux;
    await orderOf('Olena Koval', '+380671239876');
    await orderOf('Koval Olena', '067 123 98 76', 'olena@example.com');
    await orderOf('Petro Bondar', '+380671239876');
    await ux.load(here);
    await expect.poll(() => page.locator('[data-customer]').count(), { timeout: 20_000 }).toBe(2);

    await page.locator('[data-customer]', { hasText: 'Koval' }).click();
    const panel = page.locator('#customer-panel');
    await panel.getByText('same phone 067 123 9876').waitFor();
    expect(await panel.getByRole('region', { name: 'Merged from' }).count()).toBe(1);
    await panel.getByRole('button', { name: 'Merge as Petro Bondar' }).click();
    await panel.getByRole('heading', { name: 'Petro Bondar', level: 2 }).waitFor();
    await expect.poll(() => page.locator('[data-customer]').count(), { timeout: 20_000 }).toBe(1);

    await page.keyboard.press('Control+z');
    await expect.poll(() => page.locator('[data-customer]').count(), { timeout: 20_000 }).toBe(2);
  });

  it('is marked as not to be served, and the order shows why', async () => {
    const { page } = ux;
    await ux.load(here);
    await page.locator('[data-customer]', { hasText: 'Petro' }).click();
    const panel = page.locator('#customer-panel');
    await panel.getByRole('button', { name: 'Mark as “do not serve”' }).click();
    await page.getByLabel('Reason').fill('never pays');
    await page.keyboard.press('Enter');
    await panel.getByText('Do not serve: never pays').waitFor();
    await panel.locator('a[href*="order="]').first().click();
    await page.locator('#order-panel').getByText('never pays').waitFor();
  });

  it('is erased only by a button with their name and a warning', async () => {
    const { page } = ux;
    const openDialog = async () => {
      await ux.load(here);
      await page.locator('[data-customer]', { hasText: 'Petro' }).click();
      await page.locator('#customer-panel').getByRole('button', { name: 'More' }).click();
      await page.getByRole('menuitem', { name: 'Erase customer data…' }).click();
      await page.getByRole('dialog').getByText('Kept', { exact: true }).waitFor();
    };
    const erase = page.getByRole('button', { name: 'Erase Petro Bondar permanently' });
    await openDialog();
    await page.getByRole('dialog').getByText('1 order is still open').waitFor();
    expect(await erase.isDisabled()).toBe(true);
    const { rows } = await ux.call('orders.list', { view: 'all', text: 'Petro Bondar', offset: 0, limit: 1 });
    for (const { id } of rows) await ux.call('orders.setStatus', { id, status: 'handed-over' });

    await openDialog();
    await erase.click();
    await page.getByText('Personal data removed from 1 order.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await expect.poll(() => page.locator('[data-customer]').count(), { timeout: 20_000 }).toBe(1);
  });
});
