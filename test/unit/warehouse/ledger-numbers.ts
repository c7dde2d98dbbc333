import { phoneKeys } from '../../../src/main/ledger/search-words.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { goodsCost } from '../../../src/shared/bill.ts';
import type { Entry, EntryOf } from '../../../src/shared/entry.ts';
import { commissionOn, commissionsOf } from '../../../src/shared/insights/commission.ts';
import { saleOf } from '../../../src/shared/insights/sale.ts';
import { dayText, zonedTime } from '../../../src/shared/insights/zoned-time.ts';
import type { Money } from '../../../src/shared/money.ts';
import { moneyToDecimal, timesMoney } from '../../../src/shared/money.ts';
import type { Order } from '../../../src/shared/order.ts';
import { compareByTime } from '../../../src/shared/sort-by-time.ts';

/** The views' expected rows, calculated from the ledger by the app's own folds. Times are epoch milliseconds. */
export type Numbers = { readonly [view: string]: readonly { readonly [column: string]: unknown }[] };

const decimal = (money: Money | null | undefined): number | null =>
  money ? Number(moneyToDecimal(money)) : null;
const sum = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.round(known.reduce((a, b) => a + b, 0) * 100) / 100;
};

export function numbersOf(ledger: Ledger): Numbers {
  const orders = [...ledger.orders.each()].map(({ order }) => order);
  const sales = orders.filter(
    ({ content, quarantined, partOf }) => !content.test && !quarantined && partOf === undefined,
  );
  const entries = [...ledger.entries.list()].sort(compareByTime);
  return {
    orders: orders.map(orderRow),
    order_lines: orders.flatMap(lineRows),
    customers: customerRows(sales),
    daily_sales: saleRows(ledger, sales),
    time_to_take: sales.flatMap((order) => {
      const first = entries
        .filter((entry): entry is EntryOf<'taken'> => entry.kind === 'taken' && entry.orderId === order.id)
        .toSorted((a, b) => a.data.decision - b.data.decision)
        .at(0);
      if (!first) return [];
      const seconds = Math.max(0, Math.trunc((first.at - order.receivedAt) / 1000));
      const { manager, via = null } = first.data;
      return [
        {
          order_id: order.id,
          source: order.source,
          taken_at: first.at,
          taken_by: manager,
          taken_via: via,
          seconds,
        },
      ];
    }),
    drafts: draftRows(ledger),
    touches: touchRows(ledger),
    notifications: noticeRows(entries),
  };
}

/** The last state of each order, manager and channel, also before the order's content came; sent ones stay sent. */
function noticeRows(entries: readonly Entry[]) {
  const last = new Map<string, { readonly state: string }>();
  for (const { kind, orderId, data } of entries) {
    if (kind !== 'notified') continue;
    const { manager, channel, state, reason = null, queuedAt = null, releasedBy = null } = data;
    const key = [orderId, manager, channel].join('\n');
    if (state !== 'sent' && last.get(key)?.state === 'sent') continue;
    const known = { queued_at: queuedAt, released_by: releasedBy };
    const row = { order_id: orderId, manager, channel, state, reason, ...known };
    last.set(key, row);
  }
  return [...last.values()].map((row) => ({ ...row }));
}

const currencyOf = ({ content }: Order): string | null => content.total?.currency ?? content.currency ?? null;

const orderRow = (order: Order) => ({
  order_id: order.id,
  source: order.source,
  number: order.content.number,
  version: order.version,
  status: order.status,
  payment_status: order.paymentStatus,
  fulfillment: order.content.fulfillment ?? null,
  currency: currencyOf(order),
  total: decimal(order.content.total),
  subtotal: decimal(goodsCost(order.content)),
  discount: decimal(order.content.discount),
  refunded: decimal(order.content.refunded),
  customer_phone: order.content.customer.phone ?? null,
  item_count: pieces(order),
  received_at: order.receivedAt,
  cancel_reason: order.cancelReason ?? null,
  taken_by: order.takenBy ?? null,
  taken_at: order.takenAt ?? null,
  needs_review: order.needsReview,
  part_cancelled: order.cancelledParts !== undefined,
  quarantined: order.quarantined,
  is_test: order.content.test ?? false,
  draft_id: order.draftId ?? null,
  sold_by: order.soldBy ?? null,
  part_of: order.partOf?.id ?? null,
  part_why: order.partOf?.why ?? null,
  attribution: order.attribution?.kind ?? null,
});

const pieces = ({ content }: Order): number =>
  content.items.reduce((count, { quantity, left }) => count + (left ?? quantity), 0);

const lineRows = ({ id, content, status, quarantined }: Order) =>
  content.items.map((item, at) => ({
    order_id: id,
    line: at + 1,
    title: item.title,
    quantity: item.left ?? item.quantity,
    ordered: item.quantity,
    unit_price: decimal(item.unitPrice),
    line_total: decimal(
      item.left === undefined ? item.lineTotal : item.unitPrice && timesMoney(item.unitPrice, item.left),
    ),
    options: item.options.join(', '),
    status,
    quarantined,
  }));

