import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';

const card = (page: Page) => page.getByRole('region', { name: 'Computers', exact: true });
const link = (page: Page) => page.getByRole('region', { name: 'Live link' });

describeInBrowser('two computers of a shop', () => {
  const apps: RunningApp[] = [];
  const opened: OpenPage[] = [];
  let listens: Page;
  let other: Page;

  beforeAll(async () => {
    const first = await startApp({ args: ['--sample-shop'] });
    apps.push(first);
    const second = await startApp({
      env: {
        ORDERBELL_BIGQUERY_PROJECT: 'petal-and-bean',
        ORDERBELL_BIGQUERY_API_BASE: first.sampleShop.bigquery ?? '',
      },
    });
    apps.push(second);
    for (const { ui } of apps) opened.push(await openPage(ui));
    const [one, two] = opened;
    if (!one || !two) throw new Error('two pages');
    [listens, other] = [one.page, two.page];
  }, 120_000);
  afterAll(async () => {
    for (const { faults, close } of opened) {
      expect(faults).toEqual([]);
      await close();
    }
    for (const app of apps.reverse()) expect(await app.stop()).toBe(0);
  }, 30_000);

  it('are linked by a code that is made at the one that listens and typed at the other', async () => {
    await listens.goto(`${new URL(listens.url()).origin}/#/setup/computers`);
    await other.goto(`${new URL(other.url()).origin}/#/setup/computers`);
    await link(listens).getByRole('button', { name: 'Link another computer' }).click();
    const code = (await link(listens).locator('code').textContent()) ?? '';
    await link(other).getByLabel('Invite code').fill(code);
    await link(other).getByRole('button', { name: 'Link', exact: true }).click();
    await link(other)
      .getByText(/The line to .* stands/)
      .waitFor({ timeout: 30_000 });
    await link(listens).getByText('on the line').waitFor();
  }, 120_000);

  it('show at once on one who has taken an order at the other', async () => {
    for (const page of [listens, other]) await page.goto(`${new URL(page.url()).origin}/#/inbox/all`);
    await other.getByRole('option').first().click({ timeout: 60_000 });
    await other.getByRole('button', { name: /Take it/ }).waitFor();
    await listens.goto(`${new URL(listens.url()).origin}/${new URL(other.url()).hash}`);
    await listens.getByRole('button', { name: /Take it/ }).waitFor();
    await other.getByRole('button', { name: /Take it/ }).click();
    // BigQuery asks for what others wrote a quarter of a minute after it was loaded, and loads a minute after it was written
    await listens
      .getByText(/^taken by/i)
      .first()
      .waitFor({ timeout: 10_000 });
  }, 120_000);

  it('say who edits an order, lock it for the other, and let that one take it over with nothing lost', async () => {
    for (const [page, name] of [
      [listens, 'Anna'],
      [other, 'Ivan'],
    ] as const) {
      await page.evaluate(async (manager) => {
        const key = localStorage.getItem('orderbell.page-key') ?? '';
        const headers = { 'content-type': 'application/json', 'x-orderbell-page-key': key };
        const body = JSON.stringify({ name: 'app.setManager', input: { name: manager } });
        await fetch('/api/call', { method: 'POST', headers, body });
      }, name);
    }
    const [mine, theirs] = [listens, other].map((page) => page.getByRole('textbox', { name: 'Add a note' }));
    if (!mine || !theirs) throw new Error('two notes');
    await other.getByText(/Anna is looking at this order/).waitFor();
    await theirs.fill('Ring twice');
    await listens.getByText(/Ivan is editing this order since/).waitFor();
    expect(await mine.getAttribute('readonly')).not.toBeNull();
    await listens.getByRole('option', { name: /Ivan is editing it/ }).waitFor();

    await listens.getByRole('button', { name: 'Take over' }).click();
    await other.getByText(/Anna took over editing/).waitFor();
    await other.getByText('What you typed stays here; it is not saved.').waitFor();
    expect(await theirs.inputValue()).toBe('Ring twice');
    expect(await theirs.getAttribute('readonly')).not.toBeNull();
    expect(await mine.getAttribute('readonly')).toBeNull();

    await other.getByRole('button', { name: 'Take over' }).click();
    await listens.getByText(/Ivan took over editing/).waitFor();
    await other.getByRole('button', { name: 'Save note' }).click();
    await listens.getByText('wrote: Ring twice').waitFor();
    // saved and left, nobody edits any more
    await other.goto(`${new URL(other.url()).origin}/#/setup/computers`);
    await expect.poll(() => mine.getAttribute('readonly'), { timeout: 20_000 }).toBeNull();
  }, 120_000);

  it('are apart again when one is cut off, and say so', async () => {
    for (const page of [listens, other]) await page.goto(`${new URL(page.url()).origin}/#/setup/computers`);
    await link(listens)
      .getByRole('button', { name: /^Cut off/ })
      .click();
    await listens.getByRole('dialog').getByRole('button', { name: 'Cut off' }).click();
    await link(other)
      .getByText(/was cut off|does not know this one/)
      .waitFor({ timeout: 60_000 });
    await expect.poll(() => card(listens).getByText('on the line').count()).toBe(0);
  }, 120_000);
});
