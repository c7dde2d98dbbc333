import { longestText } from '../../shared/alert-rules/notice-text.ts';
import type { ByLanguage, Language } from '../../shared/languages.ts';
import { moneyText } from '../../shared/money-text.ts';
import { cutTo, oneLine } from '../../shared/one-line.ts';
import type { Order } from '../../shared/order.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';

/** Longer than any path takes on a healthy computer. */
const lateAfterMs = 3_600_000;
/** The same after sleep: older orders have waited for the computer to wake up. */
const lateAfterSleepMs = 5 * 60_000;
const gatherMs = 3 * 60_000;
const leastWaitMs = 60_000;
const mostOrders = 20;

/**
 * Whether an order belongs to a summary of late orders: it was made long before this computer received it.
 * @param toldAt when the source sent it, epoch milliseconds; NaN if unknown
 */
export const isLate = (toldAt: number, now: number, catchingUp: boolean): boolean =>
  now - toldAt >= (catchingUp ? lateAfterSleepMs : lateAfterMs);

/** When late orders are sent: at the end of a three-minute interval, after at least one minute. */
export const lateOrdersAt = (now: number): number => Math.ceil((now + leastWaitMs) / gatherMs) * gatherMs;

const words = {
  en: {
    title: (count: number) => `${count} orders came in earlier`,
    more: (count: number) => `+${count} more`,
    review: 'Needs review',
    late: 'Not yet in BigQuery',
    off: 'BigQuery is not connected',
  },
  uk: {
    title: (count: number) => `Замовлення, що надійшли раніше: ${count}`,
    more: (count: number) => `+ ще ${count}`,
    review: 'Потребує перевірки',
    late: 'Ще не в BigQuery',
    off: 'BigQuery не підключено',
  },
  pl: {
    title: (count: number) => `Zamówienia, które przyszły wcześniej: ${count}`,
    more: (count: number) => `+ jeszcze ${count}`,
    review: 'Do sprawdzenia',
    late: 'Jeszcze nie w BigQuery',
    off: 'BigQuery nie jest połączone',
  },
} as const satisfies ByLanguage<unknown>;

export type LateContext = {
  readonly language: Language;
  readonly sourceName: (order: Order) => string;
  readonly warehouse: 'in' | 'late' | 'off';
};

/** One message for several orders, newest first; one line per order with number, source and total. */
export const lateOrdersMessage = (orders: readonly Order[], context: LateContext): DynamicBlock => ({
  version: 'v2',
  content: { messages: [{ type: 'text', text: lateOrdersText(orders, context) }] },
});

export function lateOrdersText(orders: readonly Order[], context: LateContext): string {
  const { language, sourceName, warehouse } = context;
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
  const text = [
    say.title(orders.length),
    ...lines,
    ...(more > 0 ? [say.more(more)] : []),
    ...(warehouse === 'in' ? [] : [say[warehouse]]),
  ].join('\n');
  return cutTo(text, longestText).toWellFormed();
}
