import type { Language } from './languages.ts';

/** What is said of each number of things, by the forms that a language has; `other` stands in for a form that is not said. */
export type PluralForms = { readonly [form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** The words that a language uses for `n` things. */
export const formOf = (forms: PluralForms, n: number, language: Language): string =>
  forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
