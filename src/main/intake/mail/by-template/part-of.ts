import type { RulePart } from '../../../../shared/mail-template.ts';
import { assertNever } from '../../../../shared/problem.ts';
import { findDates, hasTimeSpan } from '../dates.ts';
import { findPhone } from '../phones.ts';
import { emailPattern } from '../read-person.ts';

/** The wanted part of the lines that a rule has taken; undefined if they contain none. */
export function partOf(part: RulePart, lines: readonly string[], joint: ', ' | ' '): string | undefined {
  const [first, ...rest] = lines;
  switch (part) {
    case 'all':
      return lines.join(joint);
    case 'first':
      return first;
    case 'rest':
      return rest.filter(isNoContact).join(', ');
    case 'place':
      return lines
        .filter(isNoContact)
        .filter((line) => !hasTimeSpan(line) && findDates(line).length === 0)
        .join(', ');
    case 'name':
      return nameIn(first);
    case 'number':
      return lines.map(numberIn).find((found) => found !== undefined);
    case 'phone':
      return lines.map(findPhone).find((found) => found !== null) ?? undefined;
    case 'email':
      return lines.map((line) => emailPattern.exec(line)?.[0]).find((found) => found !== undefined);
    default:
      return assertNever(part);
  }
}

/** The text before a phone if it could be a name: never a word with digits in it. */
function nameIn(line: string | undefined): string | undefined {
  const name = line?.replace(findPhone(line) ?? '', '').replace(/[\s,;:–—·-]+$/u, '');
  return name !== undefined && !/\d/.test(name) ? name : undefined;
}

const isNoContact = (line: string): boolean => findPhone(line) === null && !emailPattern.test(line);

/** The first word with a digit: `Order BD-58213947, thank you` → `BD-58213947`. */
const numberIn = (line: string): string | undefined =>
  /[\p{L}\d]*\d[\p{L}\d]*(?:[-_/.][\p{L}\d]+)*|(?:[\p{L}\d]+[-_/.])+[\p{L}\d]*\d[\p{L}\d]*/u.exec(line)?.[0];
