import type { OrderId } from '../../shared/ids.ts';
import type { ByLanguage, Language } from '../../shared/languages.ts';
import type { PluralForms } from '../../shared/plural.ts';
import { formOf } from '../../shared/plural.ts';
import type { Toast } from '../host.ts';

export type Trouble = {
  readonly orderId: OrderId;
  readonly number: string;
  readonly state: 'failed' | 'unknown';
};

/**
 * Reports tickets that were not printed, or may not have been, while no page waits for the result.
 * @returns one notification for all of them; null for none
 */
export function troubleToast(troubles: readonly Trouble[], language: Language): Toast | null {
  const [first, ...others] = troubles;
  if (first === undefined) return null;
  const say = words[language];
  // an unknown outcome comes first: the user must look at the printer
  const state = troubles.some((one) => one.state === 'unknown') ? 'unknown' : 'failed';
  const body = state === 'unknown' ? say.look : say.again;
  if (others.length === 0) return { title: say[state](first.number), body, orderId: first.orderId };
  const count = troubles.length;
  return { title: `${count} ${formOf(say.several[state], count, language)}`, body, orderId: first.orderId };
}

type Words = {
  readonly failed: (number: string) => string;
  readonly unknown: (number: string) => string;
  readonly several: { readonly failed: PluralForms; readonly unknown: PluralForms };
  readonly again: string;
  readonly look: string;
};

const words: ByLanguage<Words> = {
  en: {
    failed: (number) => `The ticket of ${number} was not printed`,
    unknown: (number) => `Was the ticket of ${number} printed?`,
    several: {
      failed: { other: 'tickets were not printed' },
      unknown: { other: 'tickets: were they printed?' },
    },
    again: 'Open the order to see why and to print it again.',
    look: 'Nobody knows. Look at the printer, then say so in the order.',
  },
  uk: {
    failed: (number) => `Чек замовлення ${number} не надруковано`,
    unknown: (number) => `Чи надруковано чек замовлення ${number}?`,
    several: {
      failed: { one: 'чек не надруковано', few: 'чеки не надруковано', other: 'чеків не надруковано' },
      unknown: { one: 'чек: чи надруковано?', few: 'чеки: чи надруковано?', other: 'чеків: чи надруковано?' },
    },
    again: 'Відкрийте замовлення: там видно причину і можна надрукувати ще раз.',
    look: 'Невідомо. Подивіться на принтер і скажіть про це в замовленні.',
  },
  pl: {
    failed: (number) => `Nie wydrukowano bonu zamówienia ${number}`,
    unknown: (number) => `Czy bon zamówienia ${number} został wydrukowany?`,
    several: {
      failed: {
        one: 'bon nie został wydrukowany',
        few: 'bony nie zostały wydrukowane',
        other: 'bonów nie zostało wydrukowanych',
      },
      unknown: {
        one: 'bon: czy został wydrukowany?',
        few: 'bony: czy zostały wydrukowane?',
        other: 'bonów: czy zostały wydrukowane?',
      },
    },
    again: 'Otwórz zamówienie: zobaczysz przyczynę i wydrukujesz je ponownie.',
    look: 'Nie wiadomo. Sprawdź drukarkę i zaznacz to w zamówieniu.',
  },
};
