import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../src/renderer/i18n/i18n.ts';
import { selling as sellingPl } from '../../../src/renderer/i18n/pl/said/selling.ts';
import { warehouse as warehousePl } from '../../../src/renderer/i18n/pl/said/warehouse.ts';
import { resources } from '../../../src/renderer/i18n/resources.ts';
import { warehouse as warehouseUk } from '../../../src/renderer/i18n/uk/said/warehouse.ts';
import { createFormat } from '../../../src/renderer/ui/format.ts';
import type { Language } from '../../../src/shared/languages.ts';
import { languages } from '../../../src/shared/languages.ts';
import { sourcesIn, textsOf as textsIn } from './said-in-main.ts';

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
    'have every plural form their grammar asks for, and no other: %s in %s',
    (name, language) => {
      const all = Object.keys(catalogueOf(language, name));
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      for (const key of new Set(all.filter((one) => isPlural(one, all)).map(base))) {
        const forms = all.filter((one) => one !== key && base(one) === key);
        expect(forms.sort()).toEqual(pluralCategories.map((form) => `${key}_${form}`).sort());
      }
    },
  );

  it.each(inOthers)(
    'put the same values into a sentence, and how many wherever it may be 21: %s in %s',
    (name, language) => {
      const catalogue = catalogueOf(language, name);
      const english = catalogueOf('en', name);
      // where 21 is counted like 1, the form for one has to say how many
      const oneIsMore = new Intl.PluralRules(language).select(21) === 'one';
      for (const [key, text] of Object.entries(catalogue)) {
        const many = english[`${base(key)}_other`] ?? '';
        const first = oneIsMore && key.endsWith('_one') && many ? many : (english[key] ?? many);
        expect([key, values(text)]).toEqual([key, values(first)]);
      }
    },
  );

  it.each(languages)('name the place of notices that wait for a person as its page does: %s', (language) => {
    const { setup, frame, notices } = resources[language];
    for (const name of [frame.bell, notices.title, notices.view_look])
      expect(setup.takeOverText).toContain(name);
  });

  it.each(languages)('call what waits for a person otherwise than what somebody put off: %s', (language) => {
    const { inbox, completeness, order } = resources[language];
    const putOff = new RegExp(inbox.view_snoozed.slice(0, -2), 'i');
    for (const parked of [inbox.warehouseParked, completeness.why_parked, order.time_parked]) {
      expect(parked).not.toMatch(putOff);
    }
  });

  it.each(languages)(
    'begin no time with a word that only a clock follows, as a day may come first: %s',
    (language) => {
      // when an order is wanted is told by its hours alone
      const { wantedAt: _, ...common } = resources[language].common;
      const texts = Object.values<Catalogue>({ ...resources[language], common }).flatMap((one) =>
        Object.values(one),
      );
      expect(texts.filter((text) => /(?<!\p{L})(at|о|o) \{\{(time|until)\}\}/iu.test(text))).toEqual([]);
    },
  );

  it('put no span of time into another case than it is written in: pl', () => {
    expect(textsOf('pl').filter((text) => /(?<!\p{L})(od|po) \{\{span\}\}/iu.test(text))).toEqual([]);
  });

  it.each(languages)('call one thing by one name on every page that has it: %s', (language) => {
    const { common, customers, deeds, filters, frame, inbox, order } = resources[language];
    expect([frame.rowsComfortable, frame.rowsCompact]).toEqual([
      filters.density_comfortable,
      filters.density_compact,
    ]);
    expect(frame.inbox).toBe(inbox.title);
    const few: Catalogue = customers;
    expect(few.openNow_few ?? few.openNow_other).toContain(inbox.view_open.toLowerCase());
    expect(deeds.keyDone).toBe(order.handOver);
    expect(common['status_handed-over']).toContain(order.handOver.slice(0, 3).toLowerCase());
  });

  it.each(languages)('call two things by two names: %s', (language) => {
    const { completeness, deeds, inbox, order, setup } = resources[language];
    const page = new RegExp(inbox.title.slice(0, -1), 'i');
    for (const mailbox of [completeness.proven_gmail, setup.computersNobody])
      expect(mailbox).not.toMatch(page);
    const handOver = new RegExp(order.handOver.slice(0, 4), 'i');
    for (const passed of [deeds.saidAssign, order['time_passed_not-taken'], order.time_passed_unreached])
      expect(passed).not.toMatch(handOver);
  });

  it.each([
    ['uk', warehouseUk],
    ['pl', warehousePl],
  ] as const)(
    'name a field and a choice of BigQuery in what is said of them as its step does: %s',
    (language, said) => {
      const { field_BIGQUERY_LOCATION: field, mode_load: mode } = resources[language].setup;
      // whatever case it is in
      const location = new RegExp(field.slice(0, -1), 'i');
      expect(said['Set the location to {location}']).toMatch(location);
      expect(
        said['Check the names of project and dataset, and that the location is the one of the dataset'],
      ).toMatch(location);
      expect(
        said['Turn on billing for the project, or choose the mode "load", which needs none']?.toLowerCase(),
      ).toContain(mode.replace(/ \(.*/, '').toLowerCase());
    },
  );

  it.each(languages)('write per cent as amounts of them are written beside: %s', (language) => {
    const spaced = createFormat(language).percent(50).replace('50', '').startsWith('%')
      ? /[\d}]\s%/u
      : /[\d}]%/u;
    expect(shownIn(language).filter((text) => spaced.test(text))).toEqual([]);
  });

  it('write one kind of dash in Polish', () => {
    expect(shownIn('pl').filter((text) => text.includes('—'))).toEqual([]);
  });

  it('take no word for another: too long lasts too long, and is not long before, in Ukrainian', () => {
    expect(shownIn('uk').filter((text) => /(?<!\p{L})задовго(?!\p{L})/iu.test(text))).toEqual([]);
  });

  it.each(languages)('write no word for a man and a woman at once: %s', (language) => {
    expect(shownIn(language).filter((text) => /\p{L}\(-?\p{L}{1,2}\)/u.test(text))).toEqual([]);
  });

  it.each([
    // what governs a case; a draft order’s own name has none
    ['uk', /(?<!\p{L})(із|робота|навчає|бачить|комп’ютера «?)\s?\{{1,2}(name|to|customer)\}/u],
    ['pl', /(?<!\p{L})(dla|co przez|wzięli je też:) \{{1,2}(names?|customer)\}/u],
  ] as const)(
    'put no name of a person or a computer where its case would be another one: %s',
    (language, governs) => {
      expect(shownIn(language).filter((text) => governs.test(text))).toEqual([]);
    },
  );

  it('speak of a draft order as the feminine that its Polish word is', () => {
    const texts = [...Object.values<string>(resources.pl.drafts), ...Object.values(sellingPl)];
    const neuter = /^\{{1,2}name\}{1,2} .*(usunięte|usuwane)|^(utworzone|zastąpione) przez/u;
    expect(texts.filter((text) => neuter.test(text))).toEqual([]);
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
    const said = { en, uk, pl };
    for (const language of languages) {
      expect(createI18n(language).t('common:items', { count })).toBe(said[language]);
    }
  });
});

