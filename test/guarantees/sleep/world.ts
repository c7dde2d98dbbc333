import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { composeDesk } from '../../../src/main/app.ts';
import type { Desk, Toast } from '../../../src/main/host.ts';
import { startBigQuery } from '../../../src/sample-shop/bigquery/server.ts';
import { createDice } from '../../../src/sample-shop/dice.ts';
import { createMarketplaces } from '../../../src/sample-shop/gmail/marketplaces.ts';
import { startGmail } from '../../../src/sample-shop/gmail/server.ts';
import { createIds } from '../../../src/sample-shop/ids.ts';
import { startManychat } from '../../../src/sample-shop/manychat/server.ts';
import { startShopify } from '../../../src/sample-shop/shopify/server.ts';
import type { AppEvent } from '../../../src/shared/contract.ts';
import type { ConnectionView } from '../../../src/shared/views.ts';
import { callerOf } from '../../support/caller.ts';
import { fakeClock } from '../../support/clock.ts';
import { testHost } from '../../support/host.ts';
import { quietLog } from '../../support/log.ts';
import { approveMarketplaces } from '../../support/marketplaces.ts';
import { loadedDice } from '../../unit/sample-shop/open.ts';
import { schemaFile } from '../../unit/sample-shop/schema-file.ts';
import { computerClock } from './computer-clock.ts';
import { openGate } from './gate.ts';

const answered = 'http.server.response.finish';

const anna = {
  id: '7000000000000000101',
  first: 'Anna',
  last: 'Koval',
  phone: null,
  email: null,
  lastWords: null,
};

