import { isDeepStrictEqual } from 'node:util';
import type { ContentEntry } from '../../../shared/content-entry.ts';
import { isCorrection } from '../../../shared/content-entry.ts';
import { omitUndefined } from '../../../shared/omit-undefined.ts';
import type { OrderContent } from '../../../shared/order.ts';
import type { WantedTime } from '../../../shared/wanted.ts';

/**
 * Merges a newer whole mail into an order. Values that the mail omits are kept: some services send customer and address only in
 * some mails. Values that equal those of the earlier mails keep their corrections.
 * @param typed the last edit by a person, if the mail was already there: its values are kept as well while they are in force
 */
export function mergeMails(
  content: OrderContent,
  known: OrderContent,
  told: OrderContent,
  typed: OrderContent | null = null,
): OrderContent {
  const isTyped = (of: (content: OrderContent) => unknown): boolean =>
    typed !== null && isDeepStrictEqual(of(known), of(typed)) && isSaidAnew(of(known), of(told));
  const part = <T extends string | WantedTime>(
    of: (content: OrderContent) => T | undefined,
  ): T | undefined =>
    isSaidAnew(of(content), of(told)) && !(isTyped(of) && of(known) !== '') ? of(content) : of(known);
  const name = part((each) => each.recipient?.name);
  // the phone belongs to the known recipient only
  const isOther = name !== known.recipient?.name;
  const recipient = isOther
    ? content.recipient
    : omitUndefined({ name, phone: part((each) => each.recipient?.phone) });
  const isKept = goodsStay(content, told) || (isTyped(goodsOf) && addsUp(known));
  return {
    ...goodsOf(isKept ? known : content),
    number: part(({ number }) => number) ?? content.number,
    customer: omitUndefined({
      name: part(({ customer }) => customer.name),
      phone: part(({ customer }) => customer.phone),
      email: part(({ customer }) => customer.email),
      id: part(({ customer }) => customer.id),
    }),
    ...(recipient && Object.keys(recipient).length > 0 && { recipient }),
    ...omitUndefined({
      placedAt: part(({ placedAt }) => placedAt),
      address: part(({ address }) => address),
      note: part(({ note }) => note),
      wanted: part(({ wanted }) => wanted),
    }),
  };
}

/**
 * Whether items and totals are the same as in the earlier mails. They are compared together because they add up only together.
 */
export const goodsStay = (content: OrderContent, told: OrderContent): boolean =>
  isDeepStrictEqual(goodsOf(content), goodsOf(told));

const addsUp = ({ review = [] }: OrderContent): boolean =>
  !review.some(({ code }) => code === 'no-total' || code === 'no-items' || code === 'sum-mismatch');

/**
 * The order as its mails describe it, without corrections. A later mail that shows a corrected value may have omitted it, so the
 * earlier value is kept.
 * @param contents of the order, sorted by time
 */
export function toldByMails(contents: readonly ContentEntry[]): OrderContent | null {
  const [first, ...later] = contents.toSorted(
    (one, other) => one.data.order.version - other.data.order.version,
  );
  if (!first) return null;
  let told = first.data.order.content;
  let shown = told;
  for (const entry of later) {
    const { content } = entry.data.order;
    if (!isCorrection(entry)) told = mergeMails(content, told, shown);
    shown = content;
  }
  return told;
}

const isSaidAnew = (value: unknown, told: unknown): boolean =>
  value !== undefined && !isDeepStrictEqual(value, told);

function goodsOf(content: OrderContent) {
  const {
    number: _number,
    placedAt: _placedAt,
    customer: _customer,
    recipient: _recipient,
    address: _address,
    note: _note,
    wanted: _wanted,
    cancelledAt: _cancelledAt,
    review: _review,
    ...goods
  } = content;
  return goods;
}
