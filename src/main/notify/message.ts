import type { NoticeContext, NoticeOrder } from '../../shared/alert-rules/notice-text.ts';
import { longestText, noticeText } from '../../shared/alert-rules/notice-text.ts';
import type { Language } from '../../shared/languages.ts';
import { moneyText } from '../../shared/money-text.ts';
import { cutTo, firstLine, oneLine } from '../../shared/one-line.ts';
import type { Order } from '../../shared/order.ts';
import { textsOf } from '../../shared/texts.ts';
import type { NotificationContent } from './channel.ts';

export type MessageContext = NoticeContext;

/** The notification of one new order. */
export function newOrderContent(order: Order, context: MessageContext): NotificationContent {
  const { language, sourceName } = context;
  const { number, total } = order.content;
  const t = textsOf(language, 'notification');
  const subject = [
    `${t('title')} ${cutTo(number, 60)}`,
    cutTo(sourceName, 60),
    ...(total ? [moneyText(total, language)] : []),
    ...(order.needsReview ? [t('review')] : []),
  ].join(' · ');
  const url = httpsOnly(context.link);
  return {
    subject,
    text: newOrderText(order, context),
    ...(url !== undefined && { link: { caption: t('open'), url } }),
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
  const t = textsOf(language, 'notification');
  const lines = orders.slice(0, mostOrders).map((order) => {
    const { number, total } = order.content;
    return [
      `${oneLine(number, 40)} · ${oneLine(sourceName(order), 40)}`,
      ...(total ? [moneyText(total, language)] : []),
      ...(order.needsReview ? [t('review')] : []),
    ].join(' · ');
  });
  const more = orders.length - mostOrders;
  return contentOf(
    [
      t('earlier', { count: orders.length }),
      ...lines,
      ...(more > 0 ? [t('more', { more })] : []),
      ...(warehouse === 'in' ? [] : [t(`notInWarehouse_${warehouse}`)]),
    ].join('\n'),
  );
}

/** The message of a test run; it cannot be mistaken for an order. */
export const testRunContent = (language: Language): NotificationContent =>
  contentOf(textsOf(language, 'notification')('testRun'));

/** A text whose first line is its subject. */
export const contentOf = (text: string): NotificationContent => ({
  subject: firstLine(text),
  text: cutTo(text, longestText).toWellFormed(),
});
