import { draftAttribute } from '../../../shared/draft.ts';
import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { IncomingOrder, OrderContent, PaymentStatus, ReviewReason } from '../../../shared/order.ts';
import { wantedOfWords } from '../../../shared/pasted/wanted-of-words.ts';
import { momentTold } from '../../../shared/placed-at.ts';
import { isProblem, Problem } from '../../../shared/problem.ts';
import type { ShopPlace } from '../../../shared/shop-place.ts';
import { unknownPlace } from '../../../shared/shop-place.ts';
import type { WantedTime } from '../../../shared/wanted.ts';
import { wantedOfPairs } from '../../../shared/wanted.ts';
import { amountsOf } from './read-order-amounts.ts';
import type { OrderBody } from './read-order-body.ts';
import { orderBodySchema, parseExactJson } from './read-order-body.ts';
import { list, time, words } from './read-order-given.ts';
import { itemsOf, pairsOf } from './read-order-items.ts';
import { isCustomerHidden, peopleOf } from './read-order-people.ts';

export type ShopifyReading =
  | { readonly kind: 'order'; readonly order: IncomingOrder }
  | { readonly kind: 'unreadable'; readonly reason: string };

/**
 * Parses the body of an order webhook: Shopify's REST order.
 * @param place time zone and country of the shop
 */
export function readShopifyOrder(text: string, place: ShopPlace = unknownPlace): ShopifyReading {
  try {
    const parsed = orderBodySchema.safeParse(parseExactJson(text));
    if (parsed.success) return { kind: 'order', order: orderOf(parsed.data, place) };
    const [issue] = parsed.error.issues;
    return { kind: 'unreadable', reason: `${issue?.path.join('.') || 'the body'}: ${issue?.message}` };
  } catch (error) {
    if (isProblem(error) && error.kind === 'bad-input') return { kind: 'unreadable', reason: error.message };
    throw error;
  }
}

function orderOf(body: OrderBody, place: ShopPlace): IncomingOrder {
  // the exact number has priority; in one test notification the two differed
  const sourceId = body.id ?? /^gid:\/\/shopify\/Order\/(\d+)$/.exec(body.admin_graphql_api_id ?? '')?.[1];
  if (!sourceId) throw new Problem('bad-input', 'the body has no order id');
  const version = Date.parse(body.updated_at ?? body.created_at ?? '');
  if (Number.isNaN(version)) throw new Problem('bad-input', 'the body does not say when it was updated');
  return { source: 'shopify', sourceId, version, content: contentOf(body, sourceId, place) };
}

function contentOf(body: OrderBody, sourceId: string, place: ShopPlace): OrderContent {
  const number = words(body.name);
  const amounts = amountsOf(body);
  const items = itemsOf(body, amounts.currency);
  const people = peopleOf(body, place.country);
  const { wanted, others: properties } = wantedOfPairs(pairsOf(body.note_attributes));
  const placedAt = time(body.processed_at) ?? time(body.created_at);
  const tags = (body.tags ?? '').split(',').flatMap((tag) => words(tag) ?? []);
  const soldThrough = words(body.source_name);
  const review: ReviewReason[] = [
    ...(number === undefined ? [{ code: 'no-number' as const }] : []),
    ...(amounts.total === undefined ? [{ code: 'no-total' as const }] : []),
    ...(items.length === 0 ? [{ code: 'no-items' as const }] : []),
    ...(isCustomerHidden(people, soldThrough) ? [{ code: 'customer-hidden' as const }] : []),
  ];
  return {
    number: number ?? sourceId,
    ...amounts,
    ...people,
    items,
    paymentStatus: paymentStatusOf(body.financial_status),
    ...omitUndefined({
      // the date on Shopify's own pages; for an imported order the time of the sale, not of the import
      placedAt,
      fulfillment: fulfillmentOf(body.fulfillment_status),
      tracking: list(trackingOf(body.fulfillments)),
      cancelledAt: time(body.cancelled_at),
      deliveryMethod: body.shipping_lines?.flatMap(({ title }) => words(title) ?? [])[0],
      wanted: wanted ?? wantedIn(properties, placedAt, place) ?? undefined,
      note: words(body.note),
      properties: list(properties),
      tags: list(tags),
      discountCodes: list((body.discount_codes ?? []).flatMap(({ code }) => words(code) ?? [])),
      gateways: list((body.payment_gateway_names ?? []).flatMap((name) => words(name) ?? [])),
      test: body.test === true ? true : undefined,
      soldThrough,
      draftTag:
        tags.find((tag) => tag.startsWith('orderbell-')) ??
        properties.find(({ name }) => name === draftAttribute)?.value,
      landingPage: words(body.landing_site),
      referrer: words(body.referring_site),
      review: list(review),
    }),
  };
}

/** The delivery time that a checkout app stored as text: `tomorrow` is relative to the time of the order. */
function wantedIn(
  properties: readonly { readonly name: string; readonly value: string }[],
  placedAt: string | undefined,
  { timeZone }: ShopPlace,
): WantedTime | null {
  const now = momentTold(placedAt);
  if (now === null) return null;
  const fields = properties.filter(({ name }) => asksWhen.test(name)).map(({ value }) => value);
  return wantedOfWords(fields, { now, timeZone });
}

const asksWhen =
  /(?:delivery|pick-?up|collection).?(?:date|day|time)|(?:дата|час|день|время) доставки|(?:data|dzień|godzina|termin) dostawy/iu;

const paymentStatusOf = (status: string | null | undefined): PaymentStatus =>
  paymentStatuses.get(status ?? '') ?? 'unknown';

const paymentStatuses: ReadonlyMap<string, PaymentStatus> = new Map([
  ['pending', 'pending'],
  ['authorized', 'authorized'],
  ['partially_paid', 'partially-paid'],
  ['paid', 'paid'],
  ['partially_refunded', 'partially-refunded'],
  ['refunded', 'refunded'],
  ['voided', 'voided'],
  ['expired', 'voided'], // the authorization expired: nothing was paid
]);

/** Tracking numbers without duplicates: an order may have two parcels, and a parcel may be listed twice. */
const trackingOf = (fulfillments: OrderBody['fulfillments']): readonly string[] => [
  ...new Set(
    (fulfillments ?? []).flatMap((one) => (one.tracking_numbers ?? []).flatMap((no) => words(no) ?? [])),
  ),
];

/** Null means that nothing was sent yet. A restocked order is not sent. */
function fulfillmentOf(status: string | null | undefined): OrderContent['fulfillment'] {
  if (status === undefined) return undefined;
  return status === 'fulfilled' || status === 'partial' ? status : 'none';
}
