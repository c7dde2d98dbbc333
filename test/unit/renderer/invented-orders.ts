import type { Entry, EntryDraft } from '../../../src/shared/entry.ts';
import type { Source } from '../../../src/shared/ids.ts';
import {
  documentIdSchema,
  entryIdSchema,
  messageIdSchema,
  orderIdOf,
  workstationIdSchema,
} from '../../../src/shared/ids.ts';
import type { IncomingOrder, OrderContent, WarehouseState } from '../../../src/shared/order.ts';

const desk = workstationIdSchema.parse('desk-1');
const minute = 60_000;

const people = [
  ['Olena Kovalenko', '+380671234567'],
  ['John Smith', '+447700900123'],
  ['Тарас Шевчук', '+380501112233'],
  ['Марія Бондаренко-Литвиненко', '+380931234500'],
  ['Wolfeschlegelsteinhausenbergerdorff-Montgomery, Maximiliana', '+491701234567'],
  ['Iryna Melnyk', '+380667654321'],
  ['Андрій', '+380441234567'],
  ['Sofia Rossi', '+393331234567'],
] as const;
const goods = [
  ['Peony bouquet, pink', 45000],
  ['Букет «Літній вечір», 25 троянд', 124050],
  ['Card “Happy birthday”', 4000],
  ['Tulips, mixed', 32000],
  ['Eucalyptus branch', 9500],
  ['Glass vase', 28000],
] as const;
const places = ['Podil', 'Печерськ', 'Троєщина, вул. Милославська, 31', 'Lviv', 'Obolon', ''] as const;

const pick = <T>(list: readonly T[], index: number): T => {
  const value = list[index % list.length];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
};
const uah = (minor: number) => ({ minor, currency: 'UAH' });

export type Invented = {
  readonly incoming: IncomingOrder;
  readonly entries: readonly Entry[];
  readonly receivedAt: number;
  readonly warehouse: WarehouseState;
  readonly parked: string | null;
};

function contentOf(index: number, source: Source): OrderContent {
  const [name, phone] = pick(people, index * 3);
  const lines = index === 6 ? 36 : 1 + (index % 4);
  const items = Array.from({ length: lines }, (_, line) => {
    const [title, price] = pick(goods, index + line);
    const quantity = 1 + ((index + line) % 3);
    return {
      title,
      quantity,
      unitPrice: uah(price),
      lineTotal: uah(price * quantity),
      options: line % 2 === 0 ? ['ribbon: white'] : [],
    };
  });
  const subtotal = items.reduce((sum, item) => sum + item.lineTotal.minor, 0);
  const isBroken = index % 11 === 4;
  const discount = index % 5 === 0 ? 5000 : 0;
  const total = index === 3 ? 123_456_789_012_00 : subtotal + 30000 - discount + (isBroken ? 700 : 0);
  return {
    number:
      source === 'shopify' ? `#${1200 - index}` : source === 'manual' ? `M-${index}` : `DS-${9000 - index}`,
    placedAt: new Date(Date.UTC(2026, 10, 24, 11, 0) - index * 7 * minute).toISOString(),
    currency: 'UAH',
    subtotal: uah(subtotal),
    deliveryFee: uah(30000),
    ...(discount > 0 && { discount: uah(discount), discountCodes: ['AUTUMN'] }),
    total: uah(total),
    paymentStatus: pick(['paid', 'pending', 'paid', 'unknown'] as const, index),
    customer: { name, phone, ...(index % 2 === 0 && { email: 'olena.kovalenko@example.com' }) },
    ...(pick(places, index) !== '' && { address: `${pick(places, index)}\nкв. ${index + 1}` }),
    items,
    ...(index % 3 === 0 && { note: 'Подзвоніть за годину, будь ласка. Домофон не працює.' }),
    gateways: source === 'shopify' ? ['LiqPay'] : [],
    ...(index === 8 && { cancelledAt: '2026-11-24T10:00:00Z' }),
    ...(isBroken && { review: [{ code: 'sum-mismatch', detail: '1 240,00 + 300,00 ≠ 1 547,00' }] }),
    ...(index === 13 && { test: true }),
  };
}

/** The `index`-th newest invented order: the same every time. */
export function invent(index: number, receivedAt: number): Invented {
  const source = pick(['mail:dostavo', 'shopify', 'manual', 'mail:bloomdash', 'shopify'] as const, index);
  const content = contentOf(index, source);
  const sourceId = content.number.replace('#', '');
  const id = orderIdOf(source, sourceId);
  const machine = source === 'shopify' ? 'shopify' : 'gmail';
  const drafts: EntryDraft[] = [
    {
      id: entryIdSchema.parse(`received:${id}`),
      orderId: id,
      at: receivedAt,
      by: machine,
      kind: 'order-received',
      data: {
        order: { source, sourceId, version: receivedAt, content },
        documentId: documentIdSchema.parse(`doc:${id}`),
      },
    },
  ];
  const add = (draft: EntryDraft): void => void drafts.push(draft);
  add({
    id: entryIdSchema.parse(`told:${id}`),
    orderId: id,
    at: receivedAt + 4000,
    by: 'orderbell',
    kind: 'notified',
    data:
      index % 9 === 2
        ? { manager: 'Taras', channel: 'messenger', state: 'refused', reason: 'outside the 24-hour window' }
        : { manager: 'Anna', channel: 'messenger', state: 'sent', at: receivedAt + 4000 },
  });
  if (source === 'shopify') {
    add({
      id: entryIdSchema.parse(`from:${id}`),
      orderId: id,
      at: receivedAt + 9000,
      by: 'shopify',
      kind: 'attribution-found',
      data: {
        attribution: {
          kind: 'ad',
          last: { source: 'instagram', medium: 'paid', campaign: 'autumn-peonies' },
        },
      },
    });
  }
  if (index > 4 && index % 3 !== 0) {
    add({
      id: entryIdSchema.parse(`taken:${id}`),
      orderId: id,
      at: receivedAt + 2 * minute,
      by: 'Anna',
      kind: 'taken',
      data: { manager: index % 2 === 0 ? 'Anna' : 'Тарас', decision: 1 },
    });
    add({
      id: entryIdSchema.parse(`note:${id}`),
      orderId: id,
      at: receivedAt + 3 * minute,
      by: 'Anna',
      kind: 'note-added',
      data: { text: 'Called: leave it with the concierge.' },
    });
    const status = pick(['preparing', 'ready', 'handed-over', 'handed-over'] as const, index);
    if (index % 4 !== 1) {
      add({
        id: entryIdSchema.parse(`status:${id}`),
        orderId: id,
        at: receivedAt + 5 * minute,
        by: 'Anna',
        kind: 'status-set',
        data: { status, decision: 2 },
      });
    }
  }
  const entries = drafts.map((draft, seq): Entry => ({ ...draft, desk, seq: seq + 1, recordedAt: draft.at }));
  return {
    incoming: { source, sourceId, version: receivedAt, content },
    entries,
    receivedAt,
    warehouse: index === 0 ? 'pending' : index === 5 ? 'parked' : 'committed',
    parked: index === 5 ? 'BigQuery rejected the row: quota exceeded' : null,
  };
}

export const parkedMessage = messageIdSchema.parse('message-1');
