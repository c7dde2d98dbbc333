import type { DraftView, LinkSuggestion } from '../../shared/draft.ts';
import { languageOfCountry } from '../../shared/languages.ts';
import { moneyText } from '../../shared/money-text.ts';
import { textsOf } from '../../shared/texts.ts';
import type { DynamicBlock } from '../manychat/dynamic-block.ts';
import { textMessages } from '../manychat/text-messages.ts';

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
  const t = textsOf(language, 'paymentLink');
  const what = [draft.title, draft.total && moneyText(draft.total, language)].filter(Boolean).join(' — ');
  const text = t(again ? 'again' : 'first', { what });
  return { text, subject: t(again ? 'subjectAgain' : 'subject'), email };
}

/** A message with the link as its button. */
export const linkMessage = (text: string, url: string, country: string | null): DynamicBlock => ({
  version: 'v2',
  content: {
    messages: textMessages(text.toWellFormed(), [
      { type: 'url', caption: textsOf(languageOfCountry(country), 'paymentLink')('button'), url },
    ]),
  },
});
