import type { DocumentId } from '../../../shared/ids.ts';
import type { IncomingOrder, Order, OrderContent } from '../../../shared/order.ts';
import { isDone } from '../../../shared/order.ts';
import { momentTold } from '../../../shared/placed-at.ts';
import { isUnread } from './about-order.ts';

/** An order announcement and the time when Google accepted it, in epoch milliseconds. */
export type Announced = Pick<IncomingOrder, 'version' | 'content'>;

/** An earlier version of an order and the mail that brought it. */
export type Told = Announced & { readonly documentId?: DocumentId | undefined };

/** An order with the number that an announcement names. */
export type Numbered = Pick<Order, 'status' | 'content'> & {
  /** All versions of the order. */
  readonly told: readonly Told[];
};

const hour = 3_600_000;
/**
 * A service that restarts its numbers every day reuses one after half a day at the earliest. Reminders and changes of the same
 * order come within hours.
 */
const reusedAfter = 12 * hour;
/** A reminder or a receipt repeats its order within this time; a later mail belongs to the next order with the number. */
const repeatedWithin = 72 * hour;
/** An order is paid within this time. Its mail may contain only the time of payment, which can be after midnight. */
const paidWithin = 3 * hour;

/**
 * Finds the order of an announcement among those with its number. Returns null for a different order that reuses the number.
 * Placement times decide if both sides have them: the same minute is the same order; different days are different orders, except
 * for a payment after midnight. Otherwise the order that came with this very message matches, or one first received within half a
 * day that has the same content or may still change.
 * @param isSame whether a mail is this very message
 * @param mayRepeat whether mails with the same content belong to that order for three days
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

/** When an order was first received, epoch milliseconds. */
export const toldAt = ({ told }: Pick<Numbered, 'told'>): number =>
  Math.min(...told.map(({ version }) => version));

/**
 * Whether an order was first received within half a day of this. The announcement that an incomplete order waits for may be
 * older.
 */
function isNear(order: Numbered, { version }: Announced): boolean {
  const since = version - toldAt(order);
  return since < reusedAfter && (since > -reusedAfter || isAwaited(order));
}

function isSoonAfter(order: Numbered, { version }: Announced): boolean {
  const since = version - toldAt(order);
  return since >= 0 && since < repeatedWithin;
}

/**
 * Whether an announcement with different content can still belong to this order: it is open, incomplete, or newer than the
 * announcement.
 */
const mayTellAnew = (order: Numbered, { version }: Announced): boolean =>
  !isDone(order.status) || isAwaited(order) || version < toldAt(order);

/** Whether its cancellation or a change was read first, so that its announcement is still to come. */
function isAwaited({ content, told }: Numbered): boolean {
  const [first] = told.toSorted((one, other) => one.version - other.version);
  const reasons = first?.content.review?.map(({ code }) => code) ?? [];
  return isUnread(content) && (reasons.includes('cancelled-unknown') || reasons.includes('changed-unread'));
}

/** Whether two mails agree on customer, total and items, as far as both contain them. */
function isToldAlike(one: OrderContent, other: OrderContent): boolean {
  const alike = [phoneOf, emailOf, nameOf, totalOf, goodsOf].flatMap((part) => {
    const [here, there] = [part(one), part(other)];
    return here === '' || there === '' ? [] : here === there;
  });
  return alike.length > 0 && alike.every(Boolean);
}

/** Whether any of its mails has this day. An order paid after midnight has two days. */
const isOfDay = ({ told }: Numbered, { content }: Announced): boolean =>
  told.some((each) => dayOf(each.content) !== null && dayOf(each.content) === dayOf(content));
const dayOf = ({ placedAt }: OrderContent): string | null => placed(placedAt)?.slice(0, 10) ?? null;

/** Whether all mails agree and came within hours: if they have two days, one may be that of the payment. */
const isOfOneNight = (order: Numbered, { version, content }: Announced): boolean =>
  Math.abs(version - toldAt(order)) < paidWithin &&
  order.told.some((each) => isToldAlike(each.content, content)) &&
  order.told.every((each) => isPlacedNear(each.content.placedAt, content.placedAt));

/** Null if the formats differ, or for two times on one day, of which one may be the time of payment. */
function isPlacedAlike(one: string | undefined, other: string | undefined): boolean | null {
  const [here, there] = [placed(one), placed(other)];
  if (here === null || there === null || here.endsWith('Z') !== there.endsWith('Z')) return null;
  if (here.slice(0, 10) !== there.slice(0, 10)) return false;
  return here.length > 10 && here.slice(0, 16) === there.slice(0, 16) ? true : null;
}

/** Whether no two of the times are hours apart. */
function isPlacedNear(one: string | undefined, other: string | undefined): boolean {
  if (isPlacedAlike(one, other) !== false) return true;
  const [here, there] = [spanOf(placed(one) ?? ''), spanOf(placed(other) ?? '')];
  return here.from - there.to < paidWithin && there.from - here.to < paidWithin;
}

/** A date without a time covers the whole day. */
function spanOf(time: string): { readonly from: number; readonly to: number } {
  const isDay = time.length === 10;
  const from = Date.parse(isDay ? time : `${time.slice(0, 16)}Z`);
  return { from, to: isDay ? from + 24 * hour : from };
}

/** ISO 8601: the UTC time, or the day alone if there is no time; null for any other text. */
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
