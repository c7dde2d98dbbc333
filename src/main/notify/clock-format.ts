import type { Language } from '../../shared/languages.ts';
import { localeTags } from '../../shared/languages.ts';

const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const withDay = { day: 'numeric', month: 'short', ...time } as const;

/** A 24-hour time format, with the date if `says` is `day`. */
export const clockFormat = (language: Language, timeZone: string, says: 'time' | 'day') =>
  new Intl.DateTimeFormat(localeTags[language], { timeZone, ...(says === 'day' ? withDay : time) });
