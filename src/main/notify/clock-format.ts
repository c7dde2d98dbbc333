import type { Language } from '../../shared/languages.ts';
import { localeTags } from '../../shared/languages.ts';

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const withDay = { day: 'numeric', month: 'short', ...time } as const;

/** Times of day as a shop's clock shows them, of 24 hours, with the day where it says which. */
export const clockFormat = (language: Language, timeZone: string, says: 'time' | 'day') =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone, ...(says === 'day' ? withDay : time) });
