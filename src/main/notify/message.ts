import type { NoticeContext, NoticeOrder } from '../../shared/alert-rules/notice-text.ts';
import { noticeText } from '../../shared/alert-rules/notice-text.ts';
import { noticeWords } from '../../shared/alert-rules/notice-words.ts';
import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { Callback, DynamicBlock } from '../manychat/dynamic-block.ts';
import { textMessages } from '../manychat/text-messages.ts';

export type MessageContext = NoticeContext & {
  /** The button that takes the order. */
  readonly take?: Callback | null;
};

/** The New Order message to one manager. */
export function newOrderMessage(order: NoticeOrder, context: MessageContext): DynamicBlock {
  const text = newOrderText(order, context);
  const { language, take = null } = context;
  const url = httpsOnly(context.link);
  const buttons = [
    ...(take ? [take] : []),
    ...(url === undefined ? [] : [{ type: 'url', caption: noticeWords[language].open, url } as const]),
  ];
  return { version: 'v2', content: { messages: textMessages(text, buttons) } };
}

/** The message of a test run; it cannot be mistaken for an order. */
export const testRunMessage = (language: Language): DynamicBlock => ({
  version: 'v2',
  content: { messages: [{ type: 'text', text: testRunText(language) }] },
});

export const testRunText = (language: Language): string => testRunTexts[language];

const testRunTexts: ByLanguage<string> = {
  en: 'FIRE DRILL · there is no order\nOrderbell tries whether its notices arrive. There is nothing to do.',
  uk: 'НАВЧАЛЬНА ТРИВОГА · замовлення немає\nOrderbell перевіряє, чи надходять його сповіщення. Робити нічого не треба.',
  pl: 'PRÓBNY ALARM · zamówienia nie ma\nOrderbell sprawdza, czy docierają jego powiadomienia. Nie trzeba nic robić.',
};

/** The same as plain text, for channels without buttons. */
export const newOrderText = (order: NoticeOrder, context: NoticeContext): string =>
  noticeText(order, { ...context, link: httpsOnly(context.link) });

/** The order's link, if it is an https address; else undefined. */
export const httpsOnly = (link: string | undefined): string | undefined =>
  link !== undefined && URL.canParse(link) && new URL(link).protocol === 'https:' ? link : undefined;
