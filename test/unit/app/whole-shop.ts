import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { createElection } from '../../../src/main/cluster/election.ts';
import { createEvents } from '../../../src/main/events.ts';
import { createDesktopHandlers } from '../../../src/main/ipc/desktop-handlers.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { openSettingsFile } from '../../../src/main/settings/settings-file.ts';
import { composeShop } from '../../../src/main/shop.ts';
import { createUpdates } from '../../../src/main/updates/updates.ts';
import { startBigQuery } from '../../../src/sample-shop/bigquery/server.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createMarketplaces } from '../../../src/sample-shop/gmail/marketplaces.ts';
import { startGmail } from '../../../src/sample-shop/gmail/server.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import { startManychat } from '../../../src/sample-shop/manychat/server.ts';
import type { Publish } from '../../../src/sample-shop/publish.ts';
import { startShopify } from '../../../src/sample-shop/shopify/server.ts';
import type { CommandName, Input, Output } from '../../../src/shared/contract.ts';
import { subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { startGate } from '../../support/gate.ts';
import { testHost } from '../../support/host.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { marketplaceSenders } from '../../support/marketplaces.ts';
import { memoryPubsub } from '../../support/memory-pubsub.ts';
import { approve } from '../../support/senders.ts';
import { noElection } from '../cluster/dataset-desk.ts';
import { loadedDice } from '../sample-shop/open.ts';
import { schemaFile } from '../sample-shop/schema-file.ts';

export type WholeShop = Awaited<ReturnType<typeof startWholeShop>>;

/**
 * The whole app on one ledger, with every service faked on loopback, at noon of a day in Kyiv. Only `until` advances time.
 * @param change replaces the ledger, for faults
 * @param hasPubsub whether Google Pub/Sub is on, and Gmail and Shopify may publish to it
 */
export async function startWholeShop(
  change: (ledger: Ledger) => Ledger = (ledger) => ledger,
  { hasPubsub = false } = {},
) {
  const clock = fakeClock('2026-11-24T10:00:00Z');
  const log = quietLog();
  const ids = createIds(clock);
  const dice = createDice(loadedDice());
  const anna = {
    id: '7000000000000000101',
    first: 'Anna',
    last: 'Koval',
    phone: null,
    email: null,
    lastWords: null,
    lastInteraction: clock.now(),
  };
  const pubsub = memoryPubsub(clock);
  const publisher = pubsub.connect();
  const publishing = hasPubsub && {
    publish: (topic: string, message: Parameters<Publish>[1]) =>
      publisher.publish(topic.split('/').at(-1) ?? '', message),
  };
  const shopifyParts = { clock, log, ids, dice, schemaFile, receiverUrl: () => null };
  const shopify = await startShopify({ ...shopifyParts, ...publishing });
  const gmail = await startGmail({ clock, log, ...publishing });
  const manychat = await startManychat({ clock, log, subscribers: [anna] });
  const bigquery = await startBigQuery({ clock, log });
  const gates = {
    shopify: await startGate(shopify.config.apiBase ?? '', clock),
    gmail: await startGate(gmail.config.apiBase ?? '', clock),
    bigquery: await startGate(bigquery.config.apiBase ?? '', clock),
    manychat: await startGate(manychat.config.apiBase, clock),
  };
  const { host, remove } = testHost({ clock, log });
  const ledger = change(memoryLedger({ clock }));
  for (const sender of marketplaceSenders) approve({ ledger, clock }, sender);
  const election = hasPubsub
    ? createElection({ connect: () => pubsub.connect(), clock, log })
    : noElection(clock);
  const settings = openSettingsFile(join(host.dataDir, 'settings.json'));
  const shop = composeShop({
    host,
    mode: 'shop',
    config: {
      shopify: { ...shopify.config, apiBase: gates.shopify.url },
      gmail: {
        ...gmail.config,
        apiBase: gates.gmail.url,
        tokenUrl: `${gates.gmail.url}/token`,
        // a mail that is found sooner was announced
        ...(hasPubsub && { pollSeconds: 86_400 }),
      },
      bigquery: {
        ...bigquery.config,
        apiBase: gates.bigquery.url,
        ...(hasPubsub && { pubsub: { endpoint: null } }),
      },
      manychat: { ...manychat.config, apiBase: gates.manychat.url },
      telegram: null,
      managers: [{ name: 'Anna', subscriberId: subscriberIdSchema.parse(anna.id) }],
      tunnel: { kind: 'none' },
    },
    shopDomain: shopify.config.shop,
    country: null,
    ledger,
    settings,
    events: createEvents(() => {}),
    receiverUrl: 'http://127.0.0.1:9',
    run: 'run',
    presence: { heard() {}, lost() {}, sayNow() {} },
    election,
    view: (connection) => ({ ...connection.status(), name: connection.name, fields: [] }),
    deskHandlers: {
      'connections.save': () => Promise.reject(new Error('not here')),
      'connections.signIn': () => Promise.reject(new Error('not here')),
      'presence.here': () => [],
      'presence.takeEdit': () => [],
      'presence.list': () => [],
      'sample.order': () => Promise.reject(new Error('not here')),
      'sample.remove': () => Promise.reject(new Error('not here')),
      'sample.open': () => Promise.reject(new Error('not here')),
      ...createDesktopHandlers({
        atLogin: null,
        updates: createUpdates({
          updater: host.updater,
          clock,
          log: host.log,
          settings,
          version: host.version,
          isCalm: () => true,
          onChange: () => {},
        }),
      }),
    },
    copyOfLedger: () => ({ at: null, problem: null, damaged: { folder: host.dataDir, files: [] } }),
    reopen: () => {},
  });
  let going = true;
  onTestFinished(async () => {
    going = false;
    // timers must be able to end
    const stopped = shop.stop();
    const ends = setInterval(() => void clock.advance(5_000), 20);
    await stopped;
    clearInterval(ends);
    await election.stop();
    await Promise.all([shopify.stop(), gmail.stop(), manychat.stop(), bigquery.stop()]);
    ledger.close();
    remove();
  });
  shop.start();

  async function call<N extends CommandName>(name: N, input: Input<N>): Promise<Output<N>> {
    let isDone = false;
    const answer = Promise.resolve(shop.handlers[name](input)).finally(() => {
      isDone = true;
    });
    // each check advances the clock a little
    while (!isDone && going) {
      await Promise.race([answer.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 10))]);
      if (!isDone) await clock.advance(50);
    }
    return answer;
  }

  /** Lets time go on in seconds until what is looked for is there. */
  const until = (look: () => Promise<void> | void): Promise<void> =>
    vi.waitFor(
      async () => {
        await clock.advance(1_000);
        await look();
      },
      { timeout: 60_000, interval: 20 },
    );

  return {
    clock,
    log,
    ledger,
    shopify,
    gmail,
    pubsub,
    intake: shop.intake,
    /** When the manager last wrote to the page, hours ago. */
    annaWrote: (hours: number) =>
      manychat.heardFrom({ ...anna, lastInteraction: clock.now() - hours * 3_600_000 }),
    bigquery: gates.bigquery,
    gates,
    sent: manychat.sent,
    marketplaces: createMarketplaces({ mailbox: gmail.mailbox, clock, ids, dice }),
    call,
    until,
  };
}
