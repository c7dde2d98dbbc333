import type { Page } from 'playwright-core';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { RunningApp } from './support/app.ts';
import { describeInBrowser } from './support/browser.ts';
import { sampleApp, sendSample } from './support/sample-app.ts';

const sentSchema = z.array(
  z.object({ subscriberId: z.string(), texts: z.array(z.string()), links: z.array(z.string()) }),
);
const settled = { timeout: 20_000, interval: 50 };
const longestMs = 15_000;

/** Presses Tab until an element of this role and name has the focus. */
async function tabTo(page: Page, role: 'link' | 'button' | 'combobox', name: RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor();
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to the ${role} ${String(name)}`);
}

describeInBrowser('a sale from chat to paid order', () => {
  let app: RunningApp;
  let page: Page;
  sampleApp(
    (ready) => {
      app = ready;
      page = ready.page;
    },
    { calm: true },
  );

  const customerMessages = async () => {
    const answer = await fetch(`${app.sampleShop.manychat}/sent.json`);
    return sentSchema.parse(await answer.json()).filter(({ links }) => links.length > 0);
  };

  it('works by keyboard: chat, product, payment link, message, payment', async () => {
    await page.getByRole('region', { name: 'Inbox' }).waitFor();
    await sendSample(page, 'Chatbot'); // a contact writes to the chatbot
    await page.goto(`${new URL(page.url()).origin}/#/chats`);
    await page
      .getByRole('link', { name: /New payment link for/ })
      .first()
      .waitFor();

    const began = performance.now();
    await tabTo(page, 'link', /New payment link for/);
    const person = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const name = person.replace('New payment link for ', '');
    await page.keyboard.press('Enter');
    await tabTo(page, 'combobox', /Add a product/);
    await page.keyboard.type('roses');
    await page
      .getByRole('option', { name: /Red Roses/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');

    await page.getByRole('button', { name: 'Send by Messenger' }).waitFor();
    await tabTo(page, 'button', /Send by Messenger/); // it already has the focus, so no Tab is pressed
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const [message] = await vi.waitFor(async () => {
      const found = await customerMessages();
      expect(found).toHaveLength(1);
      return found;
    }, settled);

    const checkout = message?.links[0] ?? '';
    await fetch(checkout); // the customer opens the link
    await page.getByText('Opened by the customer').first().waitFor();
    const token = /checkouts\/[0-9a-f]{32}/.exec(await (await fetch(checkout)).text())?.[0];
    await fetch(`${new URL(checkout).origin}/81234567890/${token}`, { method: 'POST' }); // the customer pays

    await page.getByRole('link', { name: 'Open order' }).waitFor();
    await tabTo(page, 'link', /Open order/);
    await page.keyboard.press('Enter');
    const order = page.getByRole('article', { name: /^Order #/ });
    await order.getByText('Payment link', { exact: true }).waitFor();
    await order.getByText(/paid through the payment link by Anna/).waitFor();
    const took = performance.now() - began;
    process.stdout.write(`from the chat to the paid order in ${(took / 1000).toFixed(1)} s of driver time\n`);

    // linked to its draft, its contact and the manager
    await order.getByRole('link', { name: /^#D/ }).waitFor();
    await order.getByRole('link', { name: `Chat with ${name}` }).waitFor();
    await order.getByText('Sold by', { exact: true }).waitFor();
    expect(await customerMessages()).toHaveLength(1);
    expect(took).toBeLessThan(longestMs);
  });

  it('replaces a sent link, deletes the old one, and both say so', async () => {
    await page.goto(`${new URL(page.url()).origin}/#/custom-order`);
    await page.getByRole('combobox', { name: 'Add a product' }).fill('roses');
    await page
      .getByRole('option', { name: /Red Roses/ })
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    const link = page.getByRole('link', { name: /invoices/ });
    const old = await link.getAttribute('href');
    await page.getByRole('textbox', { name: 'To' }).fill('olena@example.com');
    await page.keyboard.press('Enter');
    await page.getByText(/sent the link by e-mail to olena@example.com/).waitFor();
    await page.getByRole('button', { name: /^More about #D/ }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: /quantity/i }).fill('2');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: /^replaces #D/ }).waitFor();
    await link.waitFor();
    expect(await link.getAttribute('href')).not.toBe(old);
    expect((await fetch(old ?? '')).status).toBe(404);
    await page.getByRole('link', { name: /^replaces #D/ }).click();
    await page.getByText(/replaced it with a newer one/).waitFor();
    await page.getByRole('link', { name: /^replaced by #D/ }).waitFor();
  });

  it('confirms a cancellation by name, and shows a scannable QR code', async () => {
    await page.getByRole('link', { name: /^replaced by #D/ }).click();
    await page.getByRole('button', { name: 'QR code' }).click();
    await page.getByRole('img', { name: 'QR code of the payment link' }).waitFor();
    await page.getByRole('button', { name: /^More about #D/ }).click();
    await page.getByRole('menuitem', { name: 'Cancel link' }).click();
    const dialog = page.getByRole('dialog', { name: /^Cancel #D\d+\?/ });
    await dialog.getByRole('button', { name: /^Cancel #D/ }).click();
    await page.getByText('Cancelled; its link no longer works.').waitFor();
    await page.goto(`${new URL(page.url()).origin}/#/payment-links`);
    await page.getByRole('region', { name: 'Closed' }).waitFor();
    await page.getByRole('region', { name: 'Paid' }).waitFor();
  });
});
