import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { RunningApp } from './support/app.ts';
import { describeInBrowser } from './support/browser.ts';
import { cliOrders } from './support/cli-orders.ts';
import { sampleApp, sendSample } from './support/sample-app.ts';

const lineSchema = z.looseObject({
  id: z.string(),
  source: z.string(),
  number: z.string().optional(),
  status: z.string(),
  paymentStatus: z.string(),
  total: z.string().optional(),
  refunded: z.string().optional(),
  cancelReason: z.string().optional(),
  partOf: z.string().optional(),
  parts: z.array(z.object({ id: z.string(), why: z.string() })).optional(),
  customer: z.looseObject({ name: z.string().optional(), phone: z.string().optional() }),
});
type Line = z.infer<typeof lineSchema>;

const orders = (dataDir: string, ...flags: readonly string[]) => cliOrders(dataDir, lineSchema, ...flags);
const route = (page: Page, hash: string) => page.goto(`${new URL(page.url()).origin}/${hash}`);
const settled = { timeout: 30_000, interval: 250 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const barriers = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

describeInBrowser('manual and duplicate orders', () => {
  let app: RunningApp;
  let page: Page;
  sampleApp((ready) => {
    app = ready;
    page = ready.page;
  });

  const manual = (): Line | undefined => orders(app.dataDir, '--source', 'manual')[0];

  it('creates one Shopify order although the form is submitted twice', async () => {
    await route(page, '#/manual-order');
    const picker = page.getByRole('combobox', { name: 'Add a product' });
    await picker.fill('Ribbon');
    await page.getByRole('option', { name: /as a custom item/ }).waitFor();
    await picker.press('ArrowUp');
    await picker.press('Enter');
    await page.getByRole('textbox', { name: /^Unit price of/ }).fill('333,33');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Levko Andrukh');
    await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('067 765 43 21');
    await page.getByRole('radio', { name: 'Already paid' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: 'Also create it in Shopify' }).focus();
    await page.keyboard.press('Space');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');

    await page.getByText(/In Shopify: #\d+/).waitFor();
    await vi.waitFor(() => expect(manual()?.parts).toHaveLength(1), settled);
    // its copy arrives by webhook or polling, and neither makes a second order
    await vi.waitFor(() => {
      const copies = orders(app.dataDir, '--parts').filter(({ partOf }) => partOf === manual()?.id);
      expect(copies).toMatchObject([{ source: 'shopify', paymentStatus: 'paid', total: '333.33' }]);
    }, settled);
    const named = orders(app.dataDir).filter(({ customer }) => customer.name === 'Levko Andrukh');
    expect(named).toMatchObject([{ source: 'manual', paymentStatus: 'paid' }]);
    await page.getByRole('link', { name: /Open #\d+/ }).waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  it('edits the order by its form, and the timeline shows who', async () => {
    await page.locator('#order-panel:has(> :not([inert]))').focus();
    await page.keyboard.press('Shift+E');
    await page.getByRole('textbox', { name: /quantity/i }).fill('2');
    await page.keyboard.press('Control+Enter');
    const changed = page
      .getByRole('listitem')
      .filter({ hasText: / edited it/ })
      .first();
    await changed.getByText(/^item1 × Ribbon .* → 2 × Ribbon .*/).waitFor();
    await changed.getByText(/^total.* → .*/).waitFor();
    expect(manual()?.total).toBe('666.66');
    await page.getByText('Changes made here are not sent to Shopify').waitFor();
  });

  it('records a refund by keyboard, and undoes it', async () => {
    await page.getByRole('button', { name: 'More actions' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Record a refund' }).press('Enter');
    const amount = page.getByRole('textbox', { name: 'Amount' });
    await amount.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('700');
    await page.keyboard.press('Tab');
    await page.keyboard.type('one was withered');
    await page.keyboard.press('Enter');
    await page.getByText(/More than the refundable amount/).waitFor();
    await amount.fill('66,66');
    await page.keyboard.press('Enter');
    await page.getByText('Refunded by Anna: one was withered').waitFor();
    expect(manual()).toMatchObject({ refunded: '66.66', paymentStatus: 'partially-refunded' });
    await page.keyboard.press('Control+z');
    await vi.waitFor(() => expect(manual()).toMatchObject({ paymentStatus: 'paid' }), settled);
    expect(manual()?.refunded).toBeUndefined();
  });

  it('cancels it with a reason, and undoes that', async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: /Cancel order/ }).click();
    await page.getByRole('textbox', { name: 'Reason' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('changed her mind');
    await page.keyboard.press('Enter');
    await vi.waitFor(
      () => expect(manual()).toMatchObject({ status: 'cancelled', cancelReason: 'changed her mind' }),
      settled,
    );
    await page.keyboard.press('Control+z');
    await vi.waitFor(() => expect(manual()?.status).toBe('taken'), settled);
  });

  it('asks whether two orders are duplicates, and merges and separates them', async () => {
    await sendSample(page, 'Duplicate order');
    await route(page, '#/inbox/all');
    const row = page.getByRole('option', { name: /DS-.*possible duplicate/ }).first();
    await row.waitFor({ timeout: 30_000 });
    await row.click();
    const band = page.getByRole('region', { name: 'Possible duplicate' });
    await band.waitFor();
    expect(await barriers(page)).toEqual([]);
    const number = (await page.locator('#order-panel h2').textContent()) ?? '';
    const kept = () => orders(app.dataDir).find((line) => line.number === number);
    const asked = orders(app.dataDir);

    await page.locator('#order-panel:has(> :not([inert]))').focus();
    await page.keyboard.press('m');
    await vi.waitFor(() => expect(kept()?.parts).toMatchObject([{ why: 'merged' }]), settled);
    const [part] = kept()?.parts ?? [];
    expect(orders(app.dataDir).some(({ id }) => id === part?.id)).toBe(false);
    // the duplicate can come from any source, because sample customers repeat themselves
    const duplicate = asked.find(({ id }) => id === part?.id)?.number ?? 'no number';
    await page
      .getByRole('link', { name: `Open ${duplicate}`, exact: true })
      .first()
      .waitFor();

    await page.keyboard.press('Control+z');
    await band.waitFor();
    await vi.waitFor(() => expect(orders(app.dataDir).some(({ id }) => id === part?.id)).toBe(true), settled);
    await page.keyboard.press('b');
    await page
      .getByText(/Marked as different from/)
      .first()
      .waitFor();
    await vi.waitFor(() => expect(kept()?.parts).toBeUndefined(), settled);
  });
});
