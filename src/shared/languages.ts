import { z } from 'zod';

/** The languages of Orderbell. All translations are tables of these, so the compiler reports what a new language lacks. */
export const languages = ['en', 'uk', 'pl'] as const;
export type Language = (typeof languages)[number];
export const languageSchema = z.enum(languages);

/** One value for each language. */
export type ByLanguage<T> = { readonly [L in Language]: T };

export const byLanguage = <T>(make: (language: Language) => T): ByLanguage<T> => ({
  en: make('en'),
  uk: make('uk'),
  pl: make('pl'),
});

/** The native names of the languages. */
export const languageNames: ByLanguage<string> = { en: 'English', uk: 'Українська', pl: 'Polski' };

/** The locale for dates, amounts and names. */
export const localeTags: ByLanguage<string> = { en: 'en-GB', uk: 'uk-UA', pl: 'pl-PL' };

export const decimalMarks: ByLanguage<'.' | ','> = { en: '.', uk: ',', pl: ',' };

const englishNames: ByLanguage<string> = { en: 'english', uk: 'ukrainian', pl: 'polish' };

/** @param locale `uk-UA`, `uk_UA`, `uk`, or a language's English name; null if it is not supported */
export function languageOfLocale(locale: string): Language | null {
  const [first] = locale.toLowerCase().split(/[_-]/);
  return languages.find((language) => first === language || first === englishNames[language]) ?? null;
}

/** The first supported language, otherwise English. @param locales the preferred one first */
export const firstSpoken = (locales: readonly string[]): Language =>
  locales.map(languageOfLocale).find((language) => language !== null) ?? 'en';

/** The language for messages to the shop's buyers. @param country ISO 3166, two letters; null if unknown */
export const languageOfCountry = (country: string | null): Language => ofCountries[country ?? ''] ?? 'en';

const ofCountries: { readonly [country: string]: Language } = { UA: 'uk', PL: 'pl' };
