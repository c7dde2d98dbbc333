import { onTestFinished } from 'vitest';
import { composeDesk } from '../../../src/main/app.ts';
import type { GmailConfig } from '../../../src/main/settings/config.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createMarketplaces } from '../../../src/sample-shop/gmail/marketplaces.ts';
import { startGmail } from '../../../src/sample-shop/gmail/server.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import type { ConnectionView } from '../../../src/shared/views.ts';
import { computerClock } from '../../guarantees/sleep/computer-clock.ts';
import { hasMailsToRead, mailsAreRead, watchTraffic } from '../../guarantees/sleep/world.ts';
import { callerOf } from '../../support/caller.ts';
import { fakeClock } from '../../support/clock.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';
import { approveMarketplaces } from '../../support/marketplaces.ts';
import { loadedDice } from '../sample-shop/open.ts';

const everything = { view: 'all', text: '', offset: 0, limit: 100 } as const;

/** A shop of whole apps with a mailbox; its Shopify cannot be reached. */
export async function openMailShop() {
  const clock = fakeClock('2026-11-24T08:00:00Z');
  const log = quietLog();
  const gmail = await startGmail({ clock, log });
  const bigquery = await startFakeBigQuery(clock);
  const traffic = watchTraffic();
  const ends: (() => Promise<unknown>)[] = [];
  /** Null while the shop is being opened. */
  const mailboxes: (() => Promise<ConnectionView | undefined | null>)[] = [];

  async function pass(ms: number, step = 2_000): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      await clock.advance(step);
      await traffic.quiet();
      await mailsAreRead(isReading);
      // opening a shop again with another role waits for the clock in between
      let most = 100;
      await mailsAreRead(async () => most-- > 0 && (await isOpening()));
    }
  }
  const isReading = async (): Promise<boolean> =>
    (await mailboxesNow()).some((found) => hasMailsToRead(found ?? undefined));
  const isOpening = async (): Promise<boolean> => (await mailboxesNow()).includes(null);
  const mailboxesNow = () => Promise.all(mailboxes.map((gmail) => gmail()));

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
    if ('ORDERBELL_GMAIL_API_BASE' in accounts) await approveMarketplaces(desk);
    const call = callerOf(desk.dispatch);
    const gmailHere = async () =>
      (await call('connections.list', undefined)).find(({ name }) => name === 'gmail');
    mailboxes.push(() => gmailHere().catch(() => null));
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
      gmail: gmailHere,
      orders: async () =>
        ((await call('orders.list', everything).catch(() => null))?.rows ?? []).map(({ source }) => source),
    };
  }

  onTestFinished(async () => {
    for (const end of ends) await end();
    traffic.stop();
    await Promise.all([gmail.stop(), bigquery.close()]);
  });
  const sources = { clock, ids: createIds(clock), dice: createDice(loadedDice()) };
  const marketplaces = createMarketplaces({ mailbox: gmail.mailbox, ...sources });
  const signedInTo = ({ config }: { readonly config: GmailConfig }) => ({
    ORDERBELL_GMAIL_CLIENT_ID: config.clientId,
    ORDERBELL_GMAIL_CLIENT_SECRET: config.clientSecret,
    ORDERBELL_GMAIL_REFRESH_TOKEN: config.refreshToken,
    ORDERBELL_GMAIL_API_BASE: config.apiBase ?? '',
    ORDERBELL_GOOGLE_TOKEN_URL: config.tokenUrl ?? '',
  });
  return {
    withMail: (manager: string) => computer(manager, signedInTo(gmail)),
    orderByMail: () => marketplaces.bloomdash(),
    pass,
    async until(isSo: () => Promise<boolean>, within: number): Promise<void> {
      for (let passed = 0; !(await isSo()); passed += 10_000) {
        if (passed > within) throw new Error(`it is not so after ${within} ms`);
        await pass(10_000);
      }
    },
  };
}
