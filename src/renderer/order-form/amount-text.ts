import type { Language } from '../../shared/languages.ts';
import { decimalMarks } from '../../shared/languages.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, typedMoney } from '../../shared/money.ts';

/** An amount as a person of this language types it: `1240`, `12.50`, `12,50`. */
export function amountText(money: Money, locale: Language): string {
  const decimal = moneyToDecimal(money).replace(/\.0+$/, '');
  return decimal.replace('.', decimalMarks[locale]);
}

/**
 * An amount that a person typed, whose thousands may be parted by spaces: `1 240,5`; undefined where nothing was.
 * @throws Problem as `typedMoney` does
 */
export function amountTyped(typed: string, currency: string): Money | undefined {
  const text = typed.replaceAll(/\s/g, '');
  return text === '' ? undefined : typedMoney(text, currency);
}
