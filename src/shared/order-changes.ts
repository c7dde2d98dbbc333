import type { Money } from './money.ts';
import type { LineItem, OrderContent, PaymentStatus } from './order.ts';
import type { WantedTime } from './wanted.ts';

type Pair<What extends string, T> = {
  readonly what: What;
  readonly before: T | null;
  readonly after: T | null;
};
type Fulfillment = NonNullable<OrderContent['fulfillment']>;

/** One difference between two versions of an order; null for a missing value. */
export type OrderChange =
  | Pair<'item', LineItem>
  | Pair<'delivery' | 'discount' | 'tax' | 'tip' | 'refunded' | 'due' | 'total', Money>
  | Pair<
      | 'number'
      | 'name'
      | 'email'
      | 'phone'
      | 'address'
      | 'recipient'
      | 'note'
      | 'tags'
      | 'tracking'
      | 'cancelled',
      string
    >
  | Pair<'method', readonly string[]>
  | Pair<'wanted', WantedTime>
  | Pair<'payment', PaymentStatus>
  | Pair<'fulfillment', Fulfillment>
  /** A change without a label, such as the sequence of the lines or a landing page. */
  | { readonly what: 'details' };

/** Items are matched by variant, then by title, each once: a moved line has not changed. */
export function changesOf(before: OrderContent, after: OrderContent): readonly OrderChange[] {
  const fields = [
    ...itemChanges(before.items, after.items),
    ...amounts.flatMap(([what, pick]) => differing(what, pick(before), pick(after))),
    ...texts.flatMap(([what, pick]) => differing(what, pick(before), pick(after))),
    ...differing('wanted', before.wanted, after.wanted),
    ...differing('payment', before.paymentStatus, after.paymentStatus),
    ...differing('method', listed(before.gateways), listed(after.gateways)),
    ...differing('fulfillment', sent(before), sent(after)),
    ...differing('cancelled', before.cancelledAt, after.cancelledAt),
    ...differing('total', before.total, after.total),
  ];
  if (fields.length > 0) return fields;
  return isSame(before, after) ? [] : [{ what: 'details' }];
}

type Pick<T> = (content: OrderContent) => T | undefined;

const amounts = [
  ['delivery', ({ deliveryFee }) => deliveryFee],
  ['discount', ({ discount }) => discount],
  ['tax', ({ tax }) => tax],
  ['tip', ({ tip }) => tip],
  ['refunded', ({ refunded }) => refunded],
  ['due', ({ due }) => due],
] as const satisfies readonly (readonly [OrderChange['what'], Pick<Money>])[];

const texts = [
  ['number', ({ number }) => number],
  ['name', ({ customer }) => customer.name],
  ['phone', ({ customer }) => customer.phone],
  ['email', ({ customer }) => customer.email],
  ['address', ({ address }) => address],
  ['recipient', ({ recipient }) => [recipient?.name, recipient?.phone].filter(Boolean).join(', ')],
  ['note', ({ note }) => note],
  ['tags', ({ tags }) => tags?.join(', ')],
  ['tracking', ({ tracking }) => tracking?.join(', ')],
] as const satisfies readonly (readonly [OrderChange['what'], Pick<string>])[];

function differing<What extends string, T>(
  what: What,
  before: T | undefined,
  after: T | undefined,
): readonly Pair<What, T>[] {
  const [was, is] = [filled(before), filled(after)];
  return isSame(was, is) ? [] : [{ what, before: was, after: is }];
}

/** A missing value and an empty text are equal. */
const filled = <T>(value: T | undefined): T | null => (value === undefined || value === '' ? null : value);
const listed = <T>(list: readonly T[] | undefined): readonly T[] | undefined =>
  list?.length === 0 ? undefined : list;
/** A missing fulfillment is the same as `none`. */
const sent = ({ fulfillment }: OrderContent): Fulfillment => fulfillment ?? 'none';
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function itemChanges(before: readonly LineItem[], after: readonly LineItem[]): readonly OrderChange[] {
  const left = [...before];
  const changes: OrderChange[] = [];
  for (const item of after) {
    const at = left.findIndex((one) => keyOf(one) === keyOf(item));
    const [known] = at < 0 ? [] : left.splice(at, 1);
    if (!known || saidOf(known) !== saidOf(item)) {
      changes.push({ what: 'item', before: known ?? null, after: item });
    }
  }
  return [...changes, ...left.map((gone): OrderChange => ({ what: 'item', before: gone, after: null }))];
}

const keyOf = ({ variantId, title }: LineItem): string => variantId ?? title;
const saidOf = ({ title, quantity, left, unitPrice, lineTotal, options }: LineItem): string =>
  JSON.stringify([title, quantity, left, unitPrice?.minor, lineTotal?.minor, options]);
