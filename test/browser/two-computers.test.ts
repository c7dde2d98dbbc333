import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { FakeBigQuery } from '../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../support/fake-bigquery.ts';
import { percentile } from '../support/measured/figures.ts';
import type { PubsubServer } from '../support/pubsub.ts';
import { pubsubMissing, startPubsubServer } from '../support/pubsub.ts';
import type { RunningApp } from './support/app.ts';
import { startApp } from './support/app.ts';
import type { OpenPage } from './support/browser.ts';
import { describeInBrowser, openPage } from './support/browser.ts';
import { askInPage, goTo } from './support/in-page.ts';

const why = pubsubMissing === null ? '' : ` (skipped: ${pubsubMissing})`;
/** A higher number can be set by hand for measurements. */
const actionCount = Number(process.env.ORDERBELL_TEST_ACTIONS ?? 200);
const actionsOfOrder = 8;
const managers = ['Iryna', 'Taras'] as const;
const patient = { timeout: 60_000 };

type Computer = { readonly app: RunningApp; readonly open: OpenPage };

/** @returns the answer and the time of the request @throws Error when the main process refuses */
async function ask(page: Page, name: string, input: unknown) {
  const { at, reply } = await askInPage(page, name, input);
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return { at, value: reply.value };
}

/** Waits for the frame that shows or no longer shows the text. @returns its time, epoch milliseconds */
const shown = (page: Page, text: string): Promise<number> =>
  page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.body.textContent?.includes(wanted) !== true) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(Date.now()));
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, characterData: true, subtree: true });
        look();
      }),
    text,
  );

const computersSchema = z.object({
  computers: z.array(z.object({ id: z.string(), isLeader: z.boolean() })),
});
/** The leader, as known by one computer. */
async function leaderSeenAt(page: Page): Promise<string | undefined> {
  const { value } = await ask(page, 'computers.list', undefined);
  return computersSchema.parse(value).computers.find(({ isLeader }) => isLeader)?.id;
}

