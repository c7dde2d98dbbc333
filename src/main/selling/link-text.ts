import type { DraftView, LinkSuggestion } from '../../shared/draft.ts';
import type { ByLanguage } from '../../shared/languages.ts';
import { languageOfCountry } from '../../shared/languages.ts';
import { moneyText } from '../../shared/money-text.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import { textMessages } from '../manychat/text-messages.ts';

const words = {
  en: {
    first: (what: string) => `Here is your order: ${what}. Pay and enter the address by the button below.`,
    again: (what: string) => `A reminder of your order: ${what}. The link is still open.`,
    subject: 'Your order is ready to be paid',
    subjectAgain: 'Your order still waits for you',
    button: 'Pay',
  },
  uk: {
    first: (what: string) => `Ваше замовлення: ${what}. Оплатити й указати адресу можна за кнопкою нижче.`,
    again: (what: string) => `Нагадуємо про ваше замовлення: ${what}. Посилання ще дійсне.`,
    subject: 'Ваше замовлення можна оплатити',
    subjectAgain: 'Ваше замовлення чекає на оплату',
    button: 'Оплатити',
  },
  pl: {
    first: (what: string) => `Twoje zamówienie: ${what}. Zapłać i podaj adres przyciskiem poniżej.`,
    again: (what: string) => `Przypomnienie o zamówieniu: ${what}. Link jest nadal ważny.`,
    subject: 'Twoje zamówienie można opłacić',
    subjectAgain: 'Twoje zamówienie czeka na płatność',
    button: 'Zapłać',
  },
} as const satisfies ByLanguage<unknown>;

/** The suggested text of a link message, which the user may edit. */
export function suggestionOf(
  draft: Pick<DraftView, 'title' | 'total'>,
  {
    country,
    again,
    email,
  }: { readonly country: string | null; readonly again: boolean; readonly email: string },
): LinkSuggestion {
  const language = languageOfCountry(country);
  const say = words[language];
  const what = [draft.title, draft.total && moneyText(draft.total, language)].filter(Boolean).join(' — ');
  const text = again ? say.again(what) : say.first(what);
  return { text, subject: again ? say.subjectAgain : say.subject, email };
}

/** A message with the link as its button. */
export const linkMessage = (text: string, url: string, country: string | null): DynamicBlock => ({
  version: 'v2',
  content: {
    messages: textMessages(text.toWellFormed(), [
      { type: 'url', caption: words[languageOfCountry(country)].button, url },
    ]),
  },
});
