import type { CustomerDetail } from '../../shared/customer/view.ts';
import type { Entry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import { moneySchema, moneyToDecimal } from '../../shared/money.ts';
import type { Order } from '../../shared/order.ts';
import { csvFileOf, plainText } from '../csv.ts';
import type { Ledger } from '../ports.ts';

export type Everything = {
  readonly customer: Omit<CustomerDetail, 'orders' | 'questions'>;
  readonly orders: readonly Order[];
  /** Every event about them in the log, unchanged. */
  readonly entries: readonly Entry[];
};

/** All data about a person, without data of other customers who may be the same person. */
export function everythingAbout(
  ledger: Pick<Ledger, 'customerIndex' | 'orders' | 'entries'>,
  detail: CustomerDetail,
): Everything {
  const ids = ledger.customerIndex.ordersAndParts(detail.row.id);
  const { people, drafts } = ledger.customerIndex.tiedTo(ids);
  const { orders: _orders, questions: _questions, decisions, ...customer } = detail;
  const own = new Set(ids);
  const subjects = [...people, ...drafts, ...ids.map((id) => `customer:${id}`)];
  const entries = [
    ...ids.flatMap((id: OrderId) => ledger.entries.ofOrder(id)),
    ...subjects.flatMap((subject) => ledger.entries.ofSubject(subject)),
  ].filter((entry) => isOfOwn(entry, own));
  return {
    customer: {
      ...customer,
      decisions: decisions.map((one) => (one.other && own.has(one.other.id) ? one : { ...one, other: null })),
    },
    orders: ids
      .flatMap((id) => ledger.orders.get(id) ?? [])
      .map((order) => ({
        ...order,
        sameAs: order.sameAs?.filter(({ id }) => own.has(id)),
        apartFrom: order.apartFrom?.filter((id) => own.has(id)),
      })),
    entries: [...new Map(entries.map((entry) => [entry.id, entry])).values()].toSorted((a, b) => a.at - b.at),
  };
}

/** False for an event that links an order, or has linked it, to another customer's order. */
function isOfOwn({ kind, data }: Entry, own: ReadonlySet<OrderId>): boolean {
  if (kind === 'same-guessed' || kind === 'same-decided') return own.has(data.other);
  return kind !== 'copy-told' || data.why !== 'merged' || own.has(data.copy);
}

type Line = { readonly at: string; readonly about: string; readonly what: string; readonly value: string };

const columns = {
  at: ({ at }: Line) => at,
  about: ({ about }: Line) => plainText(about),
  what: ({ what }: Line) => what,
  value: ({ value }: Line) => plainText(value),
};

/** The same as CSV lines: time, subject, field, value. */
export function everythingAsCsv({ customer, orders, entries }: Everything): string {
  const lines = [
    ...flat(customer).map(([what, value]) => ({ at: '', about: 'customer', what, value })),
    ...orders.flatMap((order) =>
      flat(order).map(([what, value]) => ({
        at: new Date(order.receivedAt).toISOString(),
        about: order.content.number || order.id,
        what,
        value,
      })),
    ),
    ...entries.flatMap((entry) =>
      flat(entry.data).map(([what, value]) => ({
        at: new Date(entry.at).toISOString(),
        about: `${entry.kind} ${entry.orderId ?? ''}`.trim(),
        what,
        value,
      })),
    ),
  ];
  return csvFileOf(columns, lines);
}

/** Every value with its path, `items.0.title`; amounts as decimals. */
function flat(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'number' || typeof value === 'boolean') return [[path, String(value)]];
  if (typeof value !== 'object') return [];
  const money = moneySchema.safeParse(value);
  if (money.success) return [[path, `${moneyToDecimal(money.data)} ${money.data.currency}`]];
  return Object.entries(value).flatMap(([name, inner]) =>
    flat(inner, path === '' ? name : `${path}.${name}`),
  );
}
