import { expect, it, onTestFinished } from 'vitest';
import { composeDesk } from '../../src/main/app.ts';
import { ledgerFileIn } from '../../src/main/ledger/data-dir.ts';
import { openLedgerForReading } from '../../src/main/ledger/open.ts';
import { createDice } from '../../src/sample-shop/dice.ts';
import { createMarketplaces } from '../../src/sample-shop/gmail/marketplaces.ts';
import { startGmail } from '../../src/sample-shop/gmail/server.ts';
import { createIds } from '../../src/sample-shop/ids.ts';
import type { ConnectionView } from '../../src/shared/views.ts';
import { loadedDice } from '../sample-shop/open.ts';
import { computerClock } from '../sleep/computer-clock.ts';
import { hasMailsToRead, mailsAreRead, watchTraffic } from '../sleep/world.ts';
import { callerOf } from '../support/caller.ts';
import { fakeClock } from '../support/clock.ts';
import { startFakeBigQuery } from '../support/fake-bigquery.ts';
import { testHost } from '../support/host.ts';
import { quietLog } from '../support/log.ts';

const minute = 60_000;
const everything = { view: 'all', text: '', offset: 0, limit: 100 } as const;

/** A shop of two whole apps: both have its Shopify, which cannot be reached just now, and one or both have a mailbox. */
async function openShop() {
  const clock = fakeClock('2026-11-24T08:00:00Z');
  const log = quietLog();
  const gmail = await startGmail({ clock, log });
  const otherGmail = await startGmail({ clock, log, address: 'hello@petalandbean.example' });
  const bigquery = await startFakeBigQuery(clock);
  const traffic = watchTraffic();
  const ends: (() => Promise<unknown>)[] = [];
  const mailboxes: (() => Promise<ConnectionView | undefined>)[] = [];

  async function pass(ms: number, step = 2_000): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      await clock.advance(step);
      await traffic.quiet();
      await mailsAreRead(isReading);
    }
  }
  const isReading = async (): Promise<boolean> =>
    (await Promise.all(mailboxes.map((gmail) => gmail()))).some(hasMailsToRead);

  async function computer(manager: string, accounts: { readonly [name: string]: string }) {
    const its = computerClock(clock);
    const { host, remove } = testHost({
      clock: its,
      log,
      environment: {
        ORDERBELL_SHOPIFY_SHOP: 'kvitka.myshopify.com',
        ORDERBELL_SHOPIFY_ACCESS_TOKEN: 'token',
        ORDERBELL_SHOPIFY_API_BASE: 'http://127.0.0.1:9',
        ORDERBELL_BIGQUERY_PROJECT: bigquery.config.projectId,
        ORDERBELL_BIGQUERY_DATASET: bigquery.config.dataset,
        ORDERBELL_BIGQUERY_API_BASE: bigquery.config.apiBase ?? '',
        ORDERBELL_MANAGERS: `${manager}:41`,
        ...accounts,
      },
    });
    const desk = await composeDesk(host);
    const call = callerOf(desk.dispatch);
    const gmailHere = async () =>
      (await call('connections.list', undefined)).find(({ name }) => name === 'gmail');
    mailboxes.push(gmailHere);
    ends.push(async () => {
      mailboxes.splice(0);
      const stopped = desk.stop();
      await Promise.race([stopped, pass(20_000)]);
      await stopped;
      remove();
    });
    return {
      clock: its,
      call,
      listens: async () =>
        (await call('desks.list', undefined)).desks.some(({ isThis, listens }) => isThis && listens),
      unheard: async () => (await call('desks.list', undefined)).unheard,
      gmail: gmailHere,
      /** What its managers were told beside orders. */
      alerts: (): readonly string[] => {
        const ledger = openLedgerForReading({ file: ledgerFileIn(host.dataDir, 'shop') });
        const raised = [...ledger.entries.each()].flatMap(({ kind, data }) =>
          kind === 'alert-raised' ? [data.text] : [],
        );
        ledger.close();
        return raised;
      },
      orders: async () => (await call('orders.list', everything)).rows.map(({ source }) => source),
    };
  }

  onTestFinished(async () => {
    for (const end of ends) await end();
    traffic.stop();
    await Promise.all([gmail.stop(), otherGmail.stop(), bigquery.close()]);
  });
  const sources = { clock, ids: createIds(clock), dice: createDice(loadedDice()) };
  const comingTo = ({ mailbox }: typeof gmail) => createMarketplaces({ mailbox, ...sources });
  const [marketplaces, otherMarketplaces] = [comingTo(gmail), comingTo(otherGmail)];
  const signedInTo = ({ config }: typeof gmail) => ({
    ORDERBELL_GMAIL_CLIENT_ID: config.clientId,
    ORDERBELL_GMAIL_CLIENT_SECRET: config.clientSecret,
    ORDERBELL_GMAIL_REFRESH_TOKEN: config.refreshToken,
    ORDERBELL_GMAIL_API_BASE: config.apiBase ?? '',
    ORDERBELL_GOOGLE_TOKEN_URL: config.tokenUrl ?? '',
  });
  return {
    withMail: (manager: string) => computer(manager, signedInTo(gmail)),
    withOtherMail: (manager: string) => computer(manager, signedInTo(otherGmail)),
    withoutMail: (manager: string) => computer(manager, {}),
    orderByMail: () => marketplaces.bloomdash(),
    orderByOtherMail: () => otherMarketplaces.bloomdash(),
    label: (name: string): unknown => {
      const labels = bigquery.told('desks')?.labels;
      return typeof labels === 'object' && labels !== null
        ? Object.entries(labels).find(([key]) => key === name)?.[1]
        : undefined;
    },
    pass,
    async until(isSo: () => Promise<boolean>, within: number): Promise<void> {
      for (let passed = 0; !(await isSo()); passed += 10_000) {
        if (passed > within) throw new Error(`it is not so after ${within} ms`);
        await pass(10_000);
      }
    },
  };
}

