import type { Language } from './languages.ts';
import { localeTags } from './languages.ts';
import { createMemo } from './memo.ts';
import type { Money } from './money.ts';
import { minorDigits, moneyToDecimal } from './money.ts';

const formats = createMemo<Intl.NumberFormat>();

const formatOf = (language: Language, currency: string, digits: number): Intl.NumberFormat =>
  formats(
    `${language} ${currency} ${digits}`,
    () =>
      new Intl.NumberFormat(localeTags[language], {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );

/**
 * `₴1,240.50`, `1 240,50 ₴`, `₴560`: as the reader's locale writes it, on screens, in notifications and on paper alike. Made
 * from the decimal string, so that no digit of a large amount passes through a float.
 */
export function moneyText(money: Money, language: Language): string {
  const decimal = moneyToDecimal(money);
  const isWhole = !decimal.includes('.') || /\.0*$/.test(decimal);
  const format = formatOf(language, money.currency, isWhole ? 0 : minorDigits(money.currency));
  return format.format(decimal as Intl.StringNumericLiteral);
}
