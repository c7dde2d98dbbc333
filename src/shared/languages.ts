import { z } from 'zod';

/** What Orderbell speaks. Everything that differs by language is a table of these, so that a new one is led by the compiler. */
export const languages = ['en', 'uk', 'pl'] as const;
export type Language = (typeof languages)[number];
export const languageSchema = z.enum(languages);

/** One of a thing in each language. */
export type ByLanguage<T> = { readonly [L in Language]: T };

export const byLanguage = <T>(make: (language: Language) => T): ByLanguage<T> => ({
  en: make('en'),
  uk: make('uk'),
  pl: make('pl'),
});

/** What each is called by those who speak it. */
export const languageNames: ByLanguage<string> = { en: 'English', uk: 'Українська', pl: 'Polski' };

/** By whose customs dates, amounts and names are written. */
export const localeTags: ByLanguage<string> = { en: 'en-GB', uk: 'uk-UA', pl: 'pl-PL' };

export const decimalMarks: ByLanguage<'.' | ','> = { en: '.', uk: ',', pl: ',' };

const englishNames: ByLanguage<string> = { en: 'english', uk: 'ukrainian', pl: 'polish' };

/** @param locale `uk-UA`, `uk_UA`, `uk`, or a language's English name; null where it is none that is spoken here */
export function languageOfLocale(locale: string): Language | null {
  const [first] = locale.toLowerCase().split(/[_-]/);
  return languages.find((language) => first === language || first === englishNames[language]) ?? null;
}

/** The first of these that is spoken here, else English. @param locales the most wished first */
export const firstSpoken = (locales: readonly string[]): Language =>
  locales.map(languageOfLocale).find((language) => language !== null) ?? 'en';

/** The language that a shop's buyers are written to in. @param country ISO 3166, two letters; null where it is not known */
export const languageOfCountry = (country: string | null): Language => ofCountries[country ?? ''] ?? 'en';

const ofCountries: { readonly [country: string]: Language } = { UA: 'uk', PL: 'pl' };