function grouped(orders: readonly Order[], keyOf: (order: Order) => string): readonly (readonly Order[])[] {
  const groups = new Map<string, Order[]>();
  for (const order of orders) groups.set(keyOf(order), [...(groups.get(keyOf(order)) ?? []), order]);
  return [...groups.values()];
}

function saleRows(ledger: Ledger, orders: readonly Order[]) {
  const zone = ledger.insights.timeZone();
  const terms = commissionsOf(ledger.entries.list());
  const keyed = orders.flatMap((order) => {
    const sale = saleOf(order, null);
    if (!sale) return [];
    const day = dayText(zonedTime(zone, sale.at).day);
    return [{ order, sale, day, key: [day, sale.source, sale.attribution, sale.currency].join('\n') }];
  });
  return [...Map.groupBy(keyed, ({ key }) => key).values()].map((some) => {
    const [first] = some;
    if (!first) throw new Error('an empty group');
    const sold = some.filter(({ sale }) => !sale.cancelled);
    const priced = sold.flatMap(({ sale: { total, refunded, currency, source } }) => {
      if (total === null) return [];
      const commission = commissionOn(total - refunded, currency, terms.get(source)?.commission ?? nothing);
      return [{ total, refunded, commission }];
    });
    const amount = (of: (one: (typeof priced)[number]) => number) =>
      sum(priced.map((one) => decimal({ minor: of(one), currency: first.sale.currency })));
    return {
      day: first.day,
      source: first.sale.source,
      attribution: first.sale.attribution,
      currency: first.sale.currency || null,
      orders: sold.length,
      items: sold.reduce((count, { sale }) => count + sale.items, 0),
      total: amount((one) => one.total),
      discount: sum(sold.map(({ order }) => decimal(order.content.discount))),
      delivery_fee: sum(sold.map(({ order }) => decimal(order.content.deliveryFee))),
      refunded: amount((one) => one.refunded),
      cancelled: some.length - sold.length,
      orders_with_total: priced.length,
      revenue: amount(({ total, refunded }) => total - refunded),
      commission: amount((one) => one.commission),
      net: amount(({ total, refunded, commission }) => total - refunded - commission),
    };
  });
}

const nothing = { share: 0, fixed: null };

function customerRows(orders: readonly Order[]) {
  const keyOf = ({ content: { customer } }: Order): string =>
    phoneKeys(customer.phone)[0] ||
    customer.email?.trim().toLowerCase() ||
    customer.name?.trim().toLowerCase() ||
    '';
  const known = orders.filter((order) => keyOf(order) !== '');
  return grouped(known, (order) => `${keyOf(order)}\n${currencyOf(order)}`).map((some) => {
    const [first] = some;
    if (!first) throw new Error('an empty group');
    const totals = some.map(({ status, content }) => (status === 'cancelled' ? 0 : decimal(content.total)));
    const kept = some.filter(({ status }) => status !== 'cancelled');
    return {
      customer_key: keyOf(first),
      currency: currencyOf(first),
      orders: some.length,
      cancelled: some.filter(({ status }) => status === 'cancelled').length,
      total: sum(totals),
      refunded: sum(kept.map(({ content }) => decimal(content.refunded))),
    };
  });
}

const idsOf = <K extends 'draftId' | 'subscriberId'>(ledger: Ledger, key: K): readonly string[] => [
  ...new Set(
    ledger.entries.list().flatMap(({ data }) => {
      const id: unknown = Reflect.get(data, key);
      return typeof id === 'string' ? [id] : [];
    }),
  ),
];

function draftRows(ledger: Ledger) {
  return idsOf(ledger, 'draftId').flatMap((id) => {
    const draft = ledger.drafts.get(id as never);
    if (!draft) return [];
    const sent = draft.sendings.filter(({ state }) => state === 'sent');
    return [
      {
        draft_id: draft.id,
        state: draft.state,
        name: draft.name || null,
        title: draft.title || null,
        customer_name: draft.customerName || null,
        total: decimal(draft.total ?? undefined),
        reason: draft.reason,
        made_by: draft.madeBy,
        created_at: draft.createdAt,
        links_sent: sent.length,
        first_sent_at: sent[0]?.at ?? null,
        opened_at: draft.openedAt,
        order_id: draft.orderId,
        orders: draft.orderIds.length,
        subscriber_id: draft.subscriberId,
        shopify_id: draft.shopifyId,
        replaces: draft.replaces,
      },
    ];
  });
}

/** One row per person: the number of touches, and an open request for a manager. */
function touchRows(ledger: Ledger) {
  return idsOf(ledger, 'subscriberId').flatMap((id) => {
    const person = ledger.people.get(id as never);
    if (!person) return [];
    return [{ subscriber_id: id, touches: person.touches, wants_manager: person.wantsManager }];
  });
}
