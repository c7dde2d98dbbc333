import type { Browser, Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { RunningApp } from './support/app.ts';
import { describeInBrowser } from './support/browser.ts';
import { cliOrders } from './support/cli-orders.ts';
import { sampleApp, sendSample } from './support/sample-app.ts';

const lineSchema = z.looseObject({
  id: z.string(),
  source: z.string(),
  number: z.string(),
  total: z.string(),
  status: z.string(),
  warehouse: z.string(),
  customer: z.looseObject({ name: z.string().optional(), phone: z.string().optional() }),
  notifications: z.array(z.object({ manager: z.string(), channel: z.string(), state: z.string() })),
});

const ordersBySource = (dataDir: string, source: string) =>
  cliOrders(dataDir, lineSchema, '--source', source);
const route = (page: Page, hash: string) => page.goto(`${new URL(page.url()).origin}/${hash}`);
const settled = { timeout: 30_000, interval: 250 };

describeInBrowser('a manager at work', () => {
  let app: RunningApp;
  let page: Page;
  let browser: Browser;
  sampleApp(
    (ready) => {
      app = ready;
      page = ready.page;
      browser = ready.browser;
    },
    { calm: true },
  );

  it('sees an order arrive on the open page without a reload', async () => {
    await page.getByRole('region', { name: 'Inbox' }).waitFor();
    await page.evaluate(() => document.body.setAttribute('data-same-page', 'yes'));
    const before = new Set(ordersBySource(app.dataDir, 'mail:dostavo').map(({ number }) => number));

    await sendSample(page, 'Dostavo');

    const arrived = await vi.waitFor(() => {
      const found = ordersBySource(app.dataDir, 'mail:dostavo').find(({ number }) => !before.has(number));
      if (!found) throw new Error('not arrived yet');
      return found;
    }, settled);
    await page.getByRole('option', { name: new RegExp(arrived.number) }).waitFor();
    expect(await page.getAttribute('body', 'data-same-page')).toBe('yes');
  });

  it('writes a manual order by keyboard, exact to the kopiyka', async () => {
    await route(page, '#/manual-order');
    const picker = page.getByRole('combobox', { name: 'Add a product' });
    await picker.fill('Ribbon and wrapping');
    // the option for a custom line is shown before the catalogue answers
    await page
      .getByRole('status')
      .filter({ hasText: /\d+ products?/ })
      .waitFor({ state: 'attached' });
    await page.getByRole('option', { name: /as a custom item/ }).waitFor();
    await picker.press('ArrowUp');
    await picker.press('Enter');
    await page.getByRole('textbox', { name: /^Unit price of/ }).fill('333,33');
    await page.getByRole('textbox', { name: /quantity/i }).fill('3');
    await page.getByRole('textbox', { name: 'Discount' }).fill('0,99');
    await page.getByRole('textbox', { name: 'Delivery price' }).fill('50');
    await page.getByRole('textbox', { name: 'Name' }).fill('Levko Andrukh');
    await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('067 765 43 21');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');

    const order = await vi.waitFor(() => {
      const [only, ...others] = ordersBySource(app.dataDir, 'manual');
      expect(others).toEqual([]);
      expect(only?.warehouse).toBe('committed');
      expect(only?.status).toBe('taken');
      return only;
    }, settled);
    expect(order).toMatchObject({
      total: '1049.00',
      customer: { name: 'Levko Andrukh', phone: '+380677654321' },
    });
    await page.getByRole('heading', { name: order?.number ?? '' }).waitFor();
  });

  it('finds an order by a phone in any format', async () => {
    for (const writing of ['0677654321', '+38 (067) 765-43-21', '765 43 21']) {
      await route(page, '#/inbox/all');
      await page.getByRole('searchbox').fill(writing);
      await page.getByRole('status').filter({ hasText: '1 order' }).waitFor();
      await page.getByRole('option', { name: /Levko Andrukh/ }).waitFor();
      await page.getByRole('searchbox').fill('');
    }
  });

  it('selects every order between two checkboxes with Shift', async () => {
    await route(page, '#/inbox/all');
    const box = (at: number) => page.locator(`#order-row-${at} [class*=pick]`);
    while ((await box(3).count()) === 0) {
      const shown = await page.getByRole('option').count();
      await sendSample(page, 'Dostavo');
      await page.locator(`#order-row-${shown}`).waitFor();
    }
    await box(0).click();
    await box(3).click({ modifiers: ['Shift'] });
    await page.getByText('4 selected').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('4 selected').waitFor({ state: 'detached' });
  });

  it('continues with Tab inside the page that the palette opened', async () => {
    await route(page, '#/inbox/all');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('chats');
    await page.getByRole('option', { name: /Chats/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Chats' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  });

  it('takes an order, and undoes that', async () => {
    const taken = () =>
      ordersBySource(app.dataDir, 'mail:dostavo').filter(({ status }) => status === 'taken').length;
    const before = taken();
    await route(page, '#/inbox/new');
    await page.getByRole('option', { name: /DS-/ }).first().click();
    await page.getByRole('button', { name: /Take/ }).click();
    await vi.waitFor(() => expect(taken()).toBe(before + 1), settled);
    await page.getByRole('button', { name: 'Undo' }).click();
    await vi.waitFor(() => expect(taken()).toBe(before), settled);
  });

  it('sells by payment link, and the paid order links to its draft', async () => {
    await route(page, '#/custom-order');
    const picker = page.getByRole('combobox', { name: 'Add a product' });
    await picker.fill('roses');
    await page
      .getByRole('option', { name: /Red Roses/ })
      .first()
      .waitFor();
    await picker.press('Enter');
    await page.keyboard.press('Control+Enter');
    const link = page.getByRole('link', { name: /invoices/ });
    await link.waitFor();

    const address = await link.getAttribute('href');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    const checkout = await browser.newPage();
    await checkout.goto(address ?? '');
    await checkout.getByRole('button').first().click();
    await checkout.close();

    await route(page, '#/payment-links');
    await page.getByRole('main').getByText(/paid/i).first().waitFor();
  });

  it('reads the original mail in a frame without scripts and requests', async () => {
    await route(page, '#/inbox/all');
    await page.getByRole('option', { name: /DS-/ }).first().click();
    await page.getByRole('button', { name: /Original mail/i }).click();
    const frame = page.locator('iframe');
    await frame.waitFor();
    expect(await frame.getAttribute('sandbox')).toBe('allow-same-origin');
    const answer = await page.request.get(new URL((await frame.getAttribute('src')) ?? '', page.url()).href);
    expect(answer.headers()['content-security-policy']).toContain("default-src 'none'");
    await page
      .frameLocator('iframe')
      .getByText(/DS-\d+/)
      .first()
      .waitFor();
  });
});
