import type { Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { senderSchema } from '../../src/shared/sender.ts';
import { describeInBrowser } from '../browser/support/browser.ts';
import { hostileMail, startHitCounter, strangeMail } from '../browser/support/mails.ts';
import type { UxApp } from './support/app.ts';
import { openUx } from './support/app.ts';
import { report } from './support/figures.ts';

async function deliver(ux: UxApp, message: string): Promise<void> {
  const { shop } = ux.services;
  if (shop === null) throw new Error('there is no mailbox');
  await fetch(`${shop.addresses.gmail}/deliver`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822' },
    body: message,
  });
}

/** Opens the mail of the newest order in review, created by `bring`. */
async function openMailOf(ux: UxApp, bring: () => Promise<void>): Promise<void> {
  const inReview = () => ux.call('orders.list', { view: 'review', text: '', offset: 0, limit: 50 });
  const before = new Set((await inReview()).rows.map(({ id }) => id));
  await bring();
  let document = '';
  await expect
    .poll(
      async () => {
        const row = (await inReview()).rows.find(
          ({ id, source }) => !before.has(id) && source.startsWith('mail:'),
        );
        if (!row) return '';
        document = (await ux.call('orders.get', { id: row.id })).documents[0]?.id ?? '';
        return document;
      },
      { timeout: 30_000 },
    )
    .not.toBe('');
  await ux.load(`#/mail-templates/teach/${encodeURIComponent(document)}`);
  await ux.page.locator('iframe').waitFor();
}

/** The style of a part of the mail under the pointer. */
const lookOf = (page: Page, text: string) =>
  page
    .frameLocator('iframe')
    .getByText(text, { exact: true })
    .evaluate((element) => {
      const marked = element.closest('[style*=outline], [class], [data-hover]') ?? element;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(marked);
      return `${outlineStyle} ${outlineWidth} ${boxShadow}`;
    });

describeInBrowser('teaching a mail template', () => {
  const ux = openUx({ services: 'up', expectedFaults: /Blocked|Refused|sandbox|Content Security/i });
  // A mail of an unknown sender is no order until a decision.
  beforeAll(async () => {
    await ux.call('senders.approve', { sender: senderSchema.parse('orders@bloomdash.example') });
  });

  it('outlines the hovered part, and puts a click into the requested field', async () => {
    const { page } = ux;
    await openMailOf(ux, () => deliver(ux, strangeMail('QX-1001', 640)));
    await page.getByText('Click in the mail: Order number').waitFor();
    const piece = page.frameLocator('iframe').getByText('QX-1001', { exact: true });
    const before = await lookOf(page, 'QX-1001');
    const shot = await piece.screenshot();
    await piece.hover();
    await expect
      .poll(
        async () => (await lookOf(page, 'QX-1001')) !== before || !(await piece.screenshot()).equals(shot),
      )
      .toBe(true);
    await piece.click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Order number' }).inputValue()).toBe('QX-1001');
  });

  it('works by keyboard, and previews other mails before a save', async () => {
    const { page } = ux;
    await deliver(ux, strangeMail('QX-1002', 1250));
    await deliver(ux, strangeMail('QX-1003', 880));
    await openMailOf(ux, () => deliver(ux, strangeMail('QX-1004', 990)));
    await page.getByText('Click in the mail: Order number').waitFor();
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: 'Find a text piece' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('qx-');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    // in any order
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Order number' }).inputValue())
      .toMatch(/^QX-100\d$/);
    await page.getByText(/[1-9] fixed, 0 broken/).waitFor({ timeout: 20_000 });
    const rows = page.getByRole('main').locator('table tbody tr');
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3);
    expect(await ux.call('mailTemplates.list', undefined)).toEqual([]);
  });

  it('stores no personal data in a mail template', async () => {
    const { page } = ux;
    await page.keyboard.press('Control+Enter');
    await page.getByText(/Template saved/).waitFor({ timeout: 20_000 });
    const [saved] = await ux.call('mailTemplates.list', undefined);
    if (!saved) throw new Error('no mail template was saved');
    const { text } = await ux.call('mailTemplates.export', { family: saved.family, version: saved.version });
    for (const personal of ['Ann Lee', 'QX-100', '640', '1250', '880', '990'])
      expect(text).not.toContain(personal);
  });

  it('blocks scripts and requests of a mail', async () => {
    const { page } = ux;
    const counter = await startHitCounter();
    try {
      await openMailOf(ux, () => deliver(ux, hostileMail(counter.url, 'QX-77001')));
      const mail = page.frameLocator('iframe');
      await mail.getByText('QX-77001').click();
      await page.waitForTimeout(2_500); // longer than its refresh
      report(20, 'hits by a mail', counter.hits().length);
      expect(await page.title()).not.toContain('a mail ran');
    } finally {
      await counter.stop();
    }
  });
});
