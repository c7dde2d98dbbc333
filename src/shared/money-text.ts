import type { Language } from './languages.ts';
import { decimalMarks } from './languages.ts';
import type { Money } from './money.ts';
import { moneyToDecimal } from './money.ts';

/** `1 240.50 UAH`, in the language's decimal mark; exact, for the digits are never counted with. */
export function moneyText(money: Money, language: Language): string {
  const [whole = '', fraction] = moneyToDecimal(money).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
  return `${grouped}${fraction === undefined ? '' : `${decimalMarks[language]}${fraction}`}\u00a0${money.currency}`;
}
