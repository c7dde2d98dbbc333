import { useTranslation } from 'react-i18next';
import type { CompletenessView } from '../../../shared/completeness.ts';
import { localeTags } from '../../../shared/languages.ts';
import { languageOf } from '../../lib/i18n/language-of.ts';

/** `Today`, `Mon 23 Nov`: the day as the shop's calendar has it, whatever zone this computer is in. */
export function useDayName(): (view: CompletenessView, day: string) => string {
  const { t, i18n } = useTranslation('completeness');
  return (view, day) => {
    if (view.days.some((one) => one.isToday && one.day === day)) return t('today');
    const at = Date.parse(`${day}T12:00:00Z`);
    if (Number.isNaN(at)) return day;
    return new Intl.DateTimeFormat(localeTags[languageOf(i18n)], {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    }).format(at);
  };
}
