import type { Areas } from './areas.ts';
import { bare, folded } from './clean-text.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { alternatives, wordsOf } from './words/all.ts';

const order = new RegExp(
  `(?<!\\p{L})(?:${alternatives(wordsOf(({ orderWords }) => orderWords))})(?!\\p{L})`,
  'u',
);
/** What speaks of goods under way, of an end of something, or of when a seller was founded. */
const notOrdering =
  /deliver|arriv|dispatch|ship(?:s|ped|ping)? (?:by|on)|pick ?up|expir|valid|until|event|достав|очіку|отрима(?:єте|ння)|видач|самови|ожида|получени|выдач|dostaw|wysyl|odbior|odbier|liefer|zustell|abhol|versand|gultig|entreg|llega|recog|envi[oa]|retir|levant|livr|exped|retrait|consegn|spedi|ritir|©|copyright/u;

export type FoundPlacedAt = { readonly iso: string; readonly isSure: boolean };

/** When the order was placed: the date beside its label, else the only date near the top that announces no delivery. */
export function readPlacedAt(
  layout: Layout,
  labels: readonly LabelledText[],
  monthFirst: boolean,
  areas: Areas,
): FoundPlacedAt | null {
  for (const [index, label] of labels.entries()) {
    if (!label.fields.includes('placedAt') || label.at >= areas.footer) continue;
    const [line = '', below = ''] = label.lines;
    if (hasTimeSpan(line)) continue;
    const time = onlyTime.test(below) ? below : timeOf(labels[index + 1], label.at);
    const [date] = findDates(line, monthFirst);
    if (!date) continue;
    const [whole] = date.hasTime || time === null ? [date] : findDates(`${line} ${time}`, monthFirst);
    return { iso: (whole ?? date).iso, isSure: true };
  }
  const scored: { readonly iso: string; readonly score: number }[] = [];
  for (const [at, row] of layout.rows.entries()) {
    if (at >= Math.min(areas.footer, areas.adverts)) break;
    for (const line of linesOfRow(row)) {
      const text = bare(line);
      const fields = readLabel(line)?.fields ?? [];
      if (hasTimeSpan(line) || fields.includes('notPlacedAt') || notOrdering.test(text)) continue;
      for (const date of findDates(line, monthFirst)) {
        // A weekday before it is how an event or a delivery is told.
        const alone = folded(line).length - (date.end - date.start) <= 4 && /^[^\p{L}\p{N}]*\d/u.test(line);
        const headed = date.hasTime && /^#?\S*\d\S*\s[·|–,-]\s$/u.test(line.slice(0, date.start));
        const leads = date.start === 0 && date.hasTime && /^\d/.test(line);
        const score =
          (fields.includes('placedAt') ? 6 : 0) +
          (fields.includes('number') || order.test(text) ? 4 : 0) +
          ((alone || leads || headed) && at < 8 ? 3 : 0) +
          (date.hasTime && at < 12 ? 1 : 0);
        if (score >= 3) scored.push({ iso: date.iso, score });
      }
    }
  }
  const [best] = scored.sort((one, other) => other.score - one.score);
  return best ? { iso: best.iso, isSure: best.score >= 6 } : null;
}

const onlyTime = /^\D{0,12}\d{1,2}(?:[:.]\d{2}|\s?h\s?\d{0,2})(?::\d{2})?\s*(?:[ap]\.?\s?m\.?|uhr|h|hs)?$/iu;

/** A time that has a label of its own, right after that of the date. */
const timeOf = (next: LabelledText | undefined, at: number): string | null =>
  next?.fields.includes('placedAt') && next.at - at <= 2 && onlyTime.test(next.lines[0] ?? '')
    ? (next.lines[0] ?? null)
    : null;
