import type { Money } from '../../shared/money.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { LineItem, Order, WarehouseState } from '../../shared/order.ts';

/** One order as scripts read it: field names, their order and their formats are an interface. */
export type OrderLine = ReturnType<typeof orderLine>;

/** Amounts are decimal strings; a value the source did not send is absent. */
export function orderLine(order: Order, warehouse: WarehouseState) {
  const { content } = order;
  const { customer } = content;
  return present({
    id: order.id,
    source: order.source,
    sourceId: order.sourceId,
    number: content.number || undefined,
    status: order.status,
    paymentStatus: order.paymentStatus,
    currency: content.currency ?? content.total?.currency,
    total: decimal(content.total),
    subtotal: decimal(content.subtotal),
    deliveryFee: decimal(content.deliveryFee),
    discount: decimal(content.discount),
    tax: decimal(content.tax),
    tip: decimal(content.tip),
    customer: present({ name: customer.name, phone: customer.phone, email: customer.email }),
    address: content.address,
    recipient: content.recipient,
    wanted: content.wanted,
    items: content.items.map(itemLine),
    placedAt: content.placedAt,
    receivedAt: new Date(order.receivedAt).toISOString(),
    needsReview: order.needsReview,
    ...(order.quarantined && { quarantined: true }),
    refunded: decimal(content.refunded),
    cancelReason: order.cancelReason,
    // its other ids: received twice and merged, or made in Shopify as well
    parts: order.parts?.map(({ id, why }) => ({ id, why })),
    partOf: order.partOf?.id,
    // a parked row is still pending; `doctor` reports why
    warehouse: warehouse === 'parked' ? 'pending' : warehouse,
    notifications: order.notifications.map(({ manager, channel, state }) => ({ manager, channel, state })),
    notes: notesOf(order),
    // of an order by a payment link: who sold it, and to whom in Messenger
    soldBy: order.soldBy,
    subscriberId: order.subscriberId,
    due: decimal(content.due),
    takenOff: decimal(content.takenOff),
    // a test order: no sale
    ...(content.test === true && { test: true }),
    // beside delivery and tip; the total contains them
    fees: content.fees?.map(({ label, amount }) => ({ label, amount: moneyToDecimal(amount) })),
  });
}

const itemLine = (item: LineItem) =>
  present({
    title: item.title,
    quantity: item.quantity,
    // the remaining quantity, if some were removed or returned
    left: item.left,
    unitPrice: decimal(item.unitPrice),
    lineTotal: decimal(item.lineTotal),
    options: item.options,
    sku: item.sku,
  });

/** The customer's note, then the managers' notes. */
function notesOf({ content, notes }: Order): string | undefined {
  const all = [content.note ?? '', ...notes.map((note) => note.text)].filter((text) => text !== '');
  return all.length === 0 ? undefined : all.join('\n');
}

const decimal = (money: Money | undefined): string | undefined => money && moneyToDecimal(money);

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** Removes undefined values, as JSON would, so that no caller sees an empty key. */
function present<T extends object>(value: T): Partial<Present<T>> {
  const kept = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept) as Partial<Present<T>>; // the same keys, less the undefined ones
}
