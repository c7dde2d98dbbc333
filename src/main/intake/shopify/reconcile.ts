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
  /** Where the shop is. */
  readonly place?: () => ShopPlace;
  /** By how much this computer's clock is known to be ahead of Shopify's, in milliseconds. */
  readonly ahead?: () => number;
  /** Where Shopify can reach the receiver; null while there is no tunnel. */
  readonly publicUrl: () => string | null;
  /** Whether this desk is the one that listens; any other asks by itself for the catalogue alone. */
  readonly listens?: () => boolean;
  /** See `createKeepSubscribed`. */
  readonly isShort?: () => boolean;
  readonly pubsubUri?: string | null;
  readonly config: ShopifyConfig;
  /** Asks how the draft orders stand; after the orders, so that those they became are known. */
  readonly askDrafts?: () => Promise<void>;
  /** Called when Shopify says of the shop itself what was not known of it. */
  readonly onTold?: () => void;
  /** Called after every round: the connection's state may have changed. */
  readonly onRound?: () => void;
};

/** Asks Shopify what happened: the truth, where the webhook is only the hurry. */
export interface Reconciliation extends Loop, Connection {
  /** A whole round now, on every desk; resolves when one that started after this call is done. Never rejects. */
  now(): Promise<void>;
  /** Shopify says that this product or collection changed: it is asked for in a moment, without waiting for a round. */
  catalogueChanged(change: CatalogueChange): void;
  /** The computer woke up: what did not come meanwhile says nothing of the subscriptions. */
  woke(): void;
  /** Whether the last round has told of every order. */
  hasAllOrders(): boolean;
  /** Whether deliveries can come, and how often their subscriptions were found to be gone; null where none is wanted, for none could be checked. */
  subscribed(): { readonly ensured: boolean; readonly renewals: number } | null;
  /** A delivery was taken. */
  delivered(): void;
  /** A delivery was not taken because of how this app and Shopify are set up. */
  refused(refusal: Refused): void;
  /** Until when Shopify is known to have told all its orders; null before it was asked. */
  ordersAt(): number | null;
  /** When it was last asked how the draft orders stand whose links are out; of the older ones some each time. */
  draftsAt(): number | null;
  /** Which orders Shopify says were placed in a span, however the ledger came to know of them, or not. Null where the whole span is before what this desk asks for. */
  named(span: { readonly from: number; readonly to: number }): Promise<readonly NamedOrder[] | null>;
  /** Brings one order into the ledger by Shopify's own id, digits. */
  fetch(id: string): Promise<void>;
  /** The same of an order that may be gone, without the draft orders. Rejects with a Problem. */
  bring(id: string): ReturnType<OrderSweep['fetch']>;
  /** Why Shopify does not publish its webhooks to Pub/Sub. */
  pubsubProblem(): Problem | null;
  readonly standing: Standing;
  /** Whether Shopify has let this desk in since it was started. */
  isLetIn(): boolean;
  told(): StoredShop;
  /** Asks which shop it is, where it was not asked lately. Never rejects. */
  identify(): Promise<void>;
  /** Asks that, and what this desk asks by itself, at once. */
  askAnew(): void;
}

export const roundEveryMs = 120_000;
/** After Shopify was not there, or had had enough: then there is something to make up for. */
const againMs = 60_000;
/** While there is more of the catalogue than one round reads; the orders are asked for in between. */
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

  /** Once at a time: a round and whoever else waits for it are told together. */
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

  /** No entry tells what is sold: each desk asks for that. The rest comes from the desk that listens. */
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

  /** The steps do not depend on each other: one that fails is told and does not hold up the rest. */
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
        // a thing that is refused to a shop that is shut says nothing: `identify` has said it of all
        if (isProblem(error) && error.kind === 'signed-out') standing.hear(error);
        // the rest of the round would meet the same
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

  /** What cannot be kept of a round now is kept after the next. */
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
