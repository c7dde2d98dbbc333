import { z } from 'zod';
import { documentIdSchema, orderIdSchema, sourceSchema } from '../../shared/ids.ts';
import { notificationSchema, orderStatusSchema } from '../../shared/order.ts';
import type { OrderSteps } from '../order-steps-port.ts';
import { flag, int, json, maybeInt, maybeText, text } from './columns.ts';
import type { Database, Row } from './database.ts';
import { warehouseState } from './order-columns.ts';

const noticesSchema = z.array(notificationSchema).readonly();

/** Reads only the progress of each order, because two weeks of a busy shop are thousands of orders. */
export const stepsSince = (database: Database, since: number): readonly OrderSteps[] =>
  database
    .all(
      `SELECT o.id, o.source, o.number, o.customer_name, o.status, o.quarantined, o.part_of, o.warehouse, o.received_at,
         json_extract(b.body, '$.notifications') AS notices, b.body ->> '$.content.placedAt' AS placed_at,
         e.data ->> '$.documentId' AS document, coalesce(e.data ->> '$.quiet', 0) AS quiet, r.mailed_at
       FROM orders o JOIN order_bodies b USING (row)
       LEFT JOIN entries e
         ON e.row = (SELECT min(row) FROM entries WHERE order_id = o.id AND kind = 'order-received')
       LEFT JOIN readings r ON r.document = e.data ->> '$.documentId'
       WHERE o.received_at >= ? ORDER BY o.received_at, o.row`,
      since,
    )
    .map(stepsOf);

function stepsOf(row: Row): OrderSteps {
  const document = maybeText(row, 'document');
  const partOf = maybeText(row, 'part_of');
  return {
    id: orderIdSchema.parse(row.id),
    source: sourceSchema.parse(row.source),
    number: text(row, 'number'),
    customerName: text(row, 'customer_name'),
    status: orderStatusSchema.parse(row.status),
    quarantined: flag(row, 'quarantined'),
    partOf: partOf === null ? null : orderIdSchema.parse(partOf),
    warehouse: warehouseState(row),
    receivedAt: int(row, 'received_at'),
    notifications: noticesSchema.parse(json(row, 'notices')),
    placedAt: maybeText(row, 'placed_at'),
    document: document === null ? null : documentIdSchema.parse(document),
    mailedAt: maybeInt(row, 'mailed_at'),
    quiet: int(row, 'quiet') === 1,
  };
}
