import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  firstSpoken,
  languageOfCountry,
  languageOfLocale,
  languages,
} from '../../../src/shared/languages.ts';

it.each([
  ['uk-UA', 'uk'],
  ['uk_UA', 'uk'],
  ['UK', 'uk'],
  ['Ukrainian', 'uk'],
  ['en-GB', 'en'],
  ['en_US', 'en'],
  ['pl-PL', 'pl'],
  ['Polish', 'pl'],
  ['fr-FR', null],
  ['ukx', null],
  ['', null],
])('takes the locale %s for %s', (locale, language) => {
  expect(languageOfLocale(locale)).toBe(language);
});

it('starts with the reader’s first available language, else English', () => {
  expect(firstSpoken(['fr-FR', 'uk', 'en'])).toBe('uk');
  expect(firstSpoken(['fr-FR', 'en', 'uk'])).toBe('en');
  expect(firstSpoken(['fr-FR'])).toBe('en');
  expect(firstSpoken([])).toBe('en');
});

it('writes to buyers in their country’s language if available', () => {
  expect(['UA', 'PL', 'FR'].map(languageOfCountry)).toEqual(['uk', 'pl', 'en']);
});

describe('the one list of languages', () => {
  const root = fileURLToPath(new URL('../../../src', import.meta.url));
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    // the languages of the sample people and of parsed mails are not those of the window
    .filter((file) => /\.tsx?$/.test(file) && !/^(sample-shop|main\/intake\/mail)\//.test(file))
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

  it('is the only place that compares languages', () => {
    const named = languages.join('|');
    const branches = new RegExp(`[=!]==? ?'(${named})'|case '(${named})':|'(${named})' \\| '(${named})'`);
    expect(sources.filter(({ text }) => branches.test(text)).map(({ file }) => file)).toEqual([]);
  });
});
