import type { Money } from '../../shared/money.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { LineItem, Order } from '../../shared/order.ts';
import type { Callback, DynamicBlock } from '../manychat/dynamic-block.ts';

export type MessageContext = {
  readonly language: 'en' | 'uk';
  readonly sourceName: string;
  /** Where the order can be opened; only https is taken. */
  readonly link?: string | undefined;
  /** `late`: the notice did not wait any longer for the warehouse. */
  readonly warehouse: 'in' | 'late' | 'off';
  /** Takes the order with one press. */
  readonly take?: Callback | null;
};

const longestText = 2_000;
const mostLines = 10;

const words = {
  en: {
    title: 'New order',
    customer: 'Customer',
    total: 'Total',
    more: (count: number) => `+${count} more`,
    late: 'Not yet in BigQuery',
    off: 'BigQuery is not connected',
    review: 'Needs review',
    test: 'Test order',
    open: 'Open the order',
  },
  uk: {
    title: 'Нове замовлення',
    customer: 'Клієнт',
    total: 'Разом',
    more: (count: number) => `+ ще ${count}`,
    late: 'Ще не в BigQuery',
    off: 'BigQuery не під’єднано',
    review: 'Потребує перевірки',
    test: 'Тестове замовлення',
    open: 'Відкрити замовлення',
  },
} as const;

/** The New Order message to one manager. */
export function newOrderMessage(order: Order, context: MessageContext): DynamicBlock {
  const text = newOrderText(order, context);
  const { language, take = null } = context;
  const url = linkOf(context);
  const buttons = [
    ...(take ? [take] : []),
    ...(url === null ? [] : [{ type: 'url', caption: words[language].open, url } as const]),
  ];
  return {
    version: 'v2',
    content: { messages: [{ type: 'text', text, ...(buttons.length > 0 && { buttons }) }] },
  };
}

/** Where the order can be opened; null where no link may be given. */
export const linkOf = ({ link }: Pick<MessageContext, 'link'>): string | null =>
  link !== undefined && URL.parse(link)?.protocol === 'https:' ? link : null;

/** What a manager gets at a fire drill: nothing in it can be taken for an order. */
export const drillMessage = (language: 'en' | 'uk'): DynamicBlock => ({
  version: 'v2',
  content: { messages: [{ type: 'text', text: drillText(language) }] },
});

export const drillText = (language: 'en' | 'uk'): string =>
  language === 'uk'
    ? 'НАВЧАЛЬНА ТРИВОГА · замовлення немає\nOrderbell перевіряє, чи надходять його сповіщення. Робити нічого не треба.'
    : 'FIRE DRILL · there is no order\nOrderbell tries whether its notices arrive. There is nothing to do.';

export function newOrderText({ content, needsReview }: Order, context: MessageContext): string {
  const { language, sourceName, warehouse } = context;
  const say = words[language];
  const { customer, items, total } = content;
  const who = [customer.name, customer.phone].filter(Boolean).map((part) => oneLine(part ?? '', 120));
  const more = items.length - mostLines;
  const head = [
    `${say.title} ${oneLine(content.number, 60)} · ${oneLine(sourceName, 60)}`,
    ...(content.test ? [say.test] : []),
    ...(needsReview ? [say.review] : []),
    ...(who.length > 0 ? [`${say.customer}: ${who.join(', ')}`] : []),
  ];
  const lines = items.slice(0, mostLines).map((item) => lineText(item, language));
  const tail = [
    ...(more > 0 ? [say.more(more)] : []),
    ...(total ? [`${say.total}: ${moneyText(total, language)}`] : []),
    ...(warehouse === 'in' ? [] : [say[warehouse]]),
  ];
  return [...head, ...lines, ...tail].join('\n').slice(0, longestText).toWellFormed();
}

function lineText(
  { title, quantity, options, lineTotal, unitPrice }: LineItem,
  language: 'en' | 'uk',
): string {
  const choice = options.length > 0 ? ` (${oneLine(options.join(', '), 60)})` : '';
  const price = lineTotal ?? (quantity === 1 ? unitPrice : undefined);
  const amount = price ? ` · ${moneyText(price, language)}` : '';
  return `${quantity} × ${oneLine(title, 80)}${choice}${amount}`;
}

/** `1 240.50 UAH`, in the language's decimal mark; exact, for the digits are never counted with. */
export function moneyText(money: Money, language: 'en' | 'uk'): string {
  const [whole = '', fraction] = moneyToDecimal(money).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
  const mark = language === 'uk' ? ',' : '.';
  return `${grouped}${fraction === undefined ? '' : `${mark}${fraction}`}\u00a0${money.currency}`;
}

/** What a buyer typed, kept from making lines of its own; cut to `longest` characters. */
export function oneLine(text: string, longest: number): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1).trimEnd()}…`;
}
