import type { Language } from './languages.ts';

/** The text for each plural category of a language; `other` is the fallback for a missing category. */
export type PluralForms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** The words that a language uses for `n` things. */
export const formOf = (forms: PluralForms, n: number, language: Language): string =>
  forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
