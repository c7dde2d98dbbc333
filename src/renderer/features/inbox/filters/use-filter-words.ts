import { useTranslation } from 'react-i18next';
import type { Only } from '../../../../shared/order-filter.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useApp } from '../../../state/context.tsx';
import type { InboxPlace } from '../../../state/routes/route.ts';
import type { Narrowing } from '../state/narrowing.ts';

/** The filter of a list in words: `Status: new, taken`. */
export function useFilterWords(): {
  readonly whose: (name: string) => string;
  readonly of: (place: InboxPlace, narrowing: Narrowing) => string;
} {
  const { t } = useTranslation(['filters', 'common']);
  const format = useFormat();
  const sourceName = useSourceName();
  const { manager } = useApp();
  const whose = (name: string): string =>
    name === '' ? t('filters:nobodys') : name === manager ? t('filters:mine') : name;

  const daysWords = (days: NonNullable<Only['days']>): string => {
    if (typeof days === 'string') return t(`filters:days_${days}`);
    const { from, to } = days;
    if (from !== undefined && from === to) return format.shortCalendarDay(from);
    if (from !== undefined && to !== undefined) {
      return t('filters:fromTo', { from: format.shortCalendarDay(from), to: format.shortCalendarDay(to) });
    }
    return from === undefined
      ? t('filters:until', { to: format.shortCalendarDay(to ?? '') })
      : t('filters:since', { from: format.shortCalendarDay(from) });
  };
  const totalWords = ({ currency, min, max }: NonNullable<Only['total']>): string => {
    const amount = (minor: number): string => format.money({ minor, currency });
    if (min !== undefined && max !== undefined) {
      return t('filters:fromTo', { from: amount(min), to: amount(max) });
    }
    if (max !== undefined) return t('filters:most', { amount: amount(max) });
    return min === undefined ? currency : t('filters:least', { amount: amount(min) });
  };
  const values = ({ only = {}, sort }: InboxPlace, narrowing: Narrowing): string => {
    switch (narrowing) {
      case 'sources':
        return (only.sources ?? []).map(sourceName).join(', ');
      case 'statuses':
        return (only.statuses ?? []).map((one) => t(`common:status_${one}`)).join(', ');
      case 'payments':
        return (only.payments ?? []).map((one) => t(`common:payment_${one}`)).join(', ');
      case 'assignees':
        return (only.assignees ?? []).map(whose).join(', ');
      case 'tags':
        return (only.tags ?? []).join(', ');
      case 'days':
        return daysWords(only.days ?? {});
      case 'total':
        return only.total ? totalWords(only.total) : '';
      case 'sort':
        return t(`filters:sort_${sort ?? 'newest'}`);
    }
  };
  return {
    whose,
    of: (place, narrowing) =>
      t('filters:is', { name: t(`filters:field_${narrowing}`), values: values(place, narrowing) }),
  };
}
