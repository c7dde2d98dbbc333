import { HttpResponseError } from '@shopify/shopify-api';
import { z } from 'zod';
import { documentIdSchema } from '../../../shared/ids.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import { unknownPlace } from '../../../shared/shop-place.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import { isRestoring } from '../../restoring.ts';
import { orderByIdQuery, orderLinesQuery, ordersQuery } from '../../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../../shopify/shopify-client.ts';
import type { FieldPath } from '../../shopify/understand.ts';
import { QueryTooCostly } from '../../shopify/understand.ts';
import type { Recorder } from '../recorder.ts';
import { askedBack } from '../recorder.ts';
import {
  askedByOthersUntil,
  connectedSince,
  placedHere,
  rememberConnection,
  rings,
} from './connected-since.ts';
import { pageInfoSchema } from './graphql-order.ts';
import { readGraphqlOrder } from './read-graphql-order.ts';

const day = 86_400_000;
const firstLookBack = 7 * day;
/** Shopify shows older orders only to apps with access to all orders. */
const longestLookBack = 60 * day;
/** Shopify's search lags behind its orders by seconds, sometimes minutes. */
const overlap = 10 * 60_000;

const pageSchema = z.object({
  orders: z.object({ nodes: z.array(z.unknown()), pageInfo: pageInfoSchema }),
});
const oneSchema = z.object({ nodes: z.array(z.unknown()).length(1) });
const linesSchema = z.object({
  order: z
    .object({ lineItems: z.object({ nodes: z.array(z.unknown()), pageInfo: pageInfoSchema }) })
    .nullable(),
});
type Lines = NonNullable<z.infer<typeof linesSchema>['order']>['lineItems'];
/** An order with all its lines, or cut after the first of them. */
type Whole = { readonly node: unknown; readonly isCut: boolean };
/** The fields needed to page through the lines of an order. */
const longOrderSchema = z.looseObject({
  id: z.string(),
  updatedAt: z.string(),
  createdAt: z.string(),
  lineItems: z.looseObject({ nodes: z.array(z.unknown()), pageInfo: pageInfoSchema }),
});

const cut = { kind: 'unreadable', reason: 'Shopify did not send all items' } as const;

/** The oldest change that the first sweep fetches. */
export const askedFrom = (ledger: Ledger, shop: string, now: number): number =>
  (connectedSince(ledger, shop, now) ?? now) - firstLookBack;

const checkpointOf = (shop: string): string => `shopify.orders:${shop}`;

/** Every order of a shop that changed before this time was fetched; undefined before the first sweep. */
export function askedTo({ checkpoints }: Pick<Ledger, 'checkpoints'>, shop: string): number | undefined {
  const reached = checkpoints.get(checkpointOf(shop));
  return reached === null ? undefined : Date.parse(reached) - overlap;
}

export type ReconcileOrdersParts = {
  readonly client: ShopifyClient;
  readonly ledger: Ledger;
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly log: Log;
  /** How far this computer's clock is ahead of Shopify's, in milliseconds. */
  readonly ahead?: () => number;
  /** The time zone and country of the shop. */
  readonly place?: () => ShopPlace;
};

/** Fetches the orders of one shop: the changed ones, or any one by its id. */
export type OrderSweep = {
  /**
   * Fetches every order that changed since the checkpoint, page by page. Each page is stored together with the new checkpoint.
   */
  sweep(options?: CallOptions): Promise<Swept>;
  /** Fetches one order into the ledger, whatever the sweeps have skipped. @param id Shopify's, digits */
  fetch(id: string, options?: CallOptions): Promise<'new' | 'updated' | 'seen' | 'parked' | 'gone'>;
};

export type Swept = {
  readonly seen: number;
  readonly news: number;
  readonly parked: number;
  /** Whether everything was fetched; while the ledger is being restored, only the last day and later changes are. */
  readonly isWhole: boolean;
};

