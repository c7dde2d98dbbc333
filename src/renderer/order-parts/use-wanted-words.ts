import { useTranslation } from 'react-i18next';
import type { WantedTime } from '../../shared/wanted.ts';
import { useFormat } from '../i18n/use-format.tsx';

/** When an order is wanted, in words: `25 November, 10:00–12:00`, `by 17:00`. */
export function useWantedWords(): (wanted: WantedTime) => string {
  const { t } = useTranslation('common');
  const format = useFormat();
  return ({ date, from, to }) => {
    const day = date === undefined ? '' : format.calendarDay(date);
    return [day, hours()].filter(Boolean).join(', ');

    function hours(): string {
      if (from !== undefined && from === to) return t('wantedAt', { time: from });
      if (from !== undefined && to !== undefined) return `${from}–${to}`;
      if (to !== undefined) return t('wantedBy', { time: to });
      return from === undefined ? '' : t('wantedFrom', { time: from });
    }
  };
}
