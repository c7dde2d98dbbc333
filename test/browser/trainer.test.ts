import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Call } from '../support/caller.ts';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';
import { httpCaller } from './support/http-caller.ts';
import { hostileHtml, hostileMail, startHitCounter, strangeMail } from './support/mails.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const settled = { timeout: 30_000, interval: 250 };

describeInBrowser('correcting a mail by pointing', () => {
  let app: RunningApp;
  let open: OpenPage;
  let page: Page;
  let call: Call;

  beforeAll(async () => {
    app = await startApp({ args: ['--sample-shop'] });
    open = await openPage(app.ui);
    page = open.page;
    call = httpCaller(page.request, origin);
    await page.getByRole('region', { name: 'Inbox' }).waitFor();
  });
  afterAll(async () => {
    expect(open.faults).toEqual([]);
    await open.close();
    expect(await app.stop()).toBe(0);
  });

  const origin = (): string => new URL(page.url()).origin;
  const route = (hash: string) => page.goto(`${origin()}/${hash}`);
  async function inReview(): Promise<readonly string[]> {
    const { rows } = await call('orders.list', { view: 'review', text: '', offset: 0, limit: 50 });
    return rows.map(({ id }) => id);
  }
  /** The order that `bring` creates and that needs a review. */
  async function arrival(bring: () => Promise<unknown>): Promise<string> {
    const before = new Set(await inReview());
    await bring();
    return vi.waitFor(async () => {
      const found = (await inReview()).find((id) => !before.has(id));
      if (found === undefined) throw new Error('not arrived yet');
      return found;
    }, settled);
  }
  const unreadable = () => call('sample.order', { path: 'mail-unreadable' });
  const deliver = (message: string) =>
    fetch(`${app.sampleShop.gmail}/deliver`, {
      method: 'POST',
      headers: { 'content-type': 'message/rfc822' },
      body: message,
    });
  const openOrder = async (id: string): Promise<void> => {
    await route(`#/inbox/review?order=${encodeURIComponent(id)}`);
    await page.getByRole('link', { name: 'Teach this mail' }).waitFor();
  };
  /** A key like a keyboard with the Ukrainian layout sends it. */
  async function pressUkrainian(key: string, code: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code });
    await session.detach();
  }

  it('corrects one order by a click in its mail, and shows who', async () => {
    const id = await arrival(unreadable);
    await openOrder(id);
    await page.getByRole('link', { name: 'Teach this mail' }).click();
    await page.getByText('Click in the mail: Order number').waitFor();
    const number = page.frameLocator('iframe').getByText(/^BD-\d+$/);
    const printed = (await number.textContent()) ?? '';
    await number.click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Order number' }).inputValue()).toBe(printed);
    await page.getByText('Click in the mail: Order number').waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Fix only this order' }).click();
    await page.getByRole('heading', { name: printed }).waitFor();
    expect(new URL(page.url()).hash).toContain(encodeURIComponent(id));
    await page.getByRole('article').getByText('Anna corrected what was read from the mail').waitFor();
    expect(await inReview()).not.toContain(id);
  });

  it('takes exactly the selected text, and the whole row of an item', async () => {
    const id = await arrival(unreadable);
    await openOrder(id);
    await page.getByRole('link', { name: 'Teach this mail' }).click();
    const mail = page.frameLocator('iframe');
    await page.getByText('Click in the mail: Order number').waitFor();
    await page.getByRole('textbox', { name: 'Note' }).focus();
    await mail.getByText('fancies your flowers').dblclick({ position: { x: 5, y: 10 }, delay: 120 });
    await expect.poll(() => page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Somebody');

    await page
      .getByRole('button', { name: 'Remove all rows' })
      .or(page.getByRole('button', { name: /^Remove item/ }))
      .first()
      .click();
    await page.getByRole('button', { name: 'Select a row in the mail' }).click();
    const title = mail.getByText(/^\d × /).first();
    const shown = (await title.textContent()) ?? '';
    await title.click({ position: { x: 20, y: 12 } });
    const row = page.getByRole('textbox', { name: /^Item of item/ }).last();
    await expect.poll(async () => shown.includes(`× ${await row.inputValue()}`)).toBe(true);
    expect(
      await page
        .getByRole('textbox', { name: /^Line total of item/ })
        .last()
        .inputValue(),
    ).toMatch(/^\d+\.\d\d$/);
    await page.getByRole('button', { name: 'Start over' }).click();
  });

  it('teaches a mail template by keyboard on a Cyrillic layout', async () => {
    const other = await arrival(() => deliver(strangeMail('QX-1001', 640)));
    const id = await arrival(() => deliver(strangeMail('QX-1002', 1250)));
    await openOrder(id);
    await page.locator('#order-panel:has(> :not([inert]))').focus();
    await pressUkrainian('к', 'KeyR');
    await page.getByText('Click in the mail: Order number').waitFor();
    await pressUkrainian('.', 'Slash');
    await page.getByRole('combobox', { name: 'Find a text piece' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('qx-');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Click in the mail: Order number').waitFor({ state: 'detached' });
    await page.getByText(/[1-9] fixed, 0 broken/).waitFor();

    await page.keyboard.press('Control+Enter');
    await page.getByText(/Template saved, \d orders? fixed/).waitFor();
    const left = await inReview();
    expect(left).not.toContain(id);
    expect(left).not.toContain(other);
    await route('#/mail-templates');
    await page.getByRole('listitem', { name: 'Bloomdash, version 2' }).waitFor();
  });

  it('exports a mail template, and imports the file as a new version', async () => {
    await route('#/mail-templates');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export Bloomdash, version 2' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bloomdash-2.recipe.json');
    await page.locator('input[type="file"]').setInputFiles(await download.path());
    await page.getByRole('listitem', { name: 'Bloomdash, version 3' }).waitFor();
    await page.getByRole('button', { name: 'Remove Bloomdash, version 3' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove Bloomdash, version 3' }).click();
    await page.getByRole('listitem', { name: 'Bloomdash, version 3' }).waitFor({ state: 'detached' });
  });

  it.for([
    ['en', 'light'],
    ['uk', 'dark'],
  ] as const)('passes axe in %s and %s', async ([language, colorScheme]) => {
    const id = await arrival(() => deliver(hostileMail('http://127.0.0.1:9', `QX-${language}`)));
    await call('app.setLanguage', { language });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // the appearance of a mail is the sender's responsibility
    const barriers = async () =>
      (await new AxeBuilder({ page }).withTags(rules).exclude('iframe').analyze()).violations.flatMap(
        ({ id: rule, nodes }) => nodes.map(({ target }) => `${rule}: ${target.join(' ')}`),
      );
    await route(`#/inbox/review?order=${encodeURIComponent(id)}`);
    await page.locator('a[href*="mail-templates/teach"]').click();
    await page.locator('iframe').waitFor();
    await page.locator('table').first().or(page.locator('[data-tone="warn"]').first()).waitFor();
    expect(await barriers()).toEqual([]);
    await page.keyboard.press('/');
    await page.locator('#trainer-pieces').waitFor();
    expect(await barriers()).toEqual([]);
    await route('#/mail-templates');
    await page
      .getByRole('listitem', { name: /Bloomdash/ })
      .first()
      .waitFor();
    expect(await barriers()).toEqual([]);
    await call('app.setLanguage', { language: 'en' });
  });

  it('blocks scripts, requests and navigation of a mail, unlike a bare page', async () => {
    const counter = await startHitCounter();
    try {
      const id = await arrival(() => deliver(hostileMail(counter.url, 'QX-77001')));
      await openOrder(id);
      await page.getByRole('link', { name: 'Teach this mail' }).click();
      const mail = page.frameLocator('iframe');
      await mail.getByText('QX-77001').click();
      await expect
        .poll(() => page.getByRole('textbox', { name: 'Order number' }).inputValue())
        .toBe('QX-77001');
      const address = page.url();
      for (const trap of ['Open in the partner portal', 'See the map', 'Confirm order']) {
        await mail.getByText(trap).click();
      }
      expect(await page.locator('iframe').getAttribute('sandbox')).toBe('allow-same-origin');
      // longer than the mail's own refresh
      await page
        .getByText(/\d same, \d changed/)
        .or(page.getByText(/No template yet/))
        .waitFor();
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
      expect(counter.hits()).toEqual([]);
      expect(page.url()).toBe(address);
      expect(await page.title()).not.toBe('a mail ran');
      expect(page.context().pages()).toHaveLength(1);
      await mail.getByText('QX-77001').waitFor();

      counter.show(hostileHtml(counter.url, 'QX-77001'));
      const bare = await open.browser.newPage();
      await bare.goto(`${counter.url}/unprotected`);
      await vi.waitFor(() => expect(new Set(counter.hits()).size).toBeGreaterThanOrEqual(5), settled);
      await bare.close();
    } finally {
      await counter.stop();
    }
  });
});
