import type { NoticeContext, NoticeOrder } from '../../shared/alert-rules/notice-text.ts';
import { longestText, noticeText } from '../../shared/alert-rules/notice-text.ts';
import type { ByLanguage, Language } from '../../shared/languages.ts';
import { moneyText } from '../../shared/money-text.ts';
import { cutTo, firstLine, oneLine } from '../../shared/one-line.ts';
import type { Order } from '../../shared/order.ts';
import { textsOf } from '../../shared/texts.ts';
import type { NotificationContent } from './channel.ts';

export type MessageContext = NoticeContext;

const words = {
  en: {
    title: 'New order',
    several: (count: number) => `${count} orders came in earlier`,
    more: (count: number) => `+${count} more`,
    review: 'Needs review',
    late: 'Not yet in BigQuery',
    off: 'BigQuery is not connected',
    testRun:
      'FIRE DRILL · there is no order\nOrderbell tries whether its notices arrive. There is nothing to do.',
  },
  uk: {
    title: 'Нове замовлення',
    several: (count: number) => `Замовлення, що надійшли раніше: ${count}`,
    more: (count: number) => `+ ще ${count}`,
    review: 'Потребує перевірки',
    late: 'Ще не в BigQuery',
    off: 'BigQuery не підключено',
    testRun:
      'НАВЧАЛЬНА ТРИВОГА · замовлення немає\nOrderbell перевіряє, чи надходять його сповіщення. Робити нічого не треба.',
  },
  pl: {
    title: 'Nowe zamówienie',
    several: (count: number) => `Zamówienia, które przyszły wcześniej: ${count}`,
    more: (count: number) => `+ jeszcze ${count}`,
    review: 'Do sprawdzenia',
    late: 'Jeszcze nie w BigQuery',
    off: 'BigQuery nie jest połączone',
    testRun:
      'PRÓBNY ALARM · zamówienia nie ma\nOrderbell sprawdza, czy docierają jego powiadomienia. Nie trzeba nic robić.',
  },
} as const satisfies ByLanguage<unknown>;

/** The notification of one new order. */
export function newOrderContent(order: Order, context: MessageContext): NotificationContent {
  const { language, sourceName } = context;
  const { number, total } = order.content;
  const say = words[language];
  const subject = [
    `${say.title} ${cutTo(number, 60)}`,
    cutTo(sourceName, 60),
    ...(total ? [moneyText(total, language)] : []),
    ...(order.needsReview ? [say.review] : []),
  ].join(' · ');
  const url = httpsOnly(context.link);
  return {
    subject,
    text: newOrderText(order, context),
    ...(url !== undefined && { link: { caption: textsOf(language, 'notification')('open'), url } }),
    button: { take: order },
  };
}

export const newOrderText = (order: NoticeOrder, context: NoticeContext): string =>
  noticeText(order, { ...context, link: httpsOnly(context.link) });

/** The order's link, if it is an https address; else undefined. */
export const httpsOnly = (link: string | undefined): string | undefined =>
  link !== undefined && URL.canParse(link) && new URL(link).protocol === 'https:' ? link : undefined;

export type LateContext = Pick<NoticeContext, 'language' | 'warehouse'> & {
  readonly sourceName: (order: Order) => string;
};
const mostOrders = 20;

/** One message for several orders; one line per order with number, source and total, and their number above. */
export function lateOrdersContent(
  orders: readonly Order[],
  { language, sourceName, warehouse }: LateContext,
): NotificationContent {
  const say = words[language];
  const lines = orders.slice(0, mostOrders).map((order) => {
    const { number, total } = order.content;
    return [
      `${oneLine(number, 40)} · ${oneLine(sourceName(order), 40)}`,
      ...(total ? [moneyText(total, language)] : []),
      ...(order.needsReview ? [say.review] : []),
    ].join(' · ');
  });
  const more = orders.length - mostOrders;
  return contentOf(
    [
      say.several(orders.length),
      ...lines,
      ...(more > 0 ? [say.more(more)] : []),
      ...(warehouse === 'in' ? [] : [say[warehouse]]),
    ].join('\n'),
  );
}

/** The message of a test run; it cannot be mistaken for an order. */
export const testRunContent = (language: Language): NotificationContent => contentOf(words[language].testRun);

/** A text whose first line is its subject. */
export const contentOf = (text: string): NotificationContent => ({
  subject: firstLine(text),
  text: cutTo(text, longestText).toWellFormed(),
});
