import { isProblem, mayPass, messageOf, Problem } from '../../../shared/problem.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, ConnectionStatus, Ledger, Log } from '../../ports.ts';
import { createCatalogueReading } from '../../selling/catalogue.ts';
import type { CatalogueChange } from '../../selling/catalogue-change.ts';
import { createCollectionReading } from '../../selling/collections.ts';
import { createHurriedCatalogue } from '../../selling/hurried-catalogue.ts';
import type { ShopifyConfig } from '../../settings/config.ts';
import type { ShopFacts, ShopifyClient } from '../../shopify/shopify-client.ts';
import { createStanding, hearing } from '../../standing.ts';
import type { OrderSource } from '../order-source.ts';
import type { Recorder } from '../recorder.ts';
import { createAttribution } from './attribution.ts';
import type { Refused } from './keep-subscribed.ts';
import { createKeepSubscribed } from './keep-subscribed.ts';
import type { StoredShop } from './known-shop.ts';
import { createStoredShop } from './known-shop.ts';
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
export interface Reconciliation extends OrderSource {
  /** Shopify reported a change of this product or collection: fetches it shortly, without waiting for a round. */
  catalogueChanged(change: CatalogueChange): void;
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
  /** Fetches an order that may be deleted, without the draft orders. Rejects with a Problem. @param id Shopify's, digits */
  bring(id: string): ReturnType<OrderSweep['fetch']>;
  /** Why Shopify does not publish its webhooks to Pub/Sub. */
  pubsubProblem(): Problem | null;
  /** Whether Shopify has accepted the credentials since the start. */
  isLetIn(): boolean;
  told(): StoredShop;
  /** Requests the facts of the shop unless they are recent. Never rejects. */
  identify(): Promise<void>;
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
  /** Whether the next round runs every step, also on a computer that is not the leader. */
  let isAsked = false;

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
    const { isWhole, ...swept } = await orders.sweep({ signal });
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

  /**
   * The steps are independent: a failed one is logged and does not stop the rest.
   * @returns the delay until the next round in milliseconds
   */
  async function round(steps: readonly Step[]): Promise<number> {
    const failures: unknown[] = [];
    allOrders = false;
    for (const step of steps) {
      if (signal.aborted) return againMs;
      try {
        await step();
      } catch (error) {
        if (signal.aborted) return againMs;
        failures.push(error);
        // a step that is refused because the shop is closed proves nothing: `identify` has recorded that already
        if (isProblem(error) && error.kind === 'signed-out') standing.hear(error);
        // the remaining steps would fail too
        if (isProblem(error) && (error.kind === 'signed-out' || mayPass(error))) break;
      }
    }
    failure = failures[0] ?? null;
    if (failure === null) {
      lastSuccessAt = clock.now();
      standing.hear(null);
    }
    for (const error of failures) {
      if (isProblem(error))
        log.warn('asking Shopify back failed', { kind: error.kind, error: error.message });
      else log.error('asking Shopify back failed', { error });
    }
    if (failures.some((error) => isProblem(error) && mayPass(error))) return againMs;
    return products.isBehind() && failure === null ? soonMs : roundEveryMs;
  }

  const loop = createPollingLoop(clock, async () => {
    const steps = isAsked || listens() ? everything : catalogueAlone;
    isAsked = false;
    return round(steps)
      .catch((error: unknown) => {
        log.error('asking Shopify back failed', { error });
        return againMs;
      })
      .finally(tellRound);
  });

  /** A failed callback is retried after the next round. */
  function tellRound(): void {
    try {
      parts.onRound?.();
    } catch (error) {
      log.error('what a round with Shopify told could not be kept', { error });
    }
  }

  /** Runs a whole round, also on a computer that is not the leader. */
  function now(): Promise<void> {
    isAsked = true;
    return loop.next();
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
    start: loop.start,
    async stop() {
      stopping.abort();
      await Promise.all([loop.stop(), hurried.stop()]);
    },
    now,
    catalogueChanged: hurried.changed,
    isRead: () => allOrders,
    subscribed: () =>
      canCheck ? { ensured: subscriptions.isEnsured(), renewals: subscriptions.renewals() } : null,
    delivered: subscriptions.delivered,
    refused: subscriptions.refused,
    pubsubProblem: subscriptions.pubsubProblem,
    ordersAt: () => ordersAt,
    draftsAt: () => draftsAt,
    sources: () => ['shopify'],
    async list(_source, { from, to }) {
      const since = Math.max(from, askedFrom(ledger, config.shop, clock.now()));
      return since >= to ? null : fetchNamedOrders(client, { from: since, to }, { signal });
    },
    bring: (id) => orders.fetch(id, { signal }),
    async fetch(id) {
      const [, digits] = /^shopify:(\d+)$/.exec(id) ?? [];
      if (digits === undefined || (await orders.fetch(digits, { signal })) === 'gone') {
        throw new Problem('not-found', `Order ${digits ?? id} no longer exists in Shopify`);
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
      shopAskedAt = Number.NEGATIVE_INFINITY;
      loop.askAnew();
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
