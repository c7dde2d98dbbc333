import { linesLeft } from '../../shared/remaining-quantity.ts';
import type { CsvColumns } from '../csv.ts';
import { plainText } from '../csv.ts';
import type { OrderLine } from './order-line.ts';

export const orderCsvColumns: CsvColumns<OrderLine> = {
  id: (line) => plainText(line.id),
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
  items: ({ items = [] }) =>
    plainText(
      linesLeft(items)
        .map(({ quantity, left, title }) => `${left ?? quantity} × ${title}`)
        .join('; '),
    ),
  placedAt: (line) => plainText(line.placedAt),
  receivedAt: (line) => line.receivedAt,
  needsReview: (line) => line.needsReview,
  warehouse: (line) => line.warehouse,
  notifications: (line) =>
    plainText(
      line.notifications?.map(({ manager, channel, state }) => `${manager} ${channel} ${state}`).join('; '),
    ),
  notes: (line) => plainText(line.notes),
  refunded: (line) => line.refunded,
  partOf: (line) => plainText(line.partOf),
  soldBy: (line) => plainText(line.soldBy),
  subscriberId: (line) => plainText(line.subscriberId),
  quarantined: (line) => line.quarantined,
  test: (line) => line.test,
  fees: ({ fees = [] }) => plainText(fees.map(({ label, amount }) => `${label} ${amount}`).join('; ')),
};
