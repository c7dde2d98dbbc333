import type { IncomingOrder, Order, OrderContent } from '../../../shared/order.ts';
import { momentTold } from '../../../shared/placed-at.ts';

/** An order with the number that an announcement names. */
export type Numbered = Pick<Order, 'status' | 'content'> & {
  /** All that was told of it. */
  readonly told: readonly Pick<IncomingOrder, 'version' | 'content'>[];
};

/** What a service announces, and when Google accepted it, epoch milliseconds. */
export type Announced = Pick<IncomingOrder, 'version' | 'content'>;

/**
 * A service that counts each day anew comes back to a number half a day later at the earliest; what it tells again of one
 * order, a reminder or a change told as news, comes within hours.
 */
const reusedAfter = 12 * 3_600_000;

/** The order an announcement tells of, of those with its number; null for another one, whose number the service uses again. */
export const announcedOf = <N extends Numbered>(orders: readonly N[], announced: Announced): N | null =>
  orders.find(({ told }) => told.some(({ content }) => tellsTheSame(content, announced.content))) ??
  orders.find((order) => mayTellAnew(order, announced)) ??
  null;

/** Whether an announcement in other words can still be of this order: it is not done with, and was told of not long before. */
function mayTellAnew({ status, content, told }: Numbered, { version }: Announced): boolean {
  const since = version - Math.min(...told.map((each) => each.version));
  // of one whose cancellation was read first the announcement is still to come
  const isFirstTold = content.review?.some(({ code }) => code === 'cancelled-unknown') ?? false;
  const isDone = (status === 'handed-over' || status === 'cancelled') && !isFirstTold;
  return since < (isDone ? 0 : reusedAfter);
}

/** Whether two mails speak of one order, by when it was placed; else by all that both tell of who ordered what. */
function tellsTheSame(one: OrderContent, other: OrderContent): boolean {
  const placed = isPlacedAlike(one.placedAt, other.placedAt);
  if (placed !== null) return placed;
  const alike = [phoneOf, emailOf, nameOf, totalOf, goodsOf].flatMap((part) => {
    const [here, there] = [part(one), part(other)];
    return here === '' || there === '' ? [] : here === there;
  });
  return alike.length > 0 && alike.every(Boolean);
}

/** Null where it is not told twice in the same way, and for two times of one day, of which one may be of the payment. */
function isPlacedAlike(one: string | undefined, other: string | undefined): boolean | null {
  const [here, there] = [placed(one), placed(other)];
  if (here === null || there === null || here.endsWith('Z') !== there.endsWith('Z')) return null;
  if (here.slice(0, 16) === there.slice(0, 16)) return true;
  return here.slice(0, 10) === there.slice(0, 10) ? null : false;
}

/** As ISO 8601, a moment in UTC; null for words. */
function placed(placedAt: string | undefined): string | null {
  const moment = momentTold(placedAt);
  if (moment !== null) return new Date(moment).toISOString();
  return placedAt !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(placedAt) ? placedAt : null;
}

const phoneOf = ({ customer }: OrderContent): string => customer.phone?.replace(/\D/g, '').slice(-9) ?? '';
const emailOf = ({ customer }: OrderContent): string => customer.email?.toLowerCase() ?? '';
const nameOf = ({ customer }: OrderContent): string => customer.name?.toLowerCase() ?? '';
const totalOf = ({ total }: OrderContent): string => (total ? `${total.minor} ${total.currency}` : '');
const goodsOf = ({ items }: OrderContent): string =>
  items
    .map(({ title, quantity }) => `${quantity} ${title.toLowerCase()}`)
    .toSorted()
    .join('\n');
