import { describe, expect, it } from 'vitest';
import { createI18n } from '../../src/renderer/i18n/i18n.ts';
import { resources } from '../../src/renderer/i18n/resources.ts';

const base = (key: string): string => key.replace(/_(one|few|many|other)$/, '');
const isPlural = (key: string, all: readonly string[]): boolean => all.includes(`${base(key)}_other`);
const keys = (catalogue: object): readonly string[] => {
  const all = Object.keys(catalogue);
  return [...new Set(all.map((key) => (isPlural(key, all) ? base(key) : key)))].sort();
};
const namespaces = Object.keys(resources.en) as readonly (keyof typeof resources.en)[];

describe('the two languages', () => {
  it.each(namespaces)('have the same keys: %s', (name) => {
    expect(keys(resources.uk[name])).toEqual(keys(resources.en[name]));
  });

  it.each(namespaces)('have every plural form their grammar asks for: %s', (name) => {
    for (const [language, catalogue] of [
      ['en', resources.en[name]],
      ['uk', resources.uk[name]],
    ] as const) {
      const all = Object.keys(catalogue);
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      for (const key of all.filter((one) => isPlural(one, all))) {
        expect(all).toEqual(expect.arrayContaining(forms.map((form) => `${base(key)}_${form}`)));
      }
    }
  });

  it.each(namespaces)('put the same values into a sentence: %s', (name) => {
    const values = (text: string): readonly string[] =>
      [...text.matchAll(/\{\{(\w+)\}\}/g)].map(String).sort();
    const english: Readonly<Record<string, string>> = resources.en[name];
    const ukrainian: Readonly<Record<string, string>> = resources.uk[name];
    for (const [key, text] of Object.entries(english)) {
      expect([key, values(ukrainian[key] ?? '')]).toEqual([key, values(text)]);
    }
  });

  it.each([
    [1, '1 item', '1 товар'],
    [2, '2 items', '2 товари'],
    [5, '5 items', '5 товарів'],
    [21, '21 items', '21 товар'],
  ])('count %i as people do', (count, english, ukrainian) => {
    expect(createI18n('en').t('common:items', { count })).toBe(english);
    expect(createI18n('uk').t('common:items', { count })).toBe(ukrainian);
  });
});
