import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, Counted } from '../../../shared/insights/report.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import type { DayWords } from './day-words.ts';
import { dayWords } from './day-words.ts';
import type { Measure } from './insights-place.ts';

/** Formats days in the language on screen. */
export function useDays(): DayWords {
  const { locale } = useFormat();
  return useMemo(() => dayWords(locale), [locale]);
}

/** The change from the previous range, in words and per cent. */
export function useChangeWords(): (change: Change | null, write: (value: number) => string) => string | null {
  const { t } = useTranslation('insights');
  const { percent } = useFormat();
  return (change, write) => {
    if (change === null) return null;
    if (change.kind === 'same') return t('same');
    if (change.kind === 'none-before') return t('noneBefore');
    return t(change.kind, { by: write(change.by), percent: percent(change.percent) });
  };
}

/** The same in a few characters. */
export function useShortChange(): (change: Change | null) => string {
  const { t } = useTranslation('insights');
  const { percent } = useFormat();
  return (change) => {
    if (change === null) return '–';
    if (change.kind === 'same') return t('same');
    if (change.kind === 'none-before') return t('noneBefore');
    return t(change.kind === 'more' ? 'moreShort' : 'lessShort', { percent: percent(change.percent) });
  };
}

/** The value of a bar as a number. */
export const measured = ({ orders, amounts }: Counted, measure: Measure, currency: string | null): number =>
  measure === 'orders' ? orders : (amounts.find((one) => one.currency === currency)?.revenue ?? 0);

/** The value of a bar in words. */
export function useMeasureWords(): (value: number, measure: Measure, currency: string | null) => string {
  const { count, money } = useFormat();
  return (value, measure, currency) =>
    measure === 'orders' || currency === null ? count(value) : money({ minor: Math.round(value), currency });
}

/** Amounts of several currencies in sequence; a dash for none. */
export function useAmounts(): (
  amounts: readonly { readonly currency: string; readonly revenue: number }[],
) => string {
  const { money } = useFormat();
  return (amounts) =>
    amounts.length === 0
      ? '–'
      : amounts.map(({ currency, revenue }) => money({ minor: revenue, currency })).join(' · ');
}