/** Nobody stands behind the screen: it tells facts. */
const ourselves: { readonly [L in Language]: RegExp } = {
  en: /\b(we|us|our|ours|ourselves|let[’']s)\b/iu,
  uk: /(?<!\p{L})(ми|нас|нам|нами|наш\p{L}{0,4}|\p{L}{2,}(ємо|їмо|имо|емо|аймо|іймо))(?!\p{L})/iu,
  pl: /(?<!\p{L})(my|nas|nam|nami|nasz\p{L}{0,4}|\p{L}{2,}(emy|imy|ymy|amy)|\p{L}+(liśmy|łyśmy))(?!\p{L})/iu,
};
/** Forms that only look like it: plural adjectives, nouns and the like. */
const innocent = /^окремо$/iu;

const textsOf = (language: Language): readonly string[] =>
  Object.values<Catalogue>(resources[language]).flatMap((catalogue) => Object.values(catalogue));

const root = fileURLToPath(new URL('../../../src/renderer/i18n', import.meta.url));
const saidIn = (language: Language): readonly string[] => {
  const folder = join(root, language, 'said');
  return readdirSync(folder)
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'))
    .filter((line) => !/^(import|\/\*\*| \*)/.test(line))
    .map((line) => line.replace(/^ {2}('[^']*'|\w+):/, ''));
};
/** Main says its own in English. */
const shownIn = (language: Language): readonly string[] => [
  ...textsOf(language),
  ...(language === 'en' ? [] : saidIn(language)),
];

const speaksOfUs = (text: string, language: Language): boolean =>
  [...text.matchAll(new RegExp(ourselves[language], 'giu'))].some(([word]) => !innocent.test(word));

describe('no text speaks of a “we”', () => {
  it.each(languages)('in %s', (language) => {
    expect(shownIn(language).filter((text) => speaksOfUs(text, language))).toEqual([]);
  });

  it('among what main says, but to the shop’s customers, in whose name the shop speaks', () => {
    const foreign = /^src\/(main\/(intake|selling|cli|receiver|manychat)\/|shared\/(pasted|recipes?)\/)/;
    const texts = sourcesIn('src/main', 'src/shared')
      .filter((file) => !foreign.test(file))
      .flatMap((file) => textsIn(file).all)
      .filter(({ text }) => /\p{L}\s+\p{L}/u.test(text));
    const found = texts.filter(({ text }) => languages.some((language) => speaksOfUs(text, language)));
    expect(found).toEqual([]);
  });

  it('would be found', () => {
    expect('We will tell you').toMatch(ourselves.en);
    expect('Про замовлення писатимемо сюди').toMatch(ourselves.uk);
    expect('суми — наші власні').toMatch(ourselves.uk);
    expect('Powiadomimy, gdy przyjdzie').toMatch(ourselves.pl);
    expect('Wysłaliśmy wiadomość').toMatch(ourselves.pl);
  });
});

/** Words for what has another one everywhere else. */
const second = {
  uk: /одержувач|хронологі|магазин|покупе?ц|під’єдн|службов\p{L}+ акаунт|ця програма|позначок ще/iu,
  pl: /orderbell\p{L}|ten program/iu,
} as const;

it.each(['uk', 'pl'] as const)('one thing has one word in %s', (language) => {
  const texts = [...textsOf(language), ...saidIn(language)];
  expect(texts.filter((text) => second[language].test(text))).toEqual([]);
});
