import type { DocumentId, OrderId, Source } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import type { Order, OrderContent } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import type { Orders } from '../../orders-port.ts';
import type { Ledger } from '../../ports.ts';
import { namedOrders, surelyNamed } from './named-order.ts';
import { idByNumber, idOfReused } from './order-from-mail.ts';
import type { MailOrder } from './orders-of-mail.ts';
import { ordersOfMail } from './orders-of-mail.ts';
import { announcedOf, toldAt } from './reused-number.ts';

/** The content of a verified mail about one order. */
export type Spoken = {
  readonly source: Source;
  readonly reading: Pick<Reading, 'kind' | 'says' | 'number'>;
  readonly content: OrderContent;
  /** When Google accepted the mail, epoch milliseconds. */
  readonly internalDate: number;
  /** The subject and the lines of the mail. */
  readonly texts: readonly string[];
  /** Closed orders match by number alone only if they came after this time, epoch milliseconds. */
  readonly closedSince: number;
  /** Whether a mail is this very message, sent again. */
  readonly isSame: (mail: DocumentId) => boolean;
};

/** The order a mail is about; or the content for a new order, and its own id if it has one. */
export type Meant =
  | { readonly known: Order }
  | { readonly known: null; readonly content: OrderContent; readonly own?: string };

/**
 * Finds the order of a verified mail: by the parsed number, the newest order that existed then; otherwise the only order that the
 * text names. A mail that is not an order itself prefers an open one.
 */
export function orderMeant(ledger: Pick<Ledger, 'orders' | 'entries' | 'readings'>, spoken: Spoken): Meant {
  const { orders } = ledger;
  const { source, reading, content, internalDate } = spoken;
  const ofNumber = (number: string): readonly MailOrder[] =>
    number === ''
      ? []
      : ordersOfMail(ledger, new Set([...orders.byNumber(source, number), idByNumber(source, number)]));
  /** The newest order with the number of this one, preferably in the same state (open or closed). */
  const newestLike = (id: OrderId): Order | null => {
    const named = orders.get(id);
    if (!named) return null;
    const numbered = toldBy(
      internalDate,
      ordersOfMail(ledger, orders.byNumber(source, named.content.number)),
    );
    return numbered.find(({ status }) => isDone(status) === isDone(named.status)) ?? numbered[0] ?? named;
  };
  const unknown = { known: null, content };
  if (content.number !== '') {
    const numbered = ofNumber(content.number);
    return isAnnouncement(reading)
      ? announced(ledger, numbered, spoken)
      : (meant(toldBy(internalDate, numbered)[0]) ?? unknown);
  }
  if (reading.says === 'new-order') return unknown;
  const number = reading.number ?? '';
  const numbered = ofNumber(number);
  const told = toldBy(internalDate, numbered);
  const read = told.find(({ status }) => !isDone(status)) ?? told[0];
  const isCancelled = reading.says === 'cancelled';
  if (read) {
    const others = isCancelled ? surelyNamed(orders.openNumbers(source), spoken.texts) : [];
    const isSure = others.every((id) => numbered.some((order) => order.id === id));
    return isSure ? { known: read } : unknown;
  }
  const [only, ...others] = ordersNamed(orders, spoken);
  // ambiguous
  if (others.length > 0) return unknown;
  const known = meant(only === undefined ? null : newestLike(only));
  // its announcement, which is still to come, finds it by the number
  const cancelled = { known: null, content: { ...content, number } };
  return known ?? (isCancelled ? cancelled : unknown);
}

/** The orders that existed at that time, if any: a mail that is fetched late cannot be about a later order. */
function toldBy(at: number, numbered: readonly MailOrder[]): readonly MailOrder[] {
  const earlier = numbered.filter((order) => toldAt(order) <= at);
  return earlier.length > 0 ? earlier : numbered;
}

/** A whole order without a purpose counts as an announcement: the sender's wording may be unknown. */
const isAnnouncement = ({ kind, says }: Spoken['reading']): boolean =>
  says === 'new-order' || (says === 'nothing' && kind === 'order');

function announced(
  { orders, readings }: Pick<Ledger, 'orders' | 'readings'>,
  numbered: readonly MailOrder[],
  { source, reading, content, internalDate, isSame }: Spoken,
): Meant {
  const announcement = { version: internalDate, content };
  /** Whether this is a reminder or a receipt: it names no purpose, and the announcement of the order did. */
  const mayRepeat = ({ told }: MailOrder): boolean =>
    reading.says === 'nothing' &&
    told.some(({ documentId: mail }) => mail !== undefined && readings.get(mail)?.says === 'new-order');
  const found = announcedOf(numbered, announcement, isSame, mayRepeat);
  if (found || numbered.length === 0) return meant(found) ?? { known: null, content };
  const isTaken = (id: string): boolean => orders.get(orderIdOf(source, id)) !== null;
  return { known: null, content, own: idOfReused(content.number, internalDate, isTaken) };
}

function ordersNamed(orders: Orders, { source, reading, texts, closedSince }: Spoken): readonly OrderId[] {
  // a person would not notice an order that was cancelled because of another order's total
  const find = reading.says === 'cancelled' ? surelyNamed : namedOrders;
  const open = find(orders.openNumbers(source), texts);
  // a possible new order is reviewed rather than noted on a closed one
  const mayBeNew = reading.kind !== 'not-an-order' && reading.says === 'nothing';
  return open.length > 0 || mayBeNew ? open : find(orders.closedNumbers(source, closedSince), texts);
}

const meant = (known: Order | null | undefined): Meant | null => (known ? { known } : null);
