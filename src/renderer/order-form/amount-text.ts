import type { Money } from '../../shared/money.ts';
import { moneyToDecimal } from '../../shared/money.ts';
import type { Locale } from '../ui/format.ts';

/** An amount as a person of this language types it: `1240`, `12.50`, `12,50`. */
export function amountText(money: Money, locale: Locale): string {
  const decimal = moneyToDecimal(money).replace(/\.0+$/, '');
  return locale === 'uk' ? decimal.replace('.', ',') : decimal;
}
