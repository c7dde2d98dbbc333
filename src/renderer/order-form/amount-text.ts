import type { Language } from '../../shared/languages.ts';
import { decimalMarks } from '../../shared/languages.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal } from '../../shared/money.ts';

/** An amount as a person of this language types it: `1240`, `12.50`, `12,50`. */
export function amountText(money: Money, locale: Language): string {
  const decimal = moneyToDecimal(money).replace(/\.0+$/, '');
  return decimal.replace('.', decimalMarks[locale]);
}
