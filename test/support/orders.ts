import type { Entry, EntryDraft } from '../../src/shared/entry.ts';
import { type entryDataSchemas, parseEntry } from '../../src/shared/entry.ts';
import { entryIdSchema, orderIdOf } from '../../src/shared/ids.ts';
import type { IncomingOrder, OrderContent } from '../../src/shared/order.ts';
import { incomingOrderSchema } from '../../src/shared/order.ts';
import { withStoredPhones } from '../../src/shared/phone.ts';

export type OrderParts = Partial<OrderContent> & {
  readonly source?: string;
  readonly sourceId?: string;
  readonly version?: number;
};

/** An ordinary complete order from the intake of a Ukrainian shop, with overrides. */
export function incomingOrder({
  source = 'shopify',
  sourceId = '1001',
  version = 1,
  ...content
}: OrderParts = {}) {
  return incomingOrderSchema.parse({
    source,
    sourceId,
    version,
    content: withStoredPhones(
      {
        number: `#${sourceId}`,
        paymentStatus: 'pending',
        customer: { name: 'Olena Koval', phone: '+380671234567', email: 'olena@example.com' },
        items: [{ title: 'Autumn bouquet', quantity: 2, options: [], sku: 'BQ-7' }],
        total: { minor: 124_000, currency: 'UAH' },
        address: 'Kyiv, Khreshchatyk 1',
        ...content,
      },
      'UA',
    ),
  });
}

/** The event of a received order, as a draft for the ledger. */
export function received(order: IncomingOrder, at = 0): EntryDraft {
  const orderId = orderIdOf(order.source, order.sourceId);
  return {
    id: entryIdSchema.parse(`received:${orderId}`),
    kind: 'order-received',
    orderId,
    at,
    by: order.source,
    data: { order },
  };
}

type FactParts = {
  readonly id: string;
  readonly kind: keyof typeof entryDataSchemas;
  readonly data: unknown;
  readonly orderId?: string | null;
  readonly at?: number;
  readonly by?: string;
  readonly seq?: number;
  readonly desk?: string;
  readonly recordedAt?: number;
};

/** An event as stored in the ledger of a computer. */
export const entryOf = ({ id, kind, data, ...head }: FactParts): Entry =>
  parseEntry({
    id,
    kind,
    data,
    desk: head.desk ?? 'desk-1',
    seq: head.seq ?? 1,
    orderId: head.orderId === undefined ? 'shopify:1001' : head.orderId,
    at: head.at ?? 0,
    recordedAt: head.recordedAt ?? head.at ?? 0,
    by: head.by ?? 'Iryna',
  });

/** Any other event, as a draft for the ledger. */
export function fact(parts: Omit<FactParts, 'seq' | 'desk' | 'recordedAt'>): EntryDraft {
  const { desk: _desk, seq: _seq, recordedAt: _recordedAt, ...draft } = entryOf(parts);
  return draft;
}
