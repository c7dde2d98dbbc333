import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FakeBigQuery } from '../support/fake-bigquery.ts';
import { startFakeBigQuery, wallClock } from '../support/fake-bigquery.ts';
import { memoryLedger } from '../support/ledger.ts';
import { incomingOrder, received } from '../support/orders.ts';
import { loadInto } from '../unit/cluster/dataset-desk.ts';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';
import { goTo as goInPage } from './support/in-page.ts';

/** An app on the fake BigQuery whose Shopify is unreachable, so that no orders arrive. */
const envOf = ({ config }: FakeBigQuery, manager: string) => ({
  ORDERBELL_BIGQUERY_PROJECT: config.projectId,
  ORDERBELL_BIGQUERY_DATASET: config.dataset,
  ORDERBELL_BIGQUERY_API_BASE: config.apiBase ?? '',
  ORDERBELL_SHOPIFY_SHOP: 'kvitka.myshopify.com',
  ORDERBELL_SHOPIFY_ACCESS_TOKEN: 'token',
  ORDERBELL_SHOPIFY_API_BASE: 'http://127.0.0.1:9',
  ORDERBELL_MANAGERS: `${manager}:41`,
});

type Computer = { readonly app: RunningApp; readonly open: OpenPage };
async function computer(fake: FakeBigQuery, manager: string): Promise<Computer> {
  const app = await startApp({ env: envOf(fake, manager) });
  return { app, open: await openPage(app.ui) };
}
const off = async ({ app, open }: Computer): Promise<void> => {
  await open.close();
  await app.stop();
};
const card = ({ open: { page } }: Computer) => page.getByRole('region', { name: 'Computers' });
const ownLine = (of: Computer) => card(of).getByRole('listitem').filter({ hasText: 'this computer' });
/** Found by its position, because its name arrives with a BigQuery load after minutes. */
const otherLine = (of: Computer) => card(of).getByRole('listitem').filter({ hasNotText: 'this computer' });
/** Opens the status, waits for a line with a link, and closes it. */
async function statusShows({ open: { page } }: Computer, line: RegExp): Promise<void> {
  await page.getByRole('region', { name: 'Sync status' }).getByRole('button').click();
  await page.getByRole('link', { name: line }).waitFor();
  await page.keyboard.press('Escape');
}
const goTo = ({ open: { page } }: Computer, where: string): Promise<void> => goInPage(page, where);

describeInBrowser('two computers of one shop without Pub/Sub', () => {
  let fake: FakeBigQuery;
  let iryna: Computer;
  let taras: Computer;

  beforeAll(async () => {
    fake = await startFakeBigQuery();
    iryna = await computer(fake, 'Iryna');
    // the oldest computer leads until a manager chooses another
    await goTo(iryna, '#/setup/computers');
    await ownLine(iryna).getByText('leader', { exact: true }).waitFor({ timeout: 60_000 });
    taras = await computer(fake, 'Taras');
  }, 240_000);
  afterAll(async () => {
    await Promise.all([off(iryna), off(taras)]);
    await fake.close();
  });

  it('show which one is the leader', async () => {
    await goTo(taras, '#/setup/computers');
    await otherLine(taras).getByText('leader', { exact: true }).waitFor({ timeout: 120_000 });
    await statusShows(taras, /^leader: /);
    await otherLine(iryna).waitFor({ timeout: 120_000 });
    await ownLine(taras).getByRole('button', { name: 'Make leader: Taras’s computer' }).click();
    const dialog = taras.open.page.getByRole('dialog', { name: 'Make Taras’s computer the leader?' });
    await dialog.getByRole('button', { name: /^Make/ }).click();
    await ownLine(taras).getByText('leader', { exact: true }).waitFor({ timeout: 120_000 });
    await otherLine(iryna).getByText('leader', { exact: true }).waitFor({ timeout: 240_000 });
    await statusShows(iryna, /^leader: Taras /);
    expect(await ownLine(iryna).getByText('leader', { exact: true }).count()).toBe(0);
  }, 400_000);

  it('drop a computer that a manager forgets', async () => {
    const { page } = taras.open;
    await otherLine(taras)
      .getByRole('button', { name: /^Remove/ })
      .click();
    const dialog = page.getByRole('dialog', { name: /^Remove .*computer\?$/ });
    await dialog.getByRole('button', { name: /^Remove/ }).click();
    await card(taras)
      .getByRole('button', { name: /^Remove/ })
      .waitFor({ state: 'detached', timeout: 60_000 });
  }, 120_000);

  it('pass axe on their card', async () => {
    const { violations } = await new AxeBuilder({ page: taras.open.page })
      .include('section[aria-label="Computers"]')
      .analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  }, 60_000);
});

describeInBrowser('a new computer of a shop', () => {
  let fake: FakeBigQuery;
  let vira: Computer;
  const orders = 300;

  beforeAll(async () => {
    fake = await startFakeBigQuery();
    const ledger = memoryLedger({ clock: wallClock, deskId: 'desk-anna' });
    for (let number = 1; number <= orders; number += 1) {
      ledger.entries.append(received(incomingOrder({ sourceId: String(number) }), wallClock.now()));
    }
    await loadInto(fake.config, wallClock, ledger);
    ledger.close();
    let isCounted = false;
    fake.faults.answer = (query) => {
      isCounted ||= query.includes('GROUP BY day');
      return null;
    };
    // the query for the count has run; the rows are held back until `letGo`
    fake.faults.outage = (line) => (isCounted && line.startsWith('POST /jobs') ? 'held' : null);
    vira = await computer(fake, 'Vira');
  });
  afterAll(async () => {
    await off(vira);
    await fake.close();
  });

  it('shows the import progress in inbox and card, then the orders', async () => {
    const { page } = vira.open;
    await page
      .getByText(`Restoring orders from BigQuery: 0 of ${orders} events`)
      .waitFor({ timeout: 90_000 });
    await goTo(vira, '#/setup');
    await page.getByText(`Importing events of other computers: 0 of ${orders}`).waitFor();
    fake.faults.outage = () => null;
    fake.letGo();
    await page.getByText(/Importing events of other computers/).waitFor({ state: 'detached' });
    await goTo(vira, '#/inbox');
    await page.getByText('#300', { exact: true }).first().waitFor({ timeout: 30_000 });
    expect(await page.getByText(/Restoring orders/).count()).toBe(0);
  }, 240_000);
});
