import type { Money } from '../../shared/money.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { LineItem, Order, WarehouseState } from '../../shared/order.ts';

/** One order as scripts read it: names, order of names and forms are an interface. */
export type OrderLine = ReturnType<typeof orderLine>;

/** Amounts are decimal strings; a value the source did not give is absent. */
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
    // the other ids it is known by: told twice and merged, or made in Shopify as well
    parts: order.parts?.map(({ id, why }) => ({ id, why })),
    partOf: order.partOf?.id,
    // a parked row still has to get there; why it does not is what `doctor` tells
    warehouse: warehouse === 'parked' ? 'pending' : warehouse,
    notifications: order.notifications.map(({ manager, channel, state }) => ({ manager, channel, state })),
    notes: notesOf(order),
    // of an order that came by a pay link: who sold it, and to whom in Messenger
    soldBy: order.soldBy,
    subscriberId: order.subscriberId,
    due: decimal(content.due),
    takenOff: decimal(content.takenOff),
    // bought by nobody: no sale
    ...(content.test === true && { test: true }),
    // beside delivery and tip; the total contains them
    fees: content.fees?.map(({ label, amount }) => ({ label, amount: moneyToDecimal(amount) })),
  });
}

const itemLine = (item: LineItem) =>
  present({
    title: item.title,
    quantity: item.quantity,
    // of them, where some were taken off or came back
    left: item.left,
    unitPrice: decimal(item.unitPrice),
    lineTotal: decimal(item.lineTotal),
    options: item.options,
    sku: item.sku,
  });

/** What the customer wrote, then what managers wrote. */
function notesOf({ content, notes }: Order): string | undefined {
  const all = [content.note ?? '', ...notes.map((note) => note.text)].filter((text) => text !== '');
  return all.length === 0 ? undefined : all.join('\n');
}

const decimal = (money: Money | undefined): string | undefined => money && moneyToDecimal(money);

type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };
/** Leaves out what is undefined, which JSON would anyway; here so that nobody sees an empty key in between. */
function present<T extends object>(value: T): Partial<Present<T>> {
  const kept = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept) as Partial<Present<T>>; // the same keys, less the undefined ones
}
