import { useTranslation } from 'react-i18next';
import { byLanguage } from '../../shared/languages.ts';
import { languageOf } from './language-of.ts';
import { say } from './say.ts';

export type Saying = (text: string) => string;

/** What main says, in the language on screen. */
export function useSaid(): Saying {
  const { i18n } = useTranslation();
  return sayings[languageOf(i18n)];
}

// each made once, so that it can stand among what an effect depends on
const sayings = byLanguage<Saying>((language) => (text) => say(text, language));

/** The same where an element is kept, and must follow when the language is switched. */
export function SaidText({ text }: { readonly text: string }) {
  return useSaid()(text);
}
