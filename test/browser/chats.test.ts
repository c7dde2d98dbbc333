import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import { barriers } from './support/barriers.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';
import { httpCaller } from './support/http-caller.ts';
import type { SampleApp } from './support/sample-app.ts';
import { sampleApp } from './support/sample-app.ts';

const looks = [
  ['en', 'light'],
  ['uk', 'dark'],
] as const;

async function asLooks(page: Page, language: 'en' | 'uk', colorScheme: 'light' | 'dark'): Promise<string> {
  const { origin } = new URL(page.url());
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await httpCaller(page.request, () => origin)('app.setLanguage', { language });
  return origin;
}

describeInBrowser('the chats', () => {
  let shop: SampleApp;
  sampleApp((ready) => {
    shop = ready;
  });

  it('show a waiting customer until a manager marks them as answered', async () => {
    const { page, browser } = shop;
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/#/chats`);

    // the customer's side, in the fake Messenger
    const customer = await browser.newPage();
    await customer.goto(`${shop.sampleShop.manychat}/chat/4`);
    const person = (await customer.getByRole('heading', { level: 1 }).textContent()) ?? '';
    const ask = customer.getByRole('button', { name: /Order via a manager|Через менеджера/ }).first();
    // the catalogue is loaded in the first seconds
    await expect
      .poll(
        async () => {
          await customer.getByRole('button', { name: 'Coffee', exact: true }).click();
          return ask.count();
        },
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    await ask.click();
    await customer
      .getByText(/Brazil Cerrado/)
      .last()
      .waitFor();

    const lane = page.getByRole('region', { name: 'Waiting for a manager' });
    const row = lane.getByRole('listitem').filter({ hasText: person });
    await row.getByText('asks about Brazil Cerrado').waitFor();
    await row.getByText(/you can reply for another 23 h/).waitFor();
    expect(await row.getByRole('link', { name: `Open chat with ${person}` }).getAttribute('href')).toBe(
      `${shop.sampleShop.manychat}/chat/4`,
    );

    await row.getByRole('button', { name: `Mark as answered: ${person}` }).press('Enter');
    await row.waitFor({ state: 'detached' });
    await page.getByText('answered by').first().waitFor();
    await page.keyboard.press('Control+z');
    await row.waitFor();

    // the form offers the product of the question
    await row.getByRole('link', { name: `New payment link for ${person}` }).press('Enter');
    const asked = page.getByRole('region', { name: 'Asked about in the chat' });
    await asked.getByRole('button', { name: /250 g/ }).press('Enter');
    await page.getByText('asked about in the chat', { exact: true }).waitFor();
    await asked.getByText('From the chat: Brazil Cerrado').waitFor();
    expect(await asked.getByRole('button').count()).toBe(0);
    await page.goto(`${origin}/#/chats`);
    await row.getByRole('button', { name: `Mark as answered: ${person}` }).press('Enter');
    await row.waitFor({ state: 'detached' });

    // a new question shows the customer again
    await customer.getByRole('button', { name: 'A manager, please' }).click();
    await row.waitFor();
    await row.getByRole('link', { name: `New payment link for ${person}` }).press('Enter');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(page.url()).toMatch(/#\/custom-order.*person=\d+/);
    await customer.close();
  });

  it.for(looks)('pass axe in %s and %s', async ([language, colorScheme]) => {
    const { page, faults } = shop;
    const origin = await asLooks(page, language, colorScheme);
    await page.goto(`${origin}/#/chats`);
    await page
      .getByRole('listitem')
      .filter({ hasText: /•|manager|менеджера/ })
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${origin}/#/setup/manychat`);
    await page.getByText('X-Orderbell-Key').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});

describeInBrowser('the setup of the chatbot', () => {
  let app: RunningApp;
  let open: OpenPage;
  const key = 'the-key-of-the-bot';

  beforeAll(async () => {
    app = await startApp({
      env: {
        ORDERBELL_MANYCHAT_CALLBACK_KEY: key,
        ORDERBELL_TUNNEL: 'url',
        ORDERBELL_PUBLIC_URL: 'https://bot.example',
      },
    });
    open = await openPage(app.ui, { permissions: ['clipboard-read', 'clipboard-write'] });
  });
  afterAll(async () => {
    await open.close();
    expect(await app.stop()).toBe(0);
  });

  const send = (path: string, given: string) =>
    fetch(`${app.receiver}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-orderbell-key': given },
      body: '{"id":9007199254740993,"name":"Olena"}',
    });

  it('shows each step’s address, and whether an authorized request arrived', async () => {
    const { page } = open;
    const { origin } = new URL(page.url());
    await page.goto(`${origin}/#/setup/manychat`);
    const step = (name: string) => page.getByRole('region', { name });
    const manager = step('Step: ask for a manager');
    await manager.getByText('https://bot.example/manychat/touch?intent=manager').waitFor();
    await step('Step: show the catalogue').getByText('https://bot.example/manychat/catalogue').waitFor();
    await manager.getByText('nothing received yet').waitFor();
    await manager.getByRole('button', { name: 'Copy Request URL' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'https://bot.example/manychat/touch?intent=manager',
    );
    // the key never appears on the page
    expect(await page.content()).not.toContain(key);

    expect((await send('/manychat/touch?intent=manager', 'wrong')).status).toBe(401);
    await page.getByText(/A request was rejected \(.*\): .*X-Orderbell-Key is missing or wrong/).waitFor();
    await manager.getByText('nothing received yet').waitFor();

    expect((await send('/manychat/touch?intent=manager', key)).status).toBe(200);
    await manager.getByText(/last received \d\d:\d\d/).waitFor();
    await step('Step: someone wrote')
      .getByText(/last received/)
      .waitFor();
    await step('Step: show the catalogue').getByText('nothing received yet').waitFor();
    await page.getByText(/A request was rejected/).waitFor({ state: 'detached' });
  });

  it('shows a new key once, for copying', async () => {
    const { page } = open;
    const manager = page.getByRole('region', { name: 'Step: ask for a manager' });
    await page.getByRole('button', { name: 'Create and copy a key' }).click();
    const made = await page.evaluate(() => navigator.clipboard.readText());
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    await manager.getByText(made).waitFor();
    await page.reload();
    await manager.getByText('••••••••').waitFor();
    expect(await page.content()).not.toContain(made);
  });
});
