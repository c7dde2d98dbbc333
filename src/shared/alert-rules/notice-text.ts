import { chargesOf } from '../charges.ts';
import { paymentMethodOf } from '../forms.ts';
import type { Language } from '../languages.ts';
import { localeTags } from '../languages.ts';
import { moneyText } from '../money-text.ts';
import { cutTo, oneLine } from '../one-line.ts';
import type { LineItem, Order, OrderContent, PaymentStatus } from '../order.ts';
import { dueNow, isCashOnDelivery } from '../payment.ts';
import { isProblem } from '../problem.ts';
import { costLeft, linesLeft, piecesOf } from '../remaining-quantity.ts';
import { textsOf } from '../texts.ts';
import type { WantedTime } from '../wanted.ts';
import { wantedHours } from '../wanted-hours.ts';
import type { NoticeValues, Template } from './template.ts';
import { fillTemplate, readTemplate } from './template.ts';

/** The order data of a notification. */
export type NoticeOrder = Pick<Order, 'content' | 'needsReview' | 'paymentStatus'>;

export type NoticeContext = {
  readonly language: Language;
  /** The shop's template; the default text otherwise. */
  readonly template?: string | undefined;
  readonly sourceName: string;
  /** The https address of the order's page. */
  readonly link?: string | undefined;
  /** `late`: the wait for the warehouse timed out. */
  readonly warehouse: 'in' | 'late' | 'off';
};

/** UTF-16 units; Messenger refuses longer messages. */
export const longestText = 2_000;
const mostItems = 10;
const mostCharges = 8;

/**
 * The text of a new order's notification, from the shop's template. Review, test and missing in BigQuery are always mentioned. A
 * text that is too long loses items first, with a note.
 */
export function noticeText(order: NoticeOrder, context: NoticeContext): string {
  const { content, needsReview } = order;
  const left = linesLeft(content.items);
  const { language, warehouse } = context;
  const say = textsOf(language, 'notification');
  const marks = [...(content.test ? [say('test')] : []), ...(needsReview ? [say('review')] : [])];
  const end = warehouse === 'in' ? [] : [say(`notInWarehouse_${warehouse}`)];
  const values = valuesOf(order, context);
  const template = templateOf(context);
  const charges = chargeLines(content, language);
  const linesWith = (count: number): readonly string[] => {
    const items = [...itemLines(left, count, language), ...charges];
    const lines = fillTemplate(template, { ...values, items });
    return lines.length > 0 ? lines : fillTemplate(usual(language), { ...values, items });
  };
  let count = Math.min(left.length, mostItems);
  let [title = '', ...rest] = linesWith(count);
  const whole = (): string => [title, ...marks, ...rest, ...end].join('\n');
  while (whole().length > longestText && count > 0) {
    count -= 1;
    [title = '', ...rest] = linesWith(count);
  }
  if (whole().length > longestText) {
    title = cutTo(title, longestText / 2);
    const kept = [title, ...marks, '', ...end].join('\n');
    rest = [cutTo(rest.join('\n'), longestText - kept.length)];
  }
  return whole().toWellFormed();
}

/** Falls back to the default: an invalid template, such as one of a newer version, must not block the notification. */
function templateOf({ template, language }: NoticeContext): Template {
  const read = readTemplate(template ?? textsOf(language, 'notification')('template'));
  return read.kind === 'template' ? read.lines : usual(language);
}

function usual(language: Language): Template {
  const read = readTemplate(textsOf(language, 'notification')('template'));
  return read.kind === 'template' ? read.lines : [];
}

function valuesOf(
  { content, paymentStatus }: NoticeOrder,
  { language, sourceName, link }: NoticeContext,
): Omit<NoticeValues, 'items'> {
  const { number, customer, recipient, address, deliveryMethod, wanted, total, note } = content;
  const [name, phone] = [oneLine(customer.name ?? '', 120), oneLine(customer.phone ?? '', 120)];
  return {
    number: oneLine(number, 60),
    source: oneLine(sourceName, 60),
    customer: joined(name, phone),
    name,
    phone,
    email: oneLine(customer.email ?? '', 120),
    recipient: joined(oneLine(recipient?.name ?? '', 120), oneLine(recipient?.phone ?? '', 120)),
    address: oneLine(address ?? deliveryMethod ?? '', 300),
    wanted: wanted && wantedText(wanted, language),
    total: total && moneyText(total, language),
    payment: paymentText(content, paymentStatus, language),
    note: oneLine(note ?? '', 400),
    link,
  };
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(', ');

function itemLines(items: readonly LineItem[], count: number, language: Language): readonly string[] {
  const more = items.length - count;
  return [
    ...items.slice(0, count).map((item) => itemLine(item, language)),
    ...(more > 0 ? [textsOf(language, 'notification')('more', { more })] : []),
  ];
}

function itemLine(item: LineItem, language: Language): string {
  const { title, options } = item;
  const pieces = piecesOf(item);
  const choice = options.length > 0 ? ` (${oneLine(options.join(', '), 60)})` : '';
  const price = ifExact(() => costLeft(item), null);
  const amount = price ? ` · ${moneyText(price, language)}` : '';
  return `${pieces} × ${oneLine(title, 80)}${choice}${amount}`;
}

/** Omits amounts that are not exact, because the notification must be sent anyway. */
function ifExact<T>(work: () => T, otherwise: T): T {
  try {
    return work();
  } catch (error) {
    if (isProblem(error)) return otherwise;
    throw error;
  }
}

/** Delivery, discount and other charges, so that items and total agree; included charges are omitted. */
const chargeLines = (content: OrderContent, language: Language): readonly string[] =>
  ifExact(() => chargesOf(content, language), [])
    .filter(({ isIncluded }) => !isIncluded)
    .slice(0, mostCharges)
    .map(({ label, text }) => `${oneLine(label, 80)} · ${text}`);

/** `paid`, `cash on delivery`, `not paid, bank transfer`, `partly paid, left: ₴300`, `unknown`. */
function paymentText(content: OrderContent, status: PaymentStatus, language: Language): string {
  const say = textsOf(language, 'notification');
  const gateways = content.gateways ?? [];
  if (status === 'pending') {
    const isCash = gateways.some((gateway) => isCashOnDelivery(gateway));
    const ways = gateways
      .filter((gateway) => !isCashOnDelivery(gateway))
      .map((one) => wayText(one, language));
    return oneLine(joined(isCash ? say('cashOnDelivery') : say('payment_pending'), ...ways), 120);
  }
  const left = status === 'partially-paid' ? dueNow(content, status) : undefined;
  return joined(
    say(`payment_${status}`),
    left ? say('amountDue', { amount: moneyText(left, language) }) : '',
  );
}

function wayText(gateway: string, language: Language): string {
  const known = paymentMethodOf(gateway);
  return known === undefined ? oneLine(gateway, 60) : textsOf(language, 'ticket')(`method_${known}`);
}

/** `25 November, 10:00–12:00`, `by 17:00`. */
function wantedText({ date, from, to }: WantedTime, language: Language): string {
  const day =
    date === undefined
      ? ''
      : new Intl.DateTimeFormat(localeTags[language], {
          day: 'numeric',
          month: 'long',
          timeZone: 'UTC',
        }).format(Date.parse(`${date}T12:00:00Z`));
  return joined(day, wantedHours({ from, to }, language));
}
