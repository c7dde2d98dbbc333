import type { DocumentId } from '../../../shared/ids.ts';
import type { IncomingOrder, Order, OrderContent } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import { momentTold } from '../../../shared/placed-at.ts';
import { isUnread } from './about-order.ts';

/** What a service announces, and when Google accepted it, epoch milliseconds. */
export type Announced = Pick<IncomingOrder, 'version' | 'content'>;

/** What was told of an order before, and in which mail. */
export type Told = Announced & { readonly documentId?: DocumentId | undefined };

/** An order with the number that an announcement names. */
export type Numbered = Pick<Order, 'status' | 'content'> & {
  /** All that was told of it. */
  readonly told: readonly Told[];
};

const hour = 3_600_000;
/**
 * A service that counts each day anew comes back to a number half a day later at the earliest; what it tells again of one
 * order, a reminder or a change told as news, comes within hours.
 */
const reusedAfter = 12 * hour;
/** What repeats an order, a reminder or a receipt, comes so soon after it; what comes later is of the next one of its number. */
const repeatedWithin = 72 * hour;
/** So soon an order is paid, whose mail may tell no other time than that, past midnight too. */
const paidWithin = 3 * hour;

/**
 * The order an announcement tells of, of those with its number; null for another one, whose number the service uses again.
 * Where both tell when they were placed, one minute is one order, however late it is told again, and two days are two orders,
 * but for one that was paid past midnight. Else it is the order that this very message has told before, or one that was first
 * told within half a day of it, if it is told alike or may still be told anew.
 * @param isSame whether a mail is this very message
 * @param mayRepeat whether what tells an order alike is of that one for three days
 */
export function announcedOf<N extends Numbered>(
  orders: readonly N[],
  announced: Announced,
  isSame: (mail: DocumentId) => boolean = () => false,
  mayRepeat: (order: N) => boolean = () => false,
): N | null {
  const { content } = announced;
  const placedAlike = ({ told }: N): readonly (boolean | null)[] =>
    told.map((each) => isPlacedAlike(each.content.placedAt, content.placedAt));
  const possible = orders.filter(
    (order) =>
      !placedAlike(order).includes(false) || isOfDay(order, announced) || isOfOneNight(order, announced),
  );
  const near = possible.filter((order) => isNear(order, announced));
  const alike = possible.filter(({ told }) => told.some((each) => isToldAlike(each.content, content)));
  return (
    orders.find((order) => placedAlike(order).includes(true)) ??
    possible.find(({ told }) => told.some(({ documentId: mail }) => mail !== undefined && isSame(mail))) ??
    alike.find((order) => near.includes(order) || (isSoonAfter(order, announced) && mayRepeat(order))) ??
    near.find((order) => mayTellAnew(order, announced)) ??
    null
  );
}

/**
 * When the order that an announcement tells of was cancelled, though it is none of those with its number: its cancellation
 * was read first, and taken for one of an older order. Undefined for one that holds.
 */
export const cancelledBefore = (orders: readonly Numbered[], { version }: Announced): string | undefined =>
  orders.find((order) => {
    const at = momentTold(order.content.cancelledAt);
    return at !== null && toldAt(order) < version && at > version && at < version + reusedAfter;
  })?.content.cancelledAt;

/** When an order was first told, epoch milliseconds. */
export const toldAt = ({ told }: Pick<Numbered, 'told'>): number =>
  Math.min(...told.map(({ version }) => version));

/** Whether an order was first told within half a day of this; the announcement that it still waits for may be older. */
function isNear(order: Numbered, { version }: Announced): boolean {
  const since = version - toldAt(order);
  return since < reusedAfter && (since > -reusedAfter || isAwaited(order));
}

function isSoonAfter(order: Numbered, { version }: Announced): boolean {
  const since = version - toldAt(order);
  return since >= 0 && since < repeatedWithin;
}

/** Whether an announcement in other words can still be of this order: it is not done with, or this came before all that is known. */
const mayTellAnew = (order: Numbered, { version }: Announced): boolean =>
  !isDone(order.status) || isAwaited(order) || version < toldAt(order);

/** Whether its cancellation or a change of it was read first, and its announcement is still to come. */
function isAwaited({ content, told }: Numbered): boolean {
  const [first] = told.toSorted((one, other) => one.version - other.version);
  const reasons = first?.content.review?.map(({ code }) => code) ?? [];
  return isUnread(content) && (reasons.includes('cancelled-unknown') || reasons.includes('changed-unread'));
}

/** Whether two mails tell the same of who ordered what, as far as both tell it. */
function isToldAlike(one: OrderContent, other: OrderContent): boolean {
  const alike = [phoneOf, emailOf, nameOf, totalOf, goodsOf].flatMap((part) => {
    const [here, there] = [part(one), part(other)];
    return here === '' || there === '' ? [] : here === there;
  });
  return alike.length > 0 && alike.every(Boolean);
}

/** Whether any mail of it has told this day: one that was paid past midnight is told of two. */
const isOfDay = ({ told }: Numbered, { content }: Announced): boolean =>
  told.some((each) => dayOf(each.content) !== null && dayOf(each.content) === dayOf(content));
const dayOf = ({ placedAt }: OrderContent): string | null => placed(placedAt)?.slice(0, 10) ?? null;

/** Whether all was told alike within hours: where it tells two days, one may be that of the payment. */
const isOfOneNight = (order: Numbered, { version, content }: Announced): boolean =>
  Math.abs(version - toldAt(order)) < paidWithin &&
  order.told.some((each) => isToldAlike(each.content, content)) &&
  order.told.every((each) => isPlacedNear(each.content.placedAt, content.placedAt));

/** Null where it is not told twice in the same way, and for two times of one day, of which one may be of the payment. */
function isPlacedAlike(one: string | undefined, other: string | undefined): boolean | null {
  const [here, there] = [placed(one), placed(other)];
  if (here === null || there === null || here.endsWith('Z') !== there.endsWith('Z')) return null;
  if (here.slice(0, 10) !== there.slice(0, 10)) return false;
  return here.length > 10 && here.slice(0, 16) === there.slice(0, 16) ? true : null;
}

/** Whether no two times are told that lie hours apart. */
function isPlacedNear(one: string | undefined, other: string | undefined): boolean {
  if (isPlacedAlike(one, other) !== false) return true;
  const [here, there] = [spanOf(placed(one) ?? ''), spanOf(placed(other) ?? '')];
  return here.from - there.to < paidWithin && there.from - here.to < paidWithin;
}

/** A day alone is all of it. */
function spanOf(time: string): { readonly from: number; readonly to: number } {
  const isDay = time.length === 10;
  const from = Date.parse(isDay ? time : `${time.slice(0, 16)}Z`);
  return { from, to: isDay ? from + 24 * hour : from };
}

/** As ISO 8601, a moment in UTC, and the day alone where no time is told; null for words. */
function placed(placedAt: string | undefined): string | null {
  const moment = momentTold(placedAt);
  if (moment !== null) return new Date(moment).toISOString();
  return placedAt !== undefined && /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d|$)/.test(placedAt) ? placedAt : null;
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
