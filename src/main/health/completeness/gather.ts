import type { CountedSource } from '../../../shared/completeness.ts';
import type { OrderId, Source } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import { momentTold } from '../../../shared/placed-at.ts';
import { dayIn, lastDays } from '../../../shared/shop-days.ts';
import { mailedAt } from '../../mailed-at.ts';
import { lateKinds, noticeKinds } from '../../notice-kinds.ts';
import type { OrderSteps } from '../../order-steps-port.ts';
import type { Clock, HeldDocument, Ledger } from '../../ports.ts';
import type { PaidElsewhere } from '../../selling/poll-drafts.ts';
import type { Facts, Held, OrderTrouble, PlacedOrder } from './facts.ts';
import type { Survey } from './survey.ts';

export type GatherParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** The shop's IANA time zone. */
  readonly timeZone: () => string;
  readonly survey: Pick<Survey, 'asked' | 'askable'>;
  /** The source that a stored mail of this sender belongs to. */
  readonly sourceOfSender: (address: string) => Source;
  readonly paidElsewhere: () => readonly PaidElsewhere[];
  /** Time of the last status request for draft orders. */
  readonly draftsAskedAt: () => number | null;
  /** Why BigQuery refuses everything at the moment. */
  readonly warehouseProblem: () => string | null;
  readonly warehouseOff: boolean;
  readonly notifyOff: boolean;
};

const mostLinks = 500;
/** Maximum number of bodies to search for their order: the intake parses a burst of deliveries faster than that. */
const mostBodies = 50;

/** Margin for a clock that is behind: an order of these days may carry an earlier time. */
const clockMarginMs = 24 * 60 * 60_000;

/** Collects the facts of the last days for the comparison, today first. */
export function gatherFacts(parts: GatherParts, count: number): Facts {
  const { ledger, clock, survey, paidElsewhere, warehouseOff, notifyOff } = parts;
  const now = clock.now();
  const timeZone = parts.timeZone();
  const days = lastDays(timeZone, now, count);
  const from = days.at(-1)?.from ?? now;
  const orders = ledger.orders
    .steps(from - clockMarginMs)
    .map((order): PlacedOrder => ({ ...order, day: dayIn(timeZone, placedAtOf(order)) }));
  const askable = survey.askable();
  return {
    now,
    timeZone,
    days,
    orders,
    asked: survey.asked(days),
    askable,
    held: heldOf(parts),
    isRead: (mail) => {
      const state = ledger.documents.look(mail)?.state;
      if (state === 'understood' || state === 'ignored') return true;
      // the mail was read by an earlier leader: its orders are here, and the mail itself is not
      return ledger.entries.toldBy(mail).length > 0;
    },
    troubles: troublesOf(parts, orders),
    paidLinks: {
      here: ledger.drafts
        .list(mostLinks)
        .flatMap(({ state, orderId, changedAt }) =>
          state === 'paid' && orderId !== null && changedAt >= from
            ? [{ order: orderId, day: dayIn(timeZone, changedAt) }]
            : [],
        ),
      missing: paidElsewhere().map(({ draft, order, number, seenAt }) => ({
        link: draft.id,
        order,
        number: number || draft.name,
        customerName: draft.customerName,
        seenAt,
      })),
      askedAt: parts.draftsAskedAt(),
    },
    touches: countBy(ledger.people.touchTimes(from).map((at) => dayIn(timeZone, at))),
    warehouseOff,
    notifyOff,
  };
}

/** Time of the order. A mail that prints only local time counts by when it came. */
function placedAtOf({ placedAt, mailedAt, receivedAt }: OrderSteps): number {
  return mailedAt ?? momentTold(placedAt) ?? receivedAt;
}

function heldOf({ ledger, sourceOfSender }: GatherParts): readonly Held[] {
  const ofOrders = ledger.documents
    .held()
    .filter(({ kind, topic }) => kind !== 'webhook' || topic.startsWith('orders/'));
  return ofOrders.map((document, index) => {
    const source: CountedSource = document.kind === 'mail' ? sourceOfSender(document.topic) : 'shopify';
    const order = index < mostBodies ? orderOf(ledger, document) : null;
    return { ...document, source, at: mailedAt(document), order };
  });
}

/** The Shopify order of a delivery or an answer, as far as it can be parsed. */
function orderOf(ledger: Ledger, { id, kind }: HeldDocument): OrderId | null {
  if (kind === 'mail') return null;
  const answered = /^api:gid:\/\/shopify\/Order\/(\d+)@/.exec(id)?.[1];
  if (answered !== undefined) return orderIdOf('shopify', answered);
  // matched as text: as a number the id could lose its last digits, and a parked body may not be JSON
  const text = new TextDecoder().decode(ledger.documents.get(id)?.body).slice(0, 400);
  const told = /"admin_graphql_api_id"\s*:\s*"gid:\/\/shopify\/Order\/(\d+)"/.exec(text)?.[1];
  const numbered = told ?? /^\s*\{\s*"id"\s*:\s*(\d+)/.exec(text)?.[1];
  return numbered === undefined ? null : orderIdOf('shopify', numbered);
}

function troublesOf(
  { ledger, warehouseProblem }: GatherParts,
  orders: readonly PlacedOrder[],
): ReadonlyMap<OrderId, readonly OrderTrouble[]> {
  const troubles = new Map<OrderId, OrderTrouble[]>();
  const put = (order: OrderId, trouble: OrderTrouble) =>
    troubles.set(order, [...(troubles.get(order) ?? []), trouble]);
  const notices = noticeKinds.flatMap((kind) => ledger.outbox.open(kind));
  for (const { id, orderId, kind, state, reason } of notices) {
    // a digest notification that collects until its scheduled time: no problem
    const isGathered = lateKinds.includes(kind) && state === 'waiting' && reason === null;
    if (orderId !== null && !isGathered) put(orderId, { kind: 'notice', state, message: id, reason });
  }
  const stopped = warehouseProblem();
  for (const { id, warehouse } of orders) {
    if (warehouse === 'pending') put(id, { kind: 'load', state: 'waiting', message: null, reason: stopped });
    if (warehouse !== 'parked') continue;
    for (const item of ledger.orders.detail(id)?.timeline ?? []) {
      if (item.step !== 'parked' || item.manager !== null) continue;
      put(id, { kind: 'load', state: 'parked', message: item.messageId, reason: item.reason });
    }
  }
  return troubles;
}

const countBy = (days: readonly string[]): Facts['touches'] =>
  [...Map.groupBy(days, (day) => day)].map(([day, all]) => ({ day, count: all.length }));
