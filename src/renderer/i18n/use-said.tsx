import { useTranslation } from 'react-i18next';
import { say } from './say.ts';

export type Saying = (text: string) => string;

/** What main says, in the language on screen. */
export function useSaid(): Saying {
  const { i18n } = useTranslation();
  return i18n.language === 'uk' ? inUkrainian : inEnglish;
}

const inUkrainian: Saying = (text) => say(text, 'uk');
const inEnglish: Saying = (text) => text;

/** The same where an element is kept, and must follow when the language is switched. */
export function SaidText({ text }: { readonly text: string }) {
  return useSaid()(text);
}
