import type { Language } from '../../../shared/languages.ts';
import { decimalMarks } from '../../../shared/languages.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyToDecimal, typedMoney } from '../../../shared/money.ts';
import { decimalTyped } from '../../../shared/typed-amount.ts';
import type { FormValues } from './values.ts';

/** An amount as typed in this language: `1240`, `12.50`, `12,50`. */
export function amountText(money: Money, locale: Language): string {
  const decimal = moneyToDecimal(money).replace(/\.0+$/, '');
  return decimal.replace('.', decimalMarks[locale]);
}

/**
 * Parses a typed amount, also in the app's own format: `1 240,5`; undefined if empty.
 * @throws Problem as `typedMoney` does
 */
export function amountTyped(typed: string, currency: string, language: Language): Money | undefined {
  return typed.trim() === '' ? undefined : typedMoney(plainAmount(typed, currency, language), currency);
}

/** Converts typed text to a plain decimal; invalid text is left for the form to report. */
export const plainAmount = (typed: string, currency: string, language: Language): string =>
  decimalTyped(typed, language, currency) ?? typed;

/** The form values with all amounts as plain decimals. */
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
