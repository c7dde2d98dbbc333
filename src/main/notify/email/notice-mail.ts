import { createHash } from 'node:crypto';
import type { ByLanguage, Language } from '../../../shared/languages.ts';
import { moneyText } from '../../../shared/money-text.ts';
import { firstLine } from '../../../shared/one-line.ts';
import type { Order } from '../../../shared/order.ts';
import type { LateContext } from '../late-orders.ts';
import { lateOrdersText } from '../late-orders.ts';
import type { MessageContext } from '../message.ts';
import { httpsOnly, newOrderText, testRunText } from '../message.ts';

/** A notification as an e-mail. */
export type NoticeMail = { readonly subject: string; readonly text: string };

const words = {
  en: {
    title: 'New order',
    review: 'Needs review',
  },
  uk: {
    title: 'Нове замовлення',
    review: 'Потребує перевірки',
  },
  pl: {
    title: 'Nowe zamówienie',
    review: 'Do sprawdzenia',
  },
} as const satisfies ByLanguage<unknown>;

/** The New Order notification as an e-mail: the same text as in Messenger, with the link written out. */
export function newOrderMail(order: Order, context: MessageContext): NoticeMail {
  const { language, sourceName } = context;
  const { number, total } = order.content;
  const say = words[language];
  const subject = [
    `${say.title} ${short(number)}`,
    short(sourceName),
    ...(total ? [moneyText(total, language)] : []),
    ...(order.needsReview ? [say.review] : []),
  ].join(' · ');
  const text = newOrderText(order, context);
  const link = httpsOnly(context.link);
  // the shop's own text may contain the link already
  return { subject, text: link === undefined || text.includes(link) ? text : `${text}\n\n${link}` };
}

/** One e-mail for several late orders, newest first; its first line has their number. */
export function lateOrdersMail(orders: readonly Order[], context: LateContext): NoticeMail {
  const text = lateOrdersText(orders, context);
  return { subject: firstLine(text), text };
}

/** The e-mail of a test run. */
export function testRunMail(language: Language): NoticeMail {
  const text = testRunText(language);
  return { subject: firstLine(text), text };
}

/** The identity of a mail, computed from the keys of its notifications. */
export const identityOf = (keys: readonly string[]): string =>
  `notice-${createHash('sha256').update(keys.toSorted().join('\n')).digest('hex').slice(0, 40)}`;

const short = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`);
