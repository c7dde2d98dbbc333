import { z } from 'zod';
import type { OrderId } from '../../shared/ids.ts';
import { orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import type { Order, WarehouseState } from '../../shared/order.ts';
import { orderStatusSchema, paymentStatusSchema, warehouseStates } from '../../shared/order.ts';
import { piecesLeft } from '../../shared/remaining-quantity.ts';
import type { OrderRow } from '../../shared/views.ts';
import type { WantedTime } from '../../shared/wanted.ts';
import { wantedSchema } from '../../shared/wanted.ts';
import { flag, int, maybeInt, maybeText, text } from './columns.ts';
import type { Row } from './database.ts';
import type { Columns } from './put-columns.ts';
import { isOpen } from './search-words.ts';

const partWhySchema = z.enum(['copy', 'merged']).nullable();

/** The columns of an order row: the inbox display, filters and counts. */
export function orderColumns(order: Order): Columns {
  const { content } = order;
  return {
    id: order.id,
    source: order.source,
    number: storedLine(content.number),
    status: order.status,
    payment_status: order.paymentStatus,
    open: isOpen(order) ? 1 : 0,
    needs_review: order.needsReview ? 1 : 0,
    quarantined: order.quarantined ? 1 : 0,
    part_of: order.partOf?.id ?? null,
    part_why: order.partOf?.why ?? null,
    part_cancelled: order.cancelledParts && isOpen(order) ? 1 : 0,
    aside: isAside(order) ? 1 : 0,
    same_as: order.sameAs ? JSON.stringify(order.sameAs.map(({ id }) => id)) : null,
    test: content.test === true ? 1 : 0,
    customer_name: storedLine(content.customer.name ?? content.recipient?.name ?? ''),
    place: storedLine(content.address ?? '').slice(0, 160),
    item_count: piecesLeft(content.items),
    total_minor: content.total?.minor ?? null,
    total_currency: content.total?.currency ?? null,
    received_at: order.receivedAt,
    taken_by: order.takenBy ?? null,
    also_took: order.alsoTook ? JSON.stringify(order.alsoTook) : null,
    assignee: order.assignee ?? null,
    tags: order.tags ? JSON.stringify(order.tags) : null,
    // a closed order cannot be snoozed
    snoozed_until: isOpen(order) ? (order.snoozedUntil ?? null) : null,
    wanted: content.wanted ? JSON.stringify(content.wanted) : null,
    due: dueOf(content.wanted),
    unpaid: isUnpaid(order) ? 1 : 0,
    erased: order.erased ? 1 : 0,
  };
}

/** Quarantined orders and parts are only in the view `all`, and in no count. */
export const isAside = ({ quarantined, partOf }: Pick<Order, 'quarantined' | 'partOf'>): boolean =>
  quarantined || partOf !== undefined;

/** The end of the delivery window in shop time; null without a date. */
function dueOf(wanted: WantedTime | undefined): string | null {
  if (wanted?.date === undefined) return null;
  return `${wanted.date}T${wanted.to ?? wanted.from ?? '23:59'}`;
}

/** Whether payment is still due. An order whose source reports no payment status does not count as unpaid. */
const isUnpaid = ({ status, paymentStatus, content }: Order): boolean =>
  status !== 'cancelled' &&
  content.test !== true &&
  (paymentStatus === 'pending' || paymentStatus === 'partially-paid');

const namesSchema = z.array(z.string()).readonly();
const idsSchema = z.array(orderIdSchema);

/** The suspected duplicates of a row that no manager has decided on. */
export const guessesOf = (row: Row): readonly OrderId[] => {
  const stored = maybeText(row, 'same_as');
  return stored === null ? [] : idsSchema.parse(JSON.parse(stored));
};

type Beside = {
  /** Whether one of its suspected duplicates is still valid. */
  readonly isSame: boolean;
  readonly isUnread: boolean;
};

export function orderRow(row: Row, { isSame, isUnread }: Beside): OrderRow {
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
    partOf: partWhySchema.parse(row.part_why),
    partCancelled: flag(row, 'part_cancelled'),
    sameOrder: isSame,
    test: flag(row, 'test'),
    customerName: text(row, 'customer_name'),
    erased: flag(row, 'erased'),
    place: text(row, 'place'),
    itemCount: int(row, 'item_count'),
    total: minor === null || currency === null ? null : { minor, currency },
    receivedAt: int(row, 'received_at'),
    takenBy: maybeText(row, 'taken_by'),
    alsoTook: namesSchema.parse(JSON.parse(maybeText(row, 'also_took') ?? '[]')),
    assignee: maybeText(row, 'assignee'),
    tags: namesSchema.parse(JSON.parse(maybeText(row, 'tags') ?? '[]')),
    snoozedUntil: maybeInt(row, 'snoozed_until'),
    wanted: wantedOf(row),
    unread: isUnread,
    warehouse: warehouseState(row),
  };
}

function wantedOf(row: Row): WantedTime | null {
  const stored = maybeText(row, 'wanted');
  return stored === null ? null : wantedSchema.parse(JSON.parse(stored));
}

export function warehouseState(row: Row): WarehouseState {
  const stored = text(row, 'warehouse');
  const state = warehouseStates.find((known) => known === stored);
  if (state === undefined) throw new Error(`the ledger holds the warehouse state ${stored}`);
  return state;
}

/** Returns one line that SQLite stores unchanged. */
export const storedLine = (value: string): string =>
  value
    .toWellFormed()
    .replace(/[\s\0]+/g, ' ')
    .trim();
