import { z } from 'zod';
import { entryIdSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { journeysQuery } from '../../shopify/documents.ts';
import type { CallOptions, ShopifyClient } from '../../shopify/shopify-client.ts';
import type { Visit } from './attribution-rules.ts';
import { attributionOf, visitOfOrder } from './attribution-rules.ts';

const hour = 3_600_000;
const lookBack = 48 * hour;
/** The app may have been closed since: over a weekend, or a holiday. */
const longestLookBack = 14 * 24 * hour;
/** Shopify computes a journey within minutes; after this timeout the order's own landing page is used. */
const patience = 24 * hour;
const atOnce = 50;

const text = z.string().nullish();
const visitSchema = z.object({
  occurredAt: z.string(),
  source: text,
  sourceType: text,
  landingPage: text,
  referrerUrl: text,
  utmParameters: z
    .object({ source: text, medium: text, campaign: text, term: text, content: text })
    .nullish(),
});
const journeysSchema = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string().optional(),
        customerJourneySummary: z
          .object({ ready: z.boolean(), firstVisit: visitSchema.nullish(), lastVisit: visitSchema.nullish() })
          .nullish(),
      })
      .nullable(),
  ),
});

export type AttributionParts = {
  readonly client: ShopifyClient;
  readonly ledger: Ledger;
  readonly clock: Clock;
};

/** Finds the attribution of recent web orders, once each. @returns a function for every reconciliation round */
export function createAttribution({ client, ledger, clock }: AttributionParts) {
  /** When all due orders were last requested: orders older than `patience` at that time have their attribution. */
  let doneAt = Number.NEGATIVE_INFINITY;

  return async function findAttributions(options?: CallOptions): Promise<number> {
    const begun = clock.now();
    const since = Math.max(begun - longestLookBack, Math.min(begun, doneAt) - lookBack);
    const all = [...ledger.orders.each({ since, source: 'shopify' })]
      .map(({ order }) => order)
      .filter(({ attribution, content }) => attribution === undefined && content.soldThrough === 'web');
    const due = all.slice(-atOnce);
    let found = 0;
    if (due.length > 0) {
      const ids = due.map(({ sourceId }) => `gid://shopify/Order/${sourceId}`);
      const { data } = await client.queryPartly(journeysQuery, { ids }, journeysSchema, options);
      ledger.transaction(() => {
        for (const [index, order] of due.entries()) {
          const journey = data.nodes[index]?.customerJourneySummary;
          const attribution = journey?.ready
            ? attributionOf(visitOf(journey.firstVisit), visitOf(journey.lastVisit))
            : fallback(order, clock.now());
          if (!attribution) continue;
          found += 1;
          ledger.entries.append({
            id: entryIdSchema.parse(`attribution:${order.id}`),
            orderId: order.id,
            at: clock.now(),
            by: 'shopify',
            kind: 'attribution-found',
            data: { attribution },
          });
        }
      });
    }
    if (due.length === all.length) doneAt = begun;
    return found;
  };
}

const fallback = (order: Order, now: number) =>
  now - order.receivedAt < patience ? null : attributionOf(undefined, visitOfOrder(order.content));

function visitOf(visit: z.infer<typeof visitSchema> | null | undefined): Visit | undefined {
  if (!visit) return undefined;
  const utm = visit.utmParameters;
  const named = {
    at: visit.occurredAt,
    source: utm?.source ?? visit.source,
    medium: utm?.medium,
    campaign: utm?.campaign,
    term: utm?.term,
    content: utm?.content,
    landingPage: visit.landingPage,
    referrer: visit.referrerUrl,
    tactic: visit.sourceType,
  };
  return Object.fromEntries(
    Object.entries(named).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}
