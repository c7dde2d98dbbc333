import { isProblem, mayPass, messageOf, Problem } from '../../../shared/problem.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import type { Clock, Connection, ConnectionStatus, Ledger, Log, Loop } from '../../ports.ts';
import { createCatalogueReading } from '../../selling/catalogue.ts';
import type { CatalogueChange } from '../../selling/catalogue-change.ts';
import { createCollectionReading } from '../../selling/collections.ts';
import { createHurriedCatalogue } from '../../selling/hurried-catalogue.ts';
import type { ShopifyConfig } from '../../settings/config.ts';
import type { ShopFacts, ShopifyClient } from '../../shopify/shopify-client.ts';
import type { Standing } from '../../standing.ts';
import { createStanding, hearing } from '../../standing.ts';
import type { Recorder } from '../recorder.ts';
import { createAttribution } from './attribution.ts';
import type { Refused } from './keep-subscribed.ts';
import { createKeepSubscribed } from './keep-subscribed.ts';
import type { StoredShop } from './known-shop.ts';
import { createStoredShop } from './known-shop.ts';
import type { NamedOrder } from './named-orders.ts';
import { fetchNamedOrders } from './named-orders.ts';
import type { OrderSweep } from './reconcile-orders.ts';
import { askedFrom, createOrderSweep } from './reconcile-orders.ts';

export type ReconciliationParts = {
  readonly client: ShopifyClient;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  /** The time zone and country of the shop. */
  readonly place?: () => ShopPlace;
  /** How far this computer's clock is ahead of Shopify's, in milliseconds. */
  readonly ahead?: () => number;
  /** The address at which Shopify reaches the receiver; null while there is no tunnel. */
  readonly publicUrl: () => string | null;
  /** Whether this computer is the leader. Other computers poll only the catalogue. */
  readonly listens?: () => boolean;
  /** See `createKeepSubscribed`. */
  readonly isShort?: () => boolean;
  readonly pubsubUri?: string | null;
  readonly config: ShopifyConfig;
  /** Polls the state of the draft orders; runs after the orders, so that the orders they became are known. */
  readonly askDrafts?: () => Promise<void>;
  /** Called when Shopify returned new facts about the shop. */
  readonly onTold?: () => void;
  /** Called after every round: the connection's state may have changed. */
  readonly onRound?: () => void;
};

/** Polls Shopify as the source of truth. Webhooks only make it faster. */
export interface Reconciliation extends Loop, Connection {
  /** Runs a whole round now, on every computer. Resolves when a round that started after this call is done. Never rejects. */
  now(): Promise<void>;
  /** Shopify reported a change of this product or collection: fetches it shortly, without waiting for a round. */
  catalogueChanged(change: CatalogueChange): void;
  /** The computer woke from sleep: deliveries missed meanwhile do not count against the subscriptions. */
  woke(): void;
  /** Whether the last round fetched every order. */
  hasAllOrders(): boolean;
  /**
   * Whether the subscriptions are in place, and how often they were found missing; null without a client secret, since deliveries
   * could not be checked.
   */
  subscribed(): { readonly ensured: boolean; readonly renewals: number } | null;
  /** A delivery was accepted. */
  delivered(): void;
  /** A delivery was refused because of the configuration of this app or Shopify. */
  refused(refusal: Refused): void;
  /** The time up to which all orders are known; null before the first poll. */
  ordersAt(): number | null;
  /** When the state of draft orders with sent links was last polled; of the older ones each poll checks some. */
  draftsAt(): number | null;
  /**
   * The orders that Shopify lists for a time span, whether the ledger has them or not. Null if the span ends before the oldest
   * order this computer fetches.
   */
  named(span: { readonly from: number; readonly to: number }): Promise<readonly NamedOrder[] | null>;
  /** Fetches one order into the ledger. @param id Shopify's, digits */
  fetch(id: string): Promise<void>;
  /** The same for an order that may be deleted, without the draft orders. Rejects with a Problem. */
  bring(id: string): ReturnType<OrderSweep['fetch']>;
  /** Why Shopify does not publish its webhooks to Pub/Sub. */
  pubsubProblem(): Problem | null;
  readonly standing: Standing;
  /** Whether Shopify has accepted the credentials since the start. */
  isLetIn(): boolean;
  told(): StoredShop;
  /** Requests the facts of the shop unless they are recent. Never rejects. */
  identify(): Promise<void>;
  /** Requests the facts of the shop, and runs this computer's regular round at once. */
  askAnew(): void;
}