it('a mail that came while the only computer with Gmail slept is missed aloud by the other, and an order once that one wakes', async () => {
  const shop = await openShop();
  const olena = await shop.withMail('Olena');
  await shop.until(async () => shop.label('receiver') !== undefined, 2 * minute);
  const taras = await shop.withoutMail('Taras');
  // each knows by way of BigQuery what the other is called
  await shop.until(
    async () => (await taras.call('desks.list', undefined)).desks.some(({ name }) => name === 'Olena'),
    20 * minute,
  );
  await shop.until(async () => !(await taras.listens()), minute);
  await expect(taras.call('desks.takeOver', undefined)).rejects.toThrow(
    'This computer has no Gmail, which Olena’s computer has: mail orders would stay unread',
  );
  await expect(olena.call('desks.handOver', undefined)).rejects.toThrow(
    /No other computer that is on has all that is connected here/,
  );
  expect([await taras.unheard(), (await taras.gmail())?.state]).toEqual([[], 'off']);

  olena.clock.fallAsleep();
  shop.orderByMail();
  await shop.until(taras.listens, 7 * minute);
  await shop.pass(16 * minute);
  const warning = {
    problem:
      'Nobody reads Gmail now: this computer listens without it, and Olena’s computer, which has it, is off',
    fix: 'Connect Gmail here, or start Orderbell there',
  };
  expect(await taras.unheard()).toEqual([{ source: 'gmail', ...warning }]);
  expect(await taras.gmail()).toMatchObject({ state: 'failing', ...warning });
  expect(await taras.orders()).toEqual([]);
  // whoever is not at a computer hears of it too
  expect(taras.alerts()).toContain(
    'Gmail cannot be read\nNew orders there are not seen. Setup says what is wrong.',
  );

  olena.clock.wakeUp('late');
  await shop.until(olena.listens, minute);
  await shop.until(async () => (await olena.orders()).includes('mail:bloomdash'), 2 * minute);
  await shop.until(async () => (await taras.orders()).includes('mail:bloomdash'), 10 * minute);
  await shop.until(async () => !(await taras.listens()), minute);
  expect([await taras.unheard(), (await taras.gmail())?.problem]).toEqual([[], null]);
  await shop.pass(20 * minute, 5_000);
  expect([await olena.orders(), await taras.orders()]).toEqual([['mail:bloomdash'], ['mail:bloomdash']]);
  // Olena's, Taras's, Olena's again: it goes to and fro no more
  expect(shop.label('term')).toBe('3');
}, 240_000);

it('of two computers that are signed in to two mailboxes both say that the mails of one are unread, and a person at it has them read', async () => {
  const shop = await openShop();
  const olena = await shop.withMail('Olena');
  await shop.until(async () => shop.label('receiver') !== undefined, 2 * minute);
  const taras = await shop.withOtherMail('Taras');
  const names = async (desk: typeof olena): Promise<readonly string[]> =>
    (await desk.call('desks.list', undefined)).desks.map(({ name }) => name);
  await shop.until(async () => (await names(taras)).includes('Olena'), 20 * minute);
  await shop.until(async () => (await names(olena)).includes('Taras'), 20 * minute);
  await shop.until(async () => (await olena.unheard()).length > 0, 2 * minute);
  expect([await olena.listens(), await taras.listens()]).toEqual([true, false]);
  shop.orderByOtherMail();
  const fix = 'Sign in to the same mailbox on both computers';
  const unread = (whose: string, listener: string): string =>
    `Nobody reads the mailbox of ${whose} now: ${listener} listens, and is signed in to another one`;
  const atOlenas = { problem: unread('Taras’s computer', 'this computer'), fix };
  const atTaras = { problem: unread('this computer', 'Olena’s computer'), fix };
  expect([await olena.unheard(), await taras.unheard()]).toMatchObject([[atOlenas], [atTaras]]);
  expect([await olena.gmail(), await taras.gmail()]).toMatchObject([
    { state: 'failing', ...atOlenas },
    { state: 'failing', ...atTaras },
  ]);
  await shop.pass(16 * minute, 5_000);
  expect(olena.alerts()).toContain(
    'Gmail (Taras) cannot be read\nNew orders there are not seen. Setup says what is wrong.',
  );
  expect([await olena.orders(), await taras.orders()]).toEqual([[], []]);

  await taras.call('desks.takeOver', undefined);
  // each is opened anew with its new role
  await shop.pass(10_000);
  await shop.until(taras.listens, minute);
  await shop.until(async () => (await taras.orders()).includes('mail:bloomdash'), 2 * minute);
  await shop.until(async () => (await olena.orders()).includes('mail:bloomdash'), 10 * minute);
  // now it is the other one that nobody reads, and it stays with whom a person has chosen
  await shop.pass(16 * minute, 5_000);
  expect([await olena.listens(), await taras.listens()]).toEqual([false, true]);
  expect(await taras.unheard()).toMatchObject([
    { problem: unread('Olena’s computer', 'this computer'), fix },
  ]);
  expect(await olena.unheard()).toMatchObject([
    { problem: unread('this computer', 'Taras’s computer'), fix },
  ]);
}, 240_000);
