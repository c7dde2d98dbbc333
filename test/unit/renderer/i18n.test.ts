import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../src/renderer/lib/i18n/i18n.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { languages } from '../../../src/shared/languages.ts';
import { resources } from '../../../src/shared/texts.ts';

type Namespace = keyof typeof resources.en;
type Catalogue = { readonly [key: string]: string };

const base = (key: string): string => key.replace(/_(zero|one|two|few|many|other)$/, '');
const isPlural = (key: string, all: readonly string[]): boolean => all.includes(`${base(key)}_other`);
const keys = (catalogue: Catalogue): readonly string[] => {
  const all = Object.keys(catalogue);
  return [...new Set(all.map((key) => (isPlural(key, all) ? base(key) : key)))].sort();
};
const namespaces = Object.keys(resources.en) as readonly Namespace[];
const catalogueOf = (language: Language, name: Namespace): Catalogue => resources[language][name];
const others = languages.filter((language) => language !== 'en');
const inOthers = others.flatMap((language) => namespaces.map((name) => [name, language] as const));
const values = (text: string): readonly string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(String).sort();

describe('the languages', () => {
  it.each(languages)('have the same namespaces: %s', (language) => {
    expect(Object.keys(resources[language]).sort()).toEqual([...namespaces].sort());
  });

  it.each(inOthers)('have the same keys: %s in %s', (name, language) => {
    expect(keys(catalogueOf(language, name))).toEqual(keys(catalogueOf('en', name)));
  });

  it.each(languages.flatMap((language) => namespaces.map((name) => [name, language] as const)))(
    'have exactly the plural forms of their grammar: %s in %s',
    (name, language) => {
      const all = Object.keys(catalogueOf(language, name));
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const key of new Set(all.filter((one) => isPlural(one, all)).map(base))) {
        const forms = all.filter((one) => one !== key && base(one) === key);
        expect(forms.sort()).toEqual(pluralCategories.map((form) => `${key}_${form}`).sort());
      }
    },
  );

  it.each(inOthers)('put the same values into a sentence, any count: %s in %s', (name, language) => {
    const catalogue = catalogueOf(language, name);
    const english = catalogueOf('en', name);
    // a language that counts 21 like 1 must name the number in the form for one
    const oneIsMore = new Intl.PluralRules(language).select(21) === 'one';
    for (const [key, text] of Object.entries(catalogue)) {
      const many = english[`${base(key)}_other`] ?? '';
      const first = oneIsMore && key.endsWith('_one') && many ? many : (english[key] ?? many);
      expect([key, values(text)]).toEqual([key, values(first)]);
    }
  });

  it.each(inOthers)('say nothing in English by oversight: %s in %s', (name, language) => {
    const english = catalogueOf('en', name);
    const same = Object.entries(catalogueOf(language, name)).filter(
      ([key, text]) => text === english[key] && / \p{Ll}+ \p{Ll}+ /u.test(` ${text} `),
    );
    expect(same).toEqual([]);
  });

  it.each([
    [1, '1 item', '1 товар', '1 produkt'],
    [2, '2 items', '2 товари', '2 produkty'],
    [5, '5 items', '5 товарів', '5 produktów'],
    [12, '12 items', '12 товарів', '12 produktów'],
    [21, '21 items', '21 товар', '21 produktów'],
    [22, '22 items', '22 товари', '22 produkty'],
    [25, '25 items', '25 товарів', '25 produktów'],
    [1.5, '1.5 items', '1.5 товару', '1.5 produktu'],
  ])('count %d as people do', (count, en, uk, pl) => {
    const byLanguage = { en, uk, pl };
    for (const language of languages) {
      expect(createI18n(language).t('common:items', { count })).toBe(byLanguage[language]);
    }
  });
});
