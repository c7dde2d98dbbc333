import type { Language } from '../../../shared/languages.ts';
import { decimalMarks } from '../../../shared/languages.ts';
import type { Money } from '../../../shared/money.ts';
import { typedMoney } from '../../../shared/money.ts';
import { Problem } from '../../../shared/problem.ts';
import { plainAmount } from '../../components/order-form/amount-text.ts';

/** Hundredths of a per cent as they are typed: 1250 is `12.5`. */
export const shareText = (share: number, locale: Language): string =>
  String(share / 100).replace('.', decimalMarks[locale]);

/** @returns hundredths of a per cent, from nothing to all; null for what is none */
export function shareIn(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim().replace(/\s*%$/, ''));
  if (!match) return text.trim() === '' ? 0 : null;
  const share = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return share > 10_000 ? null : share;
}

/** @returns null for nothing typed, undefined for what is no amount */
export function amountIn(text: string, currency: string, locale: Language): Money | null | undefined {
  if (text.trim() === '') return null;
  const decimal = plainAmount(text.replace(/[.,]\s*$/, ''), currency, locale);
  if (!/^\d{1,6}(\.\d*)?$/.test(decimal)) return undefined;
  try {
    const money = typedMoney(decimal, currency);
    return money.minor === 0 ? null : money;
  } catch (error) {
    if (error instanceof Problem) return undefined; // more places than the currency has
    throw error;
  }
}
