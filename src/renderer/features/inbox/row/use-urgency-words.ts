import { useTranslation } from 'react-i18next';
import type { WantedTime } from '../../../../shared/wanted.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useWantedHours } from '../../../components/order/use-wanted-words.ts';
import type { Urgency } from '../../../state/inbox/urgency.ts';

/**
 * The urgency of an order in a few words: `waiting 12 min`, `in 40 min`, `today by 18:00`, `Fri 27 Nov 10:00`. For a delivery
 * window it shows the beginning; the order itself shows both ends.
 */
export function useUrgencyWords(): (urgency: Urgency, wanted: WantedTime | null) => string {
  const { t } = useTranslation(['orderActions', 'common']);
  const format = useFormat();
  const hoursOf = useWantedHours();
  const beginningOf = (wanted: WantedTime): string => (wanted.to && wanted.from) ?? hoursOf(wanted);
  return (urgency, wanted) => {
    const hours = wanted === null ? '' : beginningOf(wanted);
    const withHours = (day: string): string => (hours === '' ? day : `${day} ${hours}`);
    switch (urgency.kind) {
      case 'untaken':
        return t('common:late', { span: format.span(urgency.ms) });
      case 'overdue':
        return t('orderActions:overdue', { span: format.span(urgency.ms) });
      case 'soon':
        return t('orderActions:inSpan', { span: format.span(Math.max(60_000, urgency.ms)) });
      case 'today':
        return withHours(t('orderActions:today'));
      case 'tomorrow':
        return withHours(t('orderActions:tomorrow'));
      case 'day':
        return withHours(format.shortCalendarDay(urgency.date));
    }
  };
}
