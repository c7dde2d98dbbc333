import { useTranslation } from 'react-i18next';
import type { WantedTime } from '../../../shared/wanted.ts';
import { useFormat } from '../i18n/use-format.tsx';

/** The delivery window in words: `25 November, 10:00–12:00`, `by 17:00`. */
export function useWantedWords(): (wanted: WantedTime) => string {
  const format = useFormat();
  const hoursOf = useWantedHours();
  return (wanted) => {
    const { date } = wanted;
    const day = date === undefined ? '' : format.calendarDay(date);
    return [day, hoursOf(wanted)].filter(Boolean).join(', ');
  };
}

/** The hours only: `10:00–12:00`, `by 17:00`; empty for a whole day. */
export function useWantedHours(): (wanted: WantedTime) => string {
  const { t } = useTranslation('common');
  return ({ from, to }) => {
    if (from !== undefined && from === to) return t('wantedAt', { time: from });
    if (from !== undefined && to !== undefined) return `${from}–${to}`;
    if (to !== undefined) return t('wantedBy', { time: to });
    return from === undefined ? '' : t('wantedFrom', { time: from });
  };
}