describeInBrowser(`two computers on one Pub/Sub server${why}`, () => {
  const test = it.skipIf(pubsubMissing !== null);
  let bigquery: FakeBigQuery;
  let pubsub: PubsubServer;
  let computers: readonly Computer[] = [];
  const pageOf = (at: number): Page => {
    const page = computers[at]?.open.page;
    if (page === undefined) throw new Error('two computers were started');
    return page;
  };

  beforeAll(async () => {
    if (pubsubMissing !== null) return;
    [bigquery, pubsub] = await Promise.all([startFakeBigQuery(), startPubsubServer()]);
    const env = {
      ORDERBELL_BIGQUERY_PROJECT: bigquery.config.projectId,
      ORDERBELL_BIGQUERY_DATASET: bigquery.config.dataset,
      ORDERBELL_BIGQUERY_API_BASE: bigquery.config.apiBase ?? '',
      ORDERBELL_PUBSUB: 'on',
      ORDERBELL_PUBSUB_ENDPOINT: pubsub.endpoint,
      ORDERBELL_MANAGERS: managers.map((name, at) => `${name}:4${at}`).join(','),
    };
    computers = await Promise.all(
      managers.map(async (name) => {
        const app = await startApp({ env });
        const open = await openPage(app.ui);
        await ask(open.page, 'app.setManager', { name });
        return { app, open };
      }),
    );
    await vi.waitFor(async () => {
      const [one, other] = await Promise.all(computers.map(({ open: { page } }) => leaderSeenAt(page)));
      expect([one, typeof one]).toEqual([other, 'string']);
    }, patient);
  });
  afterAll(async () => {
    for (const { app, open } of computers) {
      await open.close();
      expect(await app.stop()).toBe(0);
    }
    if (pubsubMissing === null) await Promise.all([bigquery.close(), pubsub.close()]);
  });

  /** Writes an order on the first computer, and opens it on the second. */
  async function openOrder(number: number): Promise<string> {
    const form = {
      key: crypto.randomUUID(),
      currency: 'UAH',
      items: [{ title: 'Peonies', quantity: 3, unitPrice: '100' }],
      customer: { name: `Buyer ${number}` },
      paymentStatus: 'paid',
    };
    // a change of leader reopens the shop, and refuses commands meanwhile
    const { value } = await vi.waitFor(() => ask(pageOf(0), 'manual.create', form), patient);
    const { id } = z.object({ id: z.string() }).parse(value);
    await goTo(pageOf(1), `#/inbox/all?order=${encodeURIComponent(id)}`);
    await pageOf(1).getByRole('article').getByText(`Buyer ${number}`).first().waitFor(patient);
    return id;
  }

  /** The actions of one manager, and what the other one sees. */
  const actions = [
    (id: string, at: number) => ({
      name: 'orders.addNote',
      input: { id, key: crypto.randomUUID(), text: `Ring ${at} times` },
      text: `Ring ${at} times`,
    }),
    (id: string) => ({ name: 'orders.setStatus', input: { id, status: 'new' }, text: 'Take' }),
    (id: string, at: number) => ({
      name: 'orders.noteRefund',
      input: { id, key: crypto.randomUUID(), amount: '1', reason: `Petal ${at}` },
      text: `Petal ${at}`,
    }),
    (id: string) => ({ name: 'orders.take', input: { id }, text: 'Start preparing' }),
  ] as const;

  test(
    'show an action of one computer on the other within seconds',
    async () => {
      const took: number[] = [];
      for (let at = 0, id = ''; at < actionCount; at += 1) {
        if (at % actionsOfOrder === 0) id = await openOrder(at);
        const action = actions[at % actions.length];
        if (action === undefined) throw new Error('no action');
        const { name, input, text } = action(id, at);
        const [seen, asked] = await Promise.all([shown(pageOf(1), text), ask(pageOf(0), name, input)]);
        took.push(seen - asked.at);
      }
      const [p50, p95] = [percentile(took, 50), percentile(took, 95)];
      console.log(`${took.length} actions on the other screen: p50 ${p50} ms, p95 ${p95} ms`);
      expect(p50).toBeLessThan(5_000);
      expect(p95).toBeLessThan(5_000);
    },
    120_000 + actionCount * 2_000,
  );

  test('show who edits an order, and let the other take over', async () => {
    await openOrder(actionCount + 1);
    await goTo(pageOf(0), new URL(pageOf(1).url()).hash);
    const [mine, theirs] = [pageOf(0), pageOf(1)].map((page) =>
      page.getByRole('textbox', { name: 'Add a note' }),
    );
    if (!mine || !theirs) throw new Error('two notes');
    await pageOf(1)
      .getByText(/Iryna is viewing this order/)
      .waitFor();
    await theirs.fill('Ring twice');
    await pageOf(0)
      .getByText(/Taras has been editing this order since/)
      .waitFor();
    expect(await mine.getAttribute('readonly')).not.toBeNull();
    await pageOf(0)
      .getByRole('option', { name: /Taras is editing it/ })
      .waitFor();

    await pageOf(0).getByRole('button', { name: 'Take over' }).click();
    await pageOf(1)
      .getByText(/Iryna took over editing/)
      .waitFor();
    await pageOf(1).getByText('Your text stays here but is not saved.').waitFor();
    expect(await theirs.inputValue()).toBe('Ring twice');
    expect(await theirs.getAttribute('readonly')).not.toBeNull();
    expect(await mine.getAttribute('readonly')).toBeNull();

    await pageOf(1).getByRole('button', { name: 'Take over' }).click();
    await pageOf(0)
      .getByText(/Taras took over editing/)
      .waitFor();
    await pageOf(1).getByRole('button', { name: 'Save note' }).click();
    await pageOf(0).getByText('wrote: Ring twice').waitFor();
    // a save and a change of page end the edit
    await goTo(pageOf(1), '#/setup/computers');
    await expect.poll(() => mine.getAttribute('readonly'), { timeout: 20_000 }).toBeNull();
  }, 120_000);
});