export const roundEveryMs = 120_000;
/** The interval after Shopify was unavailable or throttled us. */
const againMs = 60_000;
/** The interval while the catalogue has more than one round reads; orders are polled in between. */
const soonMs = 10_000;
const whoEveryMs = 3_600_000;

type Step = () => Promise<unknown>;

export function createReconciliation(parts: ReconciliationParts): Reconciliation {
  const { client, ledger, clock, log, config, listens = () => true, askDrafts = async () => {} } = parts;
  const canCheck = config.webhookSecrets.length > 0;
  const orders = createOrderSweep(parts);
  const subscriptions = createKeepSubscribed({ ...parts, canCheck });
  const findAttributions = createAttribution(parts);
  const products = createCatalogueReading(parts);
  const collections = createCollectionReading(parts);
  const hurried = createHurriedCatalogue({ clock, log, products, collections });
  const standing = createStanding(clock);
  const stopping = new AbortController();
  const told = createStoredShop(ledger.settings, config.shop);
  const { signal } = stopping;
  let shop: ShopFacts | null = null;
  let shopAskedAt = Number.NEGATIVE_INFINITY;
  let identifying: Promise<void> | null = null;
  let ordersAt: number | null = null;
  let draftsAt: number | null = null;
  let lastSuccessAt: number | null = null;
  let failure: unknown = null;
  let allOrders = false;
  let wasBrokenOff = false;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  let cancelTimer = (): void => {};

  /** Concurrent callers share one request. */
  function identify(): Promise<void> {
    identifying ??= identifyNow().finally(() => {
      identifying = null;
    });
    return identifying;
  }

  async function identifyNow(): Promise<void> {
    if (clock.now() - shopAskedAt < whoEveryMs && failure === null) return;
    shop = await hearing(standing, signal, () => client.who({ signal }));
    signal.throwIfAborted();
    shopAskedAt = clock.now();
    if (told.keep(shop)) parts.onTold?.();
  }

  async function askOrders(): Promise<void> {
    const { first, isWhole, ...swept } = await orders.sweep({ signal });
    subscriptions.found(first);
    if (isWhole) {
      allOrders = true;
      ordersAt = clock.now();
    }
    if (swept.news + swept.parked > 0) log.info('orders asked back', swept);
  }

  async function askAboutDrafts(): Promise<void> {
    await askDrafts();
    draftsAt = clock.now();
  }

  const askProducts = () => products.refresh({ signal });
  const askCollections = () => collections.refresh({ signal });

  /** The event log has no catalogue, so each computer polls it. The rest comes from the leader. */
  const catalogueAlone: readonly Step[] = [identify, askProducts, askCollections];
  const everything: readonly Step[] = [
    identify,
    () => subscriptions.ensure({ signal }),
    askOrders,
    askAboutDrafts,
    () => findAttributions({ signal }),
    askProducts,
    askCollections,
  ];

  /** The steps are independent: a failed one is logged and does not stop the rest. */
  async function round(steps: readonly Step[]): Promise<void> {
    const failures: unknown[] = [];
    allOrders = false;
    for (const step of steps) {
      if (signal.aborted) return;
      try {
        await step();
      } catch (error) {
        if (signal.aborted) return;
        failures.push(error);
        // a step that is refused because the shop is closed proves nothing: `identify` has recorded that already
        if (isProblem(error) && error.kind === 'signed-out') standing.hear(error);
        // the remaining steps would fail too
        if (isProblem(error) && (error.kind === 'signed-out' || mayPass(error))) break;
      }
    }
    failure = failures[0] ?? null;
    wasBrokenOff = failures.some((error) => isProblem(error) && mayPass(error));
    if (failure === null) {
      lastSuccessAt = clock.now();
      standing.hear(null);
    }
    for (const error of failures) {
      if (isProblem(error))
        log.warn('asking Shopify back failed', { kind: error.kind, error: error.message });
      else log.error('asking Shopify back failed', { error });
    }
  }

  function restMs(): number {
    if (wasBrokenOff) return againMs;
    return products.isBehind() && failure === null ? soonMs : roundEveryMs;
  }

  /** A failed callback is retried after the next round. */
  function tellRound(): void {
    try {
      parts.onRound?.();
    } catch (error) {
      log.error('what a round with Shopify told could not be kept', { error });
    }
  }

  function run(steps: readonly Step[]): Promise<void> {
    cancelTimer();
    running = round(steps)
      .catch((error: unknown) => log.error('asking Shopify back failed', { error }))
      .finally(() => {
        running = null;
        tellRound();
        if (!signal.aborted) cancelTimer = clock.after(restMs(), byItself);
      });
    return running;
  }

  function now(): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    if (!running) return run(everything);
    next ??= running.then(() => {
      next = null;
      return signal.aborted ? undefined : run(everything);
    });
    return next;
  }

  function byItself(): void {
    if (listens()) void now();
    else if (!running) void run(catalogueAlone);
  }

  function status(): ConnectionStatus {
    const problem = isProblem(failure) ? failure : null;
    const small = lacking(shop) ?? subscriptions.trouble();
    return {
      state: stateOf(failure, lastSuccessAt !== null),
      account: config.shop,
      lastSuccessAt,
      problem: failure === null ? (small?.problem ?? null) : messageOf(failure),
      fix: problem?.fix ?? (failure === null ? (small?.fix ?? null) : null),
      facts: [
        ...(shop
          ? [
              { label: 'Shop', value: shop.name },
              { label: 'Currency', value: shop.currency },
            ]
          : []),
        { label: 'Webhooks', value: subscriptions.fact() },
        { label: 'Products', value: String(ledger.catalogue.count(config.shop)) },
      ],
    };
  }

  return {
    name: 'shopify',
    start: byItself,
    async stop() {
      stopping.abort();
      cancelTimer();
      await Promise.all([running, hurried.stop()]);
    },
    now,
    catalogueChanged: hurried.changed,
    woke: subscriptions.forget,
    hasAllOrders: () => allOrders,
    subscribed: () =>
      canCheck ? { ensured: subscriptions.isEnsured(), renewals: subscriptions.renewals() } : null,
    delivered: subscriptions.delivered,
    refused: subscriptions.refused,
    pubsubProblem: subscriptions.pubsubProblem,
    ordersAt: () => ordersAt,
    draftsAt: () => draftsAt,
    async named({ from, to }) {
      const since = Math.max(from, askedFrom(ledger, config.shop, clock.now()));
      return since >= to ? null : fetchNamedOrders(client, { from: since, to }, { signal });
    },
    bring: (id) => orders.fetch(id, { signal }),
    async fetch(id) {
      if ((await orders.fetch(id, { signal })) === 'gone') {
        throw new Problem('not-found', `Shopify has no order ${id} any more`);
      }
      await askAboutDrafts();
    },
    standing,
    isLetIn: () => shop !== null,
    told: told.get,
    identify: () =>
      identify().catch((error: unknown) =>
        log.warn('Shopify did not tell which shop it is', { error: messageOf(error) }),
      ),
    askAnew() {
      if (signal.aborted) return;
      shopAskedAt = Number.NEGATIVE_INFINITY;
      byItself();
    },
    status,
    async check() {
      shopAskedAt = Number.NEGATIVE_INFINITY;
      await now();
      return status();
    },
  };
}

function stateOf(failure: unknown, succeeded: boolean): ConnectionStatus['state'] {
  if (failure === null) return succeeded ? 'working' : 'checking';
  return isProblem(failure) && failure.kind === 'signed-out' ? 'signed-out' : 'failing';
}

function lacking(shop: ShopFacts | null): Refused | null {
  if (!shop || shop.missing.length === 0) return null;
  return {
    problem: `Missing permissions: ${shop.missing.join(', ')}`,
    fix: 'Add the permissions in Shopify, approve the app again',
  };
}
