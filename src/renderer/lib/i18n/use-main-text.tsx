import { useTranslation } from 'react-i18next';
import { byLanguage } from '../../../shared/languages.ts';
import { languageOf } from './language-of.ts';
import { say } from './translate-main-text.ts';

export type Saying = (text: string) => string;

/** Translates main's messages into the language on screen. */
export function useSaid(): Saying {
  const { i18n } = useTranslation();
  return sayings[languageOf(i18n)];
}

// stable functions, so that effects can depend on them
const sayings = byLanguage<Saying>((language) => (text) => say(text, language));

/** The same as an element, for text that is stored and must follow a switch of language. */
export function SaidText({ text }: { readonly text: string }) {
  return useSaid()(text);
}
