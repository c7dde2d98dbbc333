import type { Mail, MailPurpose, Reading } from '../../../shared/reading.ts';
import type { Assembled } from './assemble.ts';
import type { Layout } from './layout.ts';
import { namesOrder } from './mail-purpose.ts';
import { topicOf } from './mail-topic.ts';

type Judged = Omit<Reading, 'says'>;

/**
 * Decides what a mail is from the results of the general parser. A result that reads whole and adds up is an order. A mail that
 * a shop might miss is for review. A mail on another subject, or with neither number nor receipt, is not an order.
 */
export function judgeGeneral(
  readings: readonly Assembled[],
  mail: Mail,
  layouts: readonly Layout[],
  says: MailPurpose,
): Judged {
  const topic = topicOf(mail, layouts, says);
  const codes = [...new Set(readings.flatMap(({ review }) => review.map((reason) => reason.code)))].join(
    ', ',
  );
  const [first, ...others] = readings;
  if (!first) return notAnOrder('the mail has no text');
  // with several orders it is unknown which one the mail is about
  const none = (why: string) => notAnOrder(why, others.length === 0 ? first.content.number : '');
  if (says === 'cancelled') return none('the mail tells that an order was cancelled');
  if (topic.other === 'subject') return none('the mail speaks of an order that is known, or of none');
  if (codes === '' && says !== 'changed') {
    return judged('order', readings, 'the general reader read it whole and it adds up');
  }
  // An order has a number; a cart may have everything else.
  if (topic.isCart && first.content.number === '') return none('the mail tells of a cart');
  if (says === 'changed') return judged('needs-review', readings, 'the mail tells that an order was changed');
  const worth = Math.max(...readings.map((read) => hints(read, says, topic.isReceipt)));
  const isElsewhere = topic.other !== null && !topic.isReceipt;
  if (worth < (isElsewhere ? 3 : 2)) return none(`no order was found in the mail: ${codes}`);
  const { content } = first;
  if (
    content.number === '' &&
    says !== 'new-order' &&
    !topic.isReceipt &&
    !adds(first) &&
    !isFilledIn(first) &&
    !(namesOrder(mail) && topic.other === null && isList(first)) &&
    !isSummedUp(first)
  ) {
    return none(`no order was found in the mail: ${codes}`);
  }
  return judged('needs-review', readings, `the general reader found: ${codes}`);
}

const adds = ({ content, review }: Assembled): boolean =>
  content.total !== undefined && !review.some(({ code }) => code === 'no-items' || code === 'sum-mismatch');

/** Several items, a total and a customer name: an order, if the subject names one. */
const isList = ({ content }: Assembled): boolean =>
  content.total !== undefined && content.items.length > 1 && content.customer.name !== undefined;

/** A submitted form has no number, but items with prices, and a customer with contact and address. */
const isFilledIn = ({ content: { number, items, customer, address } }: Assembled): boolean =>
  number === '' &&
  items.length > 0 &&
  items.every(({ unitPrice }) => unitPrice !== undefined) &&
  customer.name !== undefined &&
  (customer.phone !== undefined || customer.email !== undefined) &&
  address !== undefined;

/** Who bought, and a total with its parts: the items may be in a layout that could not be parsed. */
const isSummedUp = ({ content }: Assembled): boolean =>
  content.total !== undefined &&
  content.customer.name !== undefined &&
  (content.customer.phone !== undefined ||
    content.customer.email !== undefined ||
    content.address !== undefined) &&
  (content.subtotal !== undefined || content.deliveryFee !== undefined);

/** Counts the findings that only an order has. */
function hints(read: Assembled, says: MailPurpose, isReceipt: boolean): number {
  const { content } = read;
  const isAnnounced = says === 'new-order';
  const hasSum = content.total !== undefined || content.subtotal !== undefined;
  const isSomebodys = content.customer.name !== undefined || content.address !== undefined;
  const marks = [content.number !== '', hasSum, content.items.length > 0, isAnnounced && isSomebodys];
  return (
    marks.filter(Boolean).length +
    (isFilledIn(read) || isSummedUp(read) ? 2 : 0) +
    ((isAnnounced && content.number !== '') || ((isAnnounced || isReceipt) && hasSum) ? 1 : 0)
  );
}

const notAnOrder = (why: string, number = ''): Judged => ({
  kind: 'not-an-order',
  orders: [],
  ...(number !== '' && { number }),
  confidence: {},
  recipe: null,
  why,
});

/** @param recipe name of the mail template that read them; null for the general parser */
export function judged(
  kind: Reading['kind'],
  readings: readonly Assembled[],
  why: string,
  recipe: string | null = null,
): Judged {
  const confidence: { [field: string]: number } = {};
  for (const read of readings) {
    for (const [field, sure] of Object.entries(read.confidence)) {
      confidence[field] = Math.min(sure, confidence[field] ?? 1);
    }
  }
  return { kind, orders: readings.map((read) => read.content), confidence, recipe, why };
}
