import type { DocumentId, OrderId, Source } from '../../../shared/ids.ts';
import { orderIdOf } from '../../../shared/ids.ts';
import type { Order, OrderContent } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import type { Reading } from '../../../shared/reading.ts';
import type { Orders } from '../../orders-port.ts';
import type { Ledger } from '../../ports.ts';
import { namedOrders, surelyNamed } from './named-order.ts';
import { idByNumber, idOfReused, withReview } from './order-from-mail.ts';
import type { MailOrder } from './orders-of-mail.ts';
import { ordersOfMail } from './orders-of-mail.ts';
import { announcedOf, cancelledBefore, toldAt } from './reused-number.ts';

/** What a genuine mail says of one order. */
export type Spoken = {
  readonly source: Source;
  readonly reading: Pick<Reading, 'kind' | 'says' | 'number'>;
  readonly content: OrderContent;
  /** When Google accepted the mail, epoch milliseconds. */
  readonly internalDate: number;
  /** The subject and the lines of the mail. */
  readonly texts: readonly string[];
  /** Since when an order that is done with may have come, to be spoken of by its number alone, epoch milliseconds. */
  readonly closedSince: number;
  /** Whether a mail is this very message, which is sent again. */
  readonly isSame: (mail: DocumentId) => boolean;
};

/** The order a mail is about, or what an order is made of that is not here yet, and its own id where it has one. */
export type Meant =
  | { readonly known: Order }
  | { readonly known: null; readonly content: OrderContent; readonly own?: string };

/**
 * The order a genuine mail is about: by the number read, the newest that has it and was told by then; where none has it, by the
 * one order it names. Of a mail that is no order itself, an open one first.
 */
export function orderMeant(ledger: Pick<Ledger, 'orders' | 'entries' | 'readings'>, spoken: Spoken): Meant {
  const { orders } = ledger;
  const { source, reading, content, internalDate } = spoken;
  const ofNumber = (number: string): readonly MailOrder[] =>
    number === ''
      ? []
      : ordersOfMail(ledger, new Set([...orders.byNumber(source, number), idByNumber(source, number)]));
  /** The newest of the orders that show the number of this one, and are done with or not as it is, where there is one. */
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
  // then nobody knows which one is meant
  if (others.length > 0) return unknown;
  const known = meant(only === undefined ? null : newestLike(only));
  // by the number its announcement finds it, which is still to come
  const cancelled = { known: null, content: { ...content, number } };
  return known ?? (isCancelled ? cancelled : unknown);
}

/** Those that were told by then, if any was: a mail that is fetched late means no order that came after it. */
function toldBy(at: number, numbered: readonly MailOrder[]): readonly MailOrder[] {
  const earlier = numbered.filter((order) => toldAt(order) <= at);
  return earlier.length > 0 ? earlier : numbered;
}

/** A whole order that says nothing else is one too, of a sender whose words of announcement are not known. */
const isAnnouncement = ({ kind, says }: Spoken['reading']): boolean =>
  says === 'new-order' || (says === 'nothing' && kind === 'order');

function announced(
  { orders, readings }: Pick<Ledger, 'orders' | 'readings'>,
  numbered: readonly MailOrder[],
  { source, reading, content, internalDate, isSame }: Spoken,
): Meant {
  const announcement = { version: internalDate, content };
  /** A reminder or a receipt: who has announced an order in so many words says nothing when it is told again. */
  const mayRepeat = ({ told }: MailOrder): boolean =>
    reading.says === 'nothing' &&
    told.some(({ documentId: mail }) => mail !== undefined && readings.get(mail)?.says === 'new-order');
  const found = announcedOf(numbered, announcement, isSame, mayRepeat);
  if (found || numbered.length === 0) return meant(found) ?? { known: null, content };
  const isTaken = (id: string): boolean => orders.get(orderIdOf(source, id)) !== null;
  const own = idOfReused(content.number, internalDate, isTaken);
  const cancelledAt = cancelledBefore(numbered, announcement);
  if (cancelledAt === undefined) return { known: null, content, own };
  const cancelled = withReview({ ...content, cancelledAt }, { code: 'cancelled-unknown' });
  return { known: null, content: cancelled, own };
}

function ordersNamed(orders: Orders, { source, reading, texts, closedSince }: Spoken): readonly OrderId[] {
  // nobody would look for an order that was cancelled for another one's sum
  const find = reading.says === 'cancelled' ? surelyNamed : namedOrders;
  const open = find(orders.openNumbers(source), texts);
  // what may be an order itself, told in other words than before, is looked at rather than laid beside one that is done with
  const mayBeNew = reading.kind !== 'not-an-order' && reading.says === 'nothing';
  return open.length > 0 || mayBeNew ? open : find(orders.closedNumbers(source, closedSince), texts);
}

const meant = (known: Order | null | undefined): Meant | null => (known ? { known } : null);
