import type { Language } from './languages.ts';
import { textsOf } from './texts.ts';
import type { WantedTime } from './wanted.ts';

/** `10:00–12:00`, `by 17:00`; empty if no hour is given. */
export function wantedHours({ from, to }: Pick<WantedTime, 'from' | 'to'>, language: Language): string {
  const say = textsOf(language, 'notification');
  if (from !== undefined && from === to) return say('at', { time: from });
  if (from !== undefined && to !== undefined) return `${from}–${to}`;
  if (to !== undefined) return say('by', { time: to });
  return from === undefined ? '' : say('from', { time: from });
}
