import { expect, it } from 'vitest';
import type { ByLanguage } from '../../../src/shared/languages.ts';
import { languages } from '../../../src/shared/languages.ts';
import { moneyText } from '../../../src/shared/money-text.ts';
import type { SleepSummary } from '../../../src/shared/sleep.ts';
import { sleepSentence } from '../../../src/shared/sleep.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

it.each([
  [1, '1 order arrived', 'надійшло 1 замовлення', 'przyszło 1 zamówienie'],
  [2, '2 orders arrived', 'надійшло 2 замовлення', 'przyszły 2 zamówienia'],
  [5, '5 orders arrived', 'надійшло 5 замовлень', 'przyszło 5 zamówień'],
  [21, '21 orders arrived', 'надійшло 21 замовлення', 'przyszło 21 zamówień'],
  [22, '22 orders arrived', 'надійшло 22 замовлення', 'przyszły 22 zamówienia'],
])('counts %i orders of a night in each language', (orders, en, uk, pl) => {
  const words: ByLanguage<string> = { en, uk, pl };
  const night: SleepSummary = {
    at: 2,
    from: 1,
    sleptMs: 60_000,
    orders,
    cancelled: 0,
    review: 0,
    subscription: 'kept',
    unheard: [],
  };
  for (const language of languages) {
    expect(sleepSentence(night, language).split(': ')[1]).toBe(words[language]);
  }
});

it('writes an amount by the customs of each language', () => {
  const amount = { minor: 1_234_550, currency: 'UAH' };
  expect(languages.map((language) => plain(moneyText(amount, language)))).toEqual([
    '₴12,345.50',
    '12 345,50 ₴',
    '12 345,50 ₴',
  ]);
});
