import type { Language } from '../../shared/languages.ts';
import { decimalMarks } from '../../shared/languages.ts';
import type { Money } from '../../shared/money.ts';
import { moneyToDecimal, typedMoney } from '../../shared/money.ts';
import { decimalTyped } from '../../shared/typed-amount.ts';
import type { FormValues } from './values.ts';

/** An amount as a person of this language types it: `1240`, `12.50`, `12,50`. */
export function amountText(money: Money, locale: Language): string {
  const decimal = moneyToDecimal(money).replace(/\.0+$/, '');
  return decimal.replace('.', decimalMarks[locale]);
}

/**
 * An amount that a person typed, also as the app shows it: `1 240,5`; undefined where nothing was.
 * @throws Problem as `typedMoney` does
 */
export function amountTyped(typed: string, currency: string, language: Language): Money | undefined {
  return typed.trim() === '' ? undefined : typedMoney(plainAmount(typed, currency, language), currency);
}

/** The plain decimal of what was typed; what is no amount stays as it is, for the form to complain of. */
export const plainAmount = (typed: string, currency: string, language: Language): string =>
  decimalTyped(typed, language, currency) ?? typed;

/** A form whose amounts are plain decimals, whichever way they were typed. */
export function withPlainAmounts(values: FormValues, currency: string, language: Language): FormValues {
  const plain = (typed: string): string => plainAmount(typed, currency, language);
  const discountOf = (kind: FormValues['discountKind'], typed: string): string =>
    kind === 'amount' ? plain(typed) : typed;
  return {
    ...values,
    deliveryFee: plain(values.deliveryFee),
    discount: discountOf(values.discountKind, values.discount),
    items: values.items.map((item) => ({
      ...item,
      unitPrice: plain(item.unitPrice),
      discount: discountOf(item.discountKind, item.discount),
    })),
  };
}
