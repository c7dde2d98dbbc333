import type { Areas } from './areas.ts';
import { bare, folded } from './clean-text.ts';
import type { FoundDate } from './dates.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { monthNumbers } from './month-names.ts';
import { alternatives, wordsOf } from './words/all.ts';

const order = new RegExp(
  `(?<!\\p{L})(?:${alternatives(wordsOf(({ orderWords }) => orderWords))})(?!\\p{L})`,
  'u',
);
/** Words about deliveries, deadlines, or the founding of a seller. */
const notOrdering =
  /deliver|arriv|dispatch|ship(?:s|ped|ping)? (?:by|on)|pick ?up|expir|valid|until|event|достав|очіку|отрима(?:єте|ння)|видач|самови|ожида|получени|выдач|dostaw|wysyl|odbior|odbier|liefer|zustell|abhol|versand|gultig|entreg|llega|recog|envi[oa]|retir|levant|livr|exped|retrait|consegn|spedi|ritir|©|copyright/u;

export type FoundPlacedAt = { readonly iso: string; readonly isSure: boolean };

/** When the order was placed: the date beside its label, else the only date near the top that is not about a delivery. */
export function readPlacedAt(
  layout: Layout,
  labels: readonly LabelledText[],
  monthFirst: boolean,
  areas: Areas,
): FoundPlacedAt | null {
  const told = [...labels.entries()].filter(
    ([, label]) => label.fields.includes('placedAt') && label.at < areas.footer,
  );
  // The date of payment or billing is used only if there is no other.
  const inOrder = [
    ...told.filter(([, { label }]) => !ofPayment.test(bare(label))),
    ...told.filter(([, { label }]) => ofPayment.test(bare(label))),
  ];
  for (const [index, label] of inOrder) {
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
    for (const [index, line] of linesOfRow(row).entries()) {
      const dates = findDates(line, monthFirst);
      if (dates.length === 0) continue;
      const fields = readLabel(line)?.fields ?? [];
      if (hasTimeSpan(line) || fields.includes('notPlacedAt')) continue;
      for (const date of dates) {
        // `Your order no. 5`, continued in the next line of its box: `of 3 May, is confirmed`.
        const before = /^\p{Ll}/u.test(line) ? `${linesOfRow(row)[index - 1] ?? ''} ` : '';
        const text = bare(before + sentenceAround(line, date));
        if (notOrdering.test(text)) continue;
        // A weekday before a date marks an event or a delivery.
        const alone = folded(line).length - (date.end - date.start) <= 4 && !startsWithWeekday(line);
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

/** Paid, billed, issued: facts of the money. */
const ofPayment =
  /(?<!\p{L})(?:paid|pay|issued|invoice|сплач|оплач|оплат|рахун|счет|выстав|zaplac|platnosc|wystaw|bezahl|zahl|ausgestellt|rechnung|pag[aoi]|paiement|paye|emis|emess|emit|factur|fattur)/u;

/** `Order 5 was placed on 3 May. It is delivered tomorrow.`: each date is judged by its sentence. */
function sentenceAround(line: string, { start, end }: FoundDate): string {
  const before =
    line
      .slice(0, start)
      .split(/[.!?;]\s+(?=\p{Lu})/u)
      .at(-1) ?? '';
  // `… at 12:05 a.m. It …`: the full stop of an abbreviation ends the sentence, too.
  const [after = ''] = line.slice(line[end - 1] === '.' ? end - 1 : end).split(/[.!?;](?=\s+\p{Lu}|$)/u);
  return before + line.slice(start, end) + after;
}

const startsWithWeekday = (line: string): boolean => {
  const [word = ''] = /^[^\p{L}\p{N}]*(?:\p{L}+|\d)/u.exec(line) ?? [];
  return !/\d$/.test(word) && !monthNumbers.has(folded(word.replace(/^[^\p{L}]*/u, '')));
};

const onlyTime = /^\D{0,12}\d{1,2}(?:[:.]\d{2}|\s?h\s?\d{0,2})(?::\d{2})?\s*(?:[ap]\.?\s?m\.?|uhr|h|hs)?$/iu;

/** A time with a separate label, right after that of the date. */
const timeOf = (next: LabelledText | undefined, at: number): string | null =>
  next?.fields.includes('placedAt') && next.at - at <= 2 && onlyTime.test(next.lines[0] ?? '')
    ? (next.lines[0] ?? null)
    : null;
