import { orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import type { Order, WarehouseState } from '../../shared/order.ts';
import { orderStatusSchema, paymentStatusSchema, warehouseStates } from '../../shared/order.ts';
import type { OrderRow } from '../../shared/views.ts';
import { flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Row, Value } from './database.ts';
import { isOpen } from './search-words.ts';

export type OrderColumns = { readonly [column: string]: Value };

/** The columns of an order's row: what the inbox shows of it, and what it is counted and filtered by. */
export function orderColumns(order: Order): OrderColumns {
  const { content } = order;
  return {
    id: order.id,
    source: order.source,
    number: oneLine(content.number),
    status: order.status,
    payment_status: order.paymentStatus,
    open: isOpen(order) ? 1 : 0,
    needs_review: order.needsReview ? 1 : 0,
    quarantined: order.quarantined ? 1 : 0,
    test: content.test === true ? 1 : 0,
    customer_name: oneLine(content.customer.name ?? content.recipient?.name ?? ''),
    place: oneLine(content.address ?? '').slice(0, 160),
    item_count: content.items.reduce((sum, item) => sum + item.quantity, 0),
    total_minor: content.total?.minor ?? null,
    total_currency: content.total?.currency ?? null,
    received_at: order.receivedAt,
    taken_by: order.takenBy ?? null,
  };
}

export function orderRow(row: Row): OrderRow {
  const minor = maybeInt(row, 'total_minor');
  const currency = maybeText(row, 'total_currency');
  return {
    id: orderIdSchema.parse(row.id),
    source: sourceSchema.parse(row.source),
    number: text(row, 'number'),
    status: orderStatusSchema.parse(row.status),
    paymentStatus: paymentStatusSchema.parse(row.payment_status),
    needsReview: flag(row, 'needs_review'),
    quarantined: flag(row, 'quarantined'),
    test: flag(row, 'test'),
    customerName: text(row, 'customer_name'),
    place: text(row, 'place'),
    itemCount: int(row, 'item_count'),
    total: minor === null || currency === null ? null : { minor, currency },
    receivedAt: int(row, 'received_at'),
    takenBy: maybeText(row, 'taken_by'),
    warehouse: warehouseState(row),
  };
}

export function warehouseState(row: Row): WarehouseState {
  const stored = text(row, 'warehouse');
  const state = warehouseStates.find((known) => known === stored);
  if (state === undefined) throw new Error(`the ledger holds the warehouse state ${stored}`);
  return state;
}

/** One line, and nothing SQLite would store otherwise than it was given. */
export const oneLine = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\s\0]+/g, ' ')
    .trim();
