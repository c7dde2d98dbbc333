import { z } from 'zod';
import { readingKinds } from '../../src/shared/reading.ts';

const amount = z.number().optional();
const text = z.string().optional();
const itemSchema = z.object({
  title: z.string(),
  quantity: z.number(),
  unitPrice: amount,
  lineTotal: amount,
  options: z.array(z.string()).optional(),
});
const orderShape = {
  orderNumber: text,
  placedAt: text,
  customerName: text,
  phone: text,
  email: text,
  recipientName: text,
  recipientPhone: text,
  address: text,
  currency: text,
  subtotal: amount,
  deliveryFee: amount,
  discount: amount,
  tax: amount,
  tip: amount,
  otherFees: z.array(z.object({ amount: z.number() })).optional(),
  total: amount,
  notes: text,
  items: z.array(itemSchema).default([]),
};
const orderSchema = z.object(orderShape);
/** What a person read off a mail, and what the reader reports about it: the same names. */
export const mailValuesSchema = z.object({
  ...orderShape,
  kind: z.enum(readingKinds).optional(),
  sender: text,
  orders: z.array(orderSchema).optional(),
});
export type MailValues = z.infer<typeof mailValuesSchema>;
type OrderValues = z.infer<typeof orderSchema>;

const fields = [
  'orderNumber',
  'placedAt',
  'customerName',
  'phone',
  'email',
  'recipientName',
  'recipientPhone',
  'address',
  'currency',
  'subtotal',
  'deliveryFee',
  'discount',
  'tax',
  'tip',
  'otherFees',
  'total',
  'notes',
] as const;

export type Comparison = {
  readonly right: number;
  /** Printed in the mail, and read as something else. */
  readonly wrong: readonly string[];
  /** Printed in the mail, and not read. */
  readonly missing: readonly string[];
  /** Read where the mail, as a person reads it, says nothing. */
  readonly extra: readonly string[];
  readonly items: { readonly right: number; readonly read: number; readonly printed: number };
  /** Called an order, and its total is not the printed one. */
  readonly wrongTotal: boolean;
  readonly wrongKind: boolean;
};

/** Compares a reading with what a person read off the same mail, value by value; several orders by their number. */
export function compareMail(got: MailValues, want: MailValues): Comparison {
  const wantOrders = want.orders ?? (want.kind === 'not-an-order' ? [] : [want]);
  const gotOrders = got.orders ?? (got.kind === 'not-an-order' ? [] : [got]);
  const pairs = wantOrders.map((order, index) => {
    const same = gotOrders.find((each) => plain(each.orderNumber) === plain(order.orderNumber));
    return { want: order, got: same ?? gotOrders[index] ?? { items: [] } };
  });
  const parts = pairs.map((pair) => compareOrder(pair.got, pair.want));
  // An address is the same in capitals.
  const senderWrong =
    want.sender !== undefined && got.sender?.toLowerCase() !== want.sender.toLowerCase() ? ['sender'] : [];
  const additional = gotOrders.length > wantOrders.length && wantOrders.length > 0 ? ['orders'] : [];
  return {
    right: parts.reduce((all, part) => all + part.right, 0),
    wrong: [...senderWrong, ...parts.flatMap((part) => part.wrong)],
    missing: parts.flatMap((part) => part.missing),
    extra: [...additional, ...parts.flatMap((part) => part.extra)],
    items: {
      right: parts.reduce((all, part) => all + part.items.right, 0),
      read: parts.reduce((all, part) => all + part.items.read, 0),
      printed: parts.reduce((all, part) => all + part.items.printed, 0),
    },
    wrongTotal:
      got.kind === 'order' &&
      (pairs.length === 0 || pairs.some((pair) => pair.got.total !== pair.want.total)),
    wrongKind: want.kind !== undefined && got.kind !== want.kind,
  };
}

function compareOrder(got: OrderValues, want: OrderValues) {
  const wrong: string[] = [];
  const missing: string[] = [];
  const extra: string[] = [];
  let right = 0;
  for (const field of fields) {
    if (want[field] === undefined) {
      if (got[field] !== undefined) extra.push(field);
    } else if (got[field] === undefined) missing.push(field);
    else if (isSame(field, got, want)) right += 1;
    else wrong.push(field);
  }
  const unmatched = [...got.items];
  const matched = want.items.filter((item) => {
    const at = unmatched.findIndex((each) => itemFault(each, item) === null);
    if (at >= 0) unmatched.splice(at, 1);
    return at >= 0;
  });
  for (const [index, item] of want.items.entries()) {
    if (matched.includes(item)) continue;
    const read = got.items[index];
    (read ? wrong : missing).push(`items.${index}${read ? `.${itemFault(read, item)}` : ''}`);
  }
  return {
    right,
    wrong,
    missing,
    extra,
    items: { right: matched.length, read: got.items.length, printed: want.items.length },
  };
}

function isSame(field: (typeof fields)[number], got: OrderValues, want: OrderValues): boolean {
  if (field === 'otherFees') return fees(got) === fees(want);
  if (field === 'orderNumber') return plain(got.orderNumber) === plain(want.orderNumber);
  const [read, printed] = [got[field], want[field]];
  return typeof read === 'string' && typeof printed === 'string'
    ? visible(read) === visible(printed)
    : read === printed;
}

/** What the eye tells apart: no-break spaces and marks of direction look like nothing. */
const visible = (text: string): string =>
  text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/gu, ' ')
    .trim();

const fees = ({ otherFees = [] }: OrderValues): string =>
  otherFees
    .map((fee) => fee.amount)
    .toSorted((one, other) => one - other)
    .join(' ');

const plain = (number: string | undefined): string => (number ?? '').replace(/^[#№\s]+/, '');

type ItemValues = z.infer<typeof itemSchema>;

/** The first value in which two items differ. For one piece, unit price and line total stand for each other. */
function itemFault(got: ItemValues, want: ItemValues): string | null {
  if (visible(got.title) !== visible(want.title)) return 'title';
  if (got.quantity !== want.quantity) return 'quantity';
  for (const field of ['unitPrice', 'lineTotal'] as const) {
    const read = got[field] ?? (want.quantity === 1 ? (got.unitPrice ?? got.lineTotal) : undefined);
    if (want[field] !== undefined && read !== want[field]) return field;
  }
  const options = (item: ItemValues) => JSON.stringify((item.options ?? []).map(visible));
  return options(got) === options(want) ? null : 'options';
}