export function createOrderSweep(parts: ReconcileOrdersParts): OrderSweep {
  const { client, ledger, recorder, clock, log, ahead = () => 0, place = () => unknownPlace } = parts;
  const { shop } = client;
  const checkpoint = checkpointOf(shop);
  let size = { first: 20, lines: 20 };

  async function fetchPage(query: string, after: string | null, options?: CallOptions) {
    for (;;) {
      try {
        return await client.queryPartly(ordersQuery, { ...size, query, after }, pageSchema, options);
      } catch (error) {
        if (!(error instanceof QueryTooCostly) || size.first === 1) throw error;
        size = { first: Math.ceil(size.first / 2), lines: Math.max(5, Math.ceil(size.lines / 2)) };
        log.info('smaller pages asked for', size);
      }
    }
  }

  type Rest = { readonly id: string; readonly first: number; readonly after: string | null | undefined };

  /** @returns null when the order is deleted or refused */
  async function fetchLines(rest: Rest, options?: CallOptions): Promise<Lines | null> {
    try {
      const { data } = await client.queryPartly(orderLinesQuery, rest, linesSchema, options);
      return data.order?.lineItems ?? null;
    } catch (error) {
      if (error instanceof QueryTooCostly && rest.first > 1) {
        return fetchLines({ ...rest, first: Math.ceil(rest.first / 2) }, options);
      }
      // a refusal for one order must not block the orders after it; an HTTP error status refuses all orders
      const isOfAll = isProblem(error) && error.cause instanceof HttpResponseError;
      if (!isProblem(error) || error.kind !== 'refused' || isOfAll) throw error;
      return null;
    }
  }

  /** Adds the lines beyond the first page to the order. An unreadable order is passed on for the parser to report. */
  async function whole(node: unknown, options?: CallOptions): Promise<Whole> {
    const order = longOrderSchema.safeParse(node);
    if (!order.success || !order.data.lineItems.pageInfo.hasNextPage) return { node, isCut: false };
    const nodes = [...order.data.lineItems.nodes];
    let info = order.data.lineItems.pageInfo;
    while (info.hasNextPage) {
      const rest = await fetchLines({ id: order.data.id, first: 100, after: info.endCursor }, options);
      if (rest === null) return { node, isCut: true };
      nodes.push(...rest.nodes);
      info = rest.pageInfo;
    }
    return { node: { ...order.data, lineItems: { nodes, pageInfo: info } }, isCut: false };
  }

  const since = (): number | null => connectedSince(ledger, shop, clock.now());

  /** @param connected when the shop was first polled, see `since` */
  function recordOne(
    { node, isCut }: Whole,
    hidden: boolean,
    connected: number | null,
  ): 'new' | 'updated' | 'seen' | 'parked' {
    const reading = isCut ? cut : readGraphqlOrder(node, hidden, place());
    if (reading.kind === 'unreadable') {
      park(node, reading.reason);
      return 'parked';
    }
    const { placedAt } = reading.order.content;
    const ring = rings(placedAt, connected);
    return recorder.record(reading.order, { by: askedBack, ring, ...placedHere(placedAt, ahead()) }).outcome;
  }

  function park(node: unknown, reason: string): void {
    const named = z.object({ id: z.string(), updatedAt: z.string() }).safeParse(node);
    const name = named.success
      ? `${named.data.id}@${named.data.updatedAt}`
      : JSON.stringify(node).slice(0, 200);
    const id = documentIdSchema.parse(`api:${name}`);
    const body = new TextEncoder().encode(JSON.stringify(node));
    if (
      !ledger.documents.put({ id, kind: 'api', topic: 'order', headers: {}, body, receivedAt: clock.now() })
    )
      return;
    ledger.documents.settle(id, 'parked', { reason });
    log.warn('an order of Shopify cannot be read', { id, reason });
  }

  async function fetch(id: string, options?: CallOptions): ReturnType<OrderSweep['fetch']> {
    const variables = { ids: [`gid://shopify/Order/${id}`], lines: 100 };
    const { data, denied } = await client.queryPartly(orderByIdQuery, variables, oneSchema, options);
    const [node = null] = data.nodes;
    if (node === null) return 'gone';
    const read = await whole(node, options);
    return ledger.transaction(() => recordOne(read, isHidden(denied, 0, 1), since()));
  }

  /** A computer that has never fetched everything continues where the others stopped. */
  function firstFrom(): number {
    const now = clock.now();
    const until = askedByOthersUntil(ledger, shop) ?? now;
    return Math.max(Math.min(until - overlap, now - firstLookBack), now - longestLookBack);
  }

  async function sweep(options?: CallOptions): Promise<Swept> {
    rememberConnection(ledger.settings, shop, clock.now());
    const connected = since();
    const before = askedTo(ledger, shop);
    // during a restore, a missing order may still come from the log: fetch only what is notified in any case
    const isWhole = before !== undefined || !isRestoring(ledger);
    const from = isWhole ? (before ?? firstFrom()) : clock.now() - day;
    const query = `updated_at:>='${new Date(from).toISOString()}'`;
    const swept = { seen: 0, news: 0, parked: 0 };
    let after: string | null = null;
    do {
      const { data, denied }: Awaited<ReturnType<typeof fetchPage>> = await fetchPage(query, after, options);
      const wholes: Whole[] = [];
      for (const node of data.orders.nodes) wholes.push(await whole(node, options));
      ledger.transaction(() => {
        for (const [index, read] of wholes.entries()) {
          const outcome = recordOne(read, isHidden(denied, index), connected);
          swept.seen += 1;
          if (outcome === 'new' || outcome === 'updated') swept.news += 1;
          if (outcome === 'parked') swept.parked += 1;
        }
        const reached = latest(data.orders.nodes);
        if (isWhole && reached !== null && reached > (ledger.checkpoints.get(checkpoint) ?? '')) {
          ledger.checkpoints.set(checkpoint, reached);
        }
      });
      after = data.orders.pageInfo.hasNextPage ? (data.orders.pageInfo.endCursor ?? null) : null;
    } while (after !== null);
    return { ...swept, isWhole };
  }

  return { sweep, fetch };
}

const aboutCustomer: readonly unknown[] = ['customer', 'email', 'phone', 'shippingAddress', 'billingAddress'];

/**
 * Whether Shopify withheld the customer: of this order, or of all (a refusal without a path). `depth` is the position of the
 * order's index in a path.
 */
const isHidden = (denied: readonly FieldPath[], index: number, depth = 2): boolean =>
  denied.some(
    ({ [depth]: at, [depth + 1]: field }) =>
      (at === undefined || at === index) && (field === undefined || aboutCustomer.includes(field)),
  );

/** The latest change on a page, in ISO form, which sorts as text. */
function latest(nodes: readonly unknown[]): string | null {
  const times = nodes
    .map((node) => z.object({ updatedAt: z.string() }).safeParse(node).data?.updatedAt)
    .map((text) => Date.parse(text ?? ''))
    .filter((time) => !Number.isNaN(time));
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString();
}
