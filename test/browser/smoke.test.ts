import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { RunningApp } from './support/app.ts';
import { describeInBrowser } from './support/browser.ts';
import { cliOrders } from './support/cli-orders.ts';
import { sampleApp, sendSample } from './support/sample-app.ts';

const lineSchema = z.looseObject({
  source: z.string(),
  status: z.string(),
  total: z.string().optional(),
  customer: z.looseObject({ name: z.string().optional() }),
});
const sentSchema = z.array(z.object({ links: z.array(z.string()) }));
const settled = { timeout: 20_000, interval: 100 };

const open = (page: Page, hash: string) => page.goto(`${new URL(page.url()).origin}/#/${hash}`);

/** The three most frequent tasks of a manager in the whole built app. */
describeInBrowser('a manager', () => {
  let app: RunningApp;
  let page: Page;
  sampleApp(
    (ready) => {
      app = ready;
      page = ready.page;
    },
    { calm: true },
  );
  const orders = () => cliOrders(app.dataDir, lineSchema);

  async function pickRoses(): Promise<void> {
    await page.getByRole('combobox', { name: 'Add a product' }).fill('roses');
    await page
      .getByRole('option', { name: /Red Roses/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
  }

  it('takes an order from the inbox, and undoes that', async () => {
    await sendSample(page, 'Shopify');
    await page.getByRole('option').first().click();
    await page.getByRole('article', { name: /^Order #/ }).waitFor();
    await page.keyboard.press('t');
    await vi.waitFor(() => expect(orders()).toMatchObject([{ status: 'taken' }]), settled);
    await page.keyboard.press('Control+z');
    await vi.waitFor(() => expect(orders()).toMatchObject([{ status: 'new' }]), settled);
  });

  it('writes a manual order', async () => {
    await open(page, 'manual-order');
    await pickRoses();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Levko Andrukh');
    await page.getByRole('textbox', { name: 'Phone', exact: true }).fill('067 765 43 21');
    await page.keyboard.press('Control+Enter');
    const isWritten = expect.objectContaining({
      source: 'manual',
      customer: expect.objectContaining({ name: 'Levko Andrukh' }),
    });
    await vi.waitFor(() => expect(orders()).toContainEqual(isWritten), settled);
  });

  it('sends a payment link in the chat, and receives the paid order', async () => {
    await sendSample(page, 'Chatbot');
    await open(page, 'chats');
    await page
      .getByRole('link', { name: /New payment link for/ })
      .first()
      .click();
    await pickRoses();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Send by Messenger' }).click();
    const checkout = await vi.waitFor(async () => {
      const sent = sentSchema.parse(await (await fetch(`${app.sampleShop.manychat}/sent.json`)).json());
      const [link] = sent.flatMap(({ links }) => links);
      if (link === undefined) throw new Error('no link was sent');
      return link;
    }, settled);
    const token = /checkouts\/[0-9a-f]{32}/.exec(await (await fetch(checkout)).text())?.[0];
    await fetch(`${new URL(checkout).origin}/81234567890/${token}`, { method: 'POST' });
    await page.getByRole('link', { name: 'Open order' }).click();
    await page
      .getByRole('article', { name: /^Order #/ })
      .getByText(/paid through the payment link by Anna/)
      .waitFor();
  });
});