/** Every service of a shop, a proxy for each, and one app on a computer that can sleep, in simulated time. */
export async function openWorld() {
  const world = fakeClock('2026-11-24T08:00:00Z');
  const clock = computerClock(world);
  const log = quietLog();
  const dice = createDice(loadedDice());
  const ids = createIds(world);
  const services = { clock: world, log };
  const manychat = await startManychat({
    ...services,
    subscribers: [{ ...anna, lastInteraction: world.now() }],
  });
  const gmail = await startGmail(services);
  const bigquery = await startBigQuery(services);
  const shopify = await startShopify({ ...services, ids, dice, schemaFile, receiverUrl: () => null });
  const marketplaces = createMarketplaces({ mailbox: gmail.mailbox, clock: world, ids, dice });

  let app: Desk | null = null;
  let isClosing = false;
  const roads = {
    shopify: await openGate(() => shopify.url),
    gmail: await openGate(() => gmail.url),
    manychat: await openGate(() => manychat.url),
    bigquery: await openGate(() => bigquery.url),
    /** The public address. */
    here: await openGate(() => app?.receiverUrl ?? null),
  };
  const { auth, shop } = shopify.config;
  if (auth.kind !== 'client-credentials') throw new Error('the sample shop has changed');
  const toasts: Toast[] = [];
  const { host, remove } = testHost({
    clock,
    log,
    toast: (notice) => toasts.push(notice),
    environment: {
      ORDERBELL_SHOPIFY_SHOP: shop,
      ORDERBELL_SHOPIFY_CLIENT_ID: auth.clientId,
      ORDERBELL_SHOPIFY_CLIENT_SECRET: auth.clientSecret,
      ORDERBELL_SHOPIFY_API_BASE: roads.shopify.url,
      ORDERBELL_GMAIL_CLIENT_ID: gmail.config.clientId,
      ORDERBELL_GMAIL_CLIENT_SECRET: gmail.config.clientSecret,
      ORDERBELL_GMAIL_REFRESH_TOKEN: gmail.config.refreshToken,
      ORDERBELL_GMAIL_API_BASE: roads.gmail.url,
      ORDERBELL_GOOGLE_TOKEN_URL: `${roads.gmail.url}/token`,
      ORDERBELL_BIGQUERY_PROJECT: bigquery.config.projectId,
      ORDERBELL_BIGQUERY_API_BASE: roads.bigquery.url,
      ORDERBELL_MANYCHAT_TOKEN: manychat.config.token ?? undefined,
      ORDERBELL_MANYCHAT_API_BASE: roads.manychat.url,
      ORDERBELL_MANAGERS: `Anna:${anna.id}`,
      ORDERBELL_PUBLIC_URL: roads.here.url,
    },
  });
  const traffic = watchTraffic();
  app = await composeDesk(host);
  await approveMarketplaces(app);
  const here = app;
  const rings: (readonly string[])[] = [];
  here.events.on((event: AppEvent) => {
    if (event.kind === 'orders-changed' && event.newIds.length > 0) rings.push(event.newIds);
  });

  const call = callerOf(here.dispatch);

  function openRoads(): void {
    for (const road of Object.values(roads)) road.open();
  }

  /** Lets time pass, with an answer to every request. */
  async function pass(ms: number, step = 1_000): Promise<void> {
    for (let left = ms; left > 0; left -= step) {
      await world.advance(Math.min(step, left));
      await traffic.quiet();
      await mailsAreRead(areMailsWaiting);
    }
  }

  async function areMailsWaiting(): Promise<boolean> {
    if (isClosing) return false;
    const connections = await call('connections.list', undefined);
    return hasMailsToRead(connections.find(({ name }) => name === 'gmail'));
  }

  return {
    world,
    log,
    shopify,
    gmail,
    manychat,
    bigquery,
    marketplaces,
    roads,
    desk: here,
    toasts,
    rings,
    call,
    pass,
    /**
     * On a busy machine threads are late: work that began within the time may end in real time after it.
     * @returns the simulated milliseconds until it was true
     */
    async until(isSo: () => Promise<boolean>, within: number, step = 1_000): Promise<number> {
      const from = world.uptime();
      while (world.uptime() - from < within && !(await isSo())) await pass(step, step);
      for (let most = lateTicks; !(await isSo()); most -= 1) {
        if (most === 0) throw new Error(`it is not true after ${within} ms`);
        await tick();
      }
      return world.uptime() - from;
    },
    fallAsleep(): void {
      clock.fallAsleep();
      for (const road of Object.values(roads)) road.shut();
    },
    /** Falls asleep when a service has answered this request, so that the answer is lost. */
    fallAsleepUnheard(isOne: (method: string, path: string) => boolean): Promise<void> {
      return new Promise((done) => {
        const onEnd = (message: unknown): void => {
          const { request } = message as { readonly request: IncomingMessage }; // Node's message on this channel
          if (!isOne(request.method ?? '', request.url ?? '')) return;
          unsubscribe(answered, onEnd);
          clock.fallAsleep();
          for (const road of Object.values(roads)) road.shut();
          done();
        };
        subscribe(answered, onEnd);
      });
    },
    /** Stops all timers while every proxy is open, so that no polling happens. */
    stopAsking: clock.fallAsleep,
    openRoads,
    wakeUp(timers: 'late' | 'paused', network = true): void {
      if (network) openRoads();
      clock.wakeUp(timers);
    },
    annaWrites: () => manychat.heardFrom({ ...anna, lastInteraction: world.now() }),
    async close(): Promise<void> {
      isClosing = true;
      // stopping waits for a clock that only the test advances
      const stopped = here.stop();
      await Promise.race([stopped, pass(10_000)]);
      await stopped;
      await Promise.all(Object.values(roads).map((road) => road.close()));
      await Promise.all([shopify, gmail, manychat, bigquery].map((service) => service.stop()));
      traffic.stop();
      remove();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

/** About ten seconds. */
const lateTicks = 5_000;

const tick = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1));

/** Waits for threads such as compression and signing, which are late on a busy machine. */
const threadsAreFree = (): Promise<unknown> => Promise.all(Array.from({ length: 8 }, () => stat('.')));

export const hasMailsToRead = (gmail: ConnectionView | undefined): boolean =>
  gmail?.facts.some(({ label, value }) => label === 'Mails to read' && value !== '0') ?? false;

/** Mails are read by a thread in real time, so simulated time waits for it. */
export async function mailsAreRead(areWaiting: () => Promise<boolean>): Promise<void> {
  for (let most = 30_000; most > 0 && (await areWaiting()); most -= 1) await tick();
}

/** Tracks every request that a server of this process is answering. */
export function watchTraffic() {
  let started = 0;
  let ended = 0;
  const onStart = () => {
    started += 1;
  };
  const onEnd = () => {
    ended += 1;
  };
  subscribe('http.server.request.start', onStart);
  subscribe(answered, onEnd);
  return {
    /** Waits for three ticks without a request or an answer; cut requests are ignored. */
    async quiet(): Promise<void> {
      let before = -1;
      for (let still = 0, most = 400; still < 3 && most > 0; most -= 1) {
        await tick();
        await threadsAreFree();
        still = started === before && started <= ended ? still + 1 : 0;
        before = started;
        if (most === 1) ended = started;
      }
    },
    stop(): void {
      unsubscribe('http.server.request.start', onStart);
      unsubscribe(answered, onEnd);
    },
  };
}
