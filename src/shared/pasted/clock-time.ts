import type { HourPart } from './wanted-words.ts';
import { hourParts } from './wanted-words.ts';

const aroundHour = hourParts.flatMap(({ around }) => around ?? []).join('|');
const afterHour = hourParts.map(({ after }) => after).join('|');
/**
 * The part of the day before or after an hour. The cut-out day may be between them: "о 7 завтра ввечері", but no comma before
 * it.
 */
export const partBefore = String.raw`(?:(${aroundHour})(?:[ ,]+|[ \ufffc]+[ ,]*))?`;
export const partAfter = String.raw`(?:[ \ufffc]*(${aroundHour}|${afterHour})(?!\p{L}))?`;

const parts = hourParts.map((part) => ({
  part,
  pattern: new RegExp(`^(?:${[part.around, part.after].filter(Boolean).join('|')})$`, 'iu'),
}));

export type HourSaid = {
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  /** The words for its part of the day. */
  readonly part: string | undefined;
};

/** @returns null for an invalid time */
export function timeOf({ hour, minute, part }: HourSaid): string | null {
  const said = parts.find(({ pattern }) => part !== undefined && pattern.test(part));
  const h = said ? hourIn(said.part, Number(hour)) : Number(hour);
  const m = Number(minute ?? 0);
  const isShown = (h < 24 && m < 60) || (h === 24 && m === 0);
  return isShown ? `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}` : null;
}

function hourIn({ late, twelve }: HourPart, hour: number): number {
  if (hour === 12) return twelve;
  return late && hour >= late[0] && hour < late[1] ? hour + 12 : hour;
}
