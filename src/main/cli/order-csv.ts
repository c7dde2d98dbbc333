import type { OrderLine } from './order-line.ts';

type Cell = string | number | boolean | undefined;

const columns: { readonly [name: string]: (line: OrderLine) => Cell } = {
  id: (line) => line.id,
  source: (line) => line.source,
  sourceId: (line) => plainText(line.sourceId),
  number: (line) => plainText(line.number),
  status: (line) => line.status,
  paymentStatus: (line) => line.paymentStatus,
  currency: (line) => line.currency,
  total: (line) => line.total,
  subtotal: (line) => line.subtotal,
  deliveryFee: (line) => line.deliveryFee,
  discount: (line) => line.discount,
  tax: (line) => line.tax,
  tip: (line) => line.tip,
  customerName: (line) => plainText(line.customer?.name),
  customerPhone: (line) => plainText(line.customer?.phone),
  customerEmail: (line) => plainText(line.customer?.email),
  address: (line) => plainText(line.address),
  items: (line) => plainText(line.items?.map((item) => `${item.quantity} × ${item.title}`).join('; ')),
  placedAt: (line) => line.placedAt,
  receivedAt: (line) => line.receivedAt,
  needsReview: (line) => line.needsReview,
  warehouse: (line) => line.warehouse,
  notifications: (line) =>
    plainText(
      line.notifications?.map(({ manager, channel, state }) => `${manager} ${channel} ${state}`).join('; '),
    ),
  notes: (line) => plainText(line.notes),
  refunded: (line) => line.refunded,
  partOf: (line) => line.partOf,
  soldBy: (line) => plainText(line.soldBy),
  subscriberId: (line) => plainText(line.subscriberId),
};

export const csvHead = Object.keys(columns).join(',');

export const csvRow = (line: OrderLine): string =>
  Object.values(columns)
    .map((cell) => quoted(cell(line)))
    .join(',');

/** A spreadsheet takes a cell that begins like this for a formula, and what is in it comes from strangers. */
const plainText = (text: string | undefined): string | undefined =>
  text !== undefined && /^[=+\-@\t\r]/.test(text) && !phone.test(text) ? `'${text}` : text;

/** In its usual form it begins like a formula, yet can only be a number. */
const phone = /^\+\d{7,15}$/;

/** RFC 4180. */
function quoted(cell: Cell): string {
  const text = cell === undefined ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
