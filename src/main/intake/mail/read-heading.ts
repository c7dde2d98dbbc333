import { folded } from './clean-text.ts';
import { findDates, hasTimeSpan } from './dates.ts';
import type { LabelledText } from './labels.ts';
import { readLabel } from './labels.ts';
import type { Layout } from './layout.ts';

const grouped = '\\d{1,4}(?:[ \\u00a0\\u202f]\\d{3}){1,4}(?![\\d.,])';
const token = `(?:${grouped}|[A-Za-z\\d][A-Za-z\\d_/-]{2,39})`;
const numberSign = new RegExp(`[#№]\\s?(${token})`, 'u');
const numberFirst = new RegExp(`^(?:[#№]|n\\.?º|nr\\.?|no\\.?|n°)?\\s*(${token})(?![\\p{L}\\p{N}])`, 'iu');
const afterWord =
  'order|bestellung|замовлення|заказ|pedido|commande|ordine|zamówienie|encomenda|reference|confirmation';
const worded = new RegExp(
  `(?:^|[^\\p{L}])(?:${afterWord})\\s*(?:number|no\\.?|nr\\.?|id|n\\.?º|n°)?\\s*[:#№]*\\s*(${token})(?![\\p{L}\\p{N}])`,
  'iu',
);

/** `4 071 583` and `#BD-58213947` as one would type them; null when it is no number of an order. */
function asNumber(text: string | undefined): string | null {
  if (text === undefined || !/\d/.test(text)) return null;
  const solid = new RegExp(`^${grouped}$`).test(text) ? text.replace(/\s/g, '') : text;
  return findDates(solid).length > 0 || /^(19|20)\d{2}$/.test(solid) || solid.length < 3 ? null : solid;
}

/** The order number: what stands beside its label, weighed by the subject line, which usually repeats it. */
export function readNumber(layout: Layout, subject: string, labels: readonly LabelledText[]): string | null {
  const weights = new Map<string, number>();
  const vote = (text: string | undefined, weight: number) => {
    const number = asNumber(text);
    if (number !== null) weights.set(number, (weights.get(number) ?? 0) + weight);
  };
  for (const label of labels) {
    if (!label.fields.includes('number')) continue;
    const isStrong = !/^(order id|transaction id|ticket id)/i.test(label.label);
    vote(numberFirst.exec(label.lines[0] ?? '')?.[1], isStrong ? 4 : 2);
  }
  for (const line of layout.rows.flatMap((row) => row.cells.flatMap((cell) => cell.lines)).slice(0, 400)) {
    const label = readLabel(line);
    if (label?.fields.includes('number')) vote(numberFirst.exec(label.rest)?.[1], 2);
    else vote(worded.exec(line)?.[1], 1);
    if (label?.fields.includes('number')) vote(numberSign.exec(line)?.[1], 2);
  }
  vote(numberSign.exec(subject)?.[1] ?? worded.exec(subject)?.[1], 2);
  const solidSubject = subject.replace(/\s/g, '');
  const ranked = [...weights]
    .map(([number, weight]) => ({ number, weight: weight + (solidSubject.includes(number) ? 3 : 0) }))
    .sort((one, other) => other.weight - one.weight);
  return ranked[0]?.number ?? null;
}

/** When the order was placed: the date beside its label, else the only date near the top that announces no delivery. */
export function readPlacedAt(
  layout: Layout,
  labels: readonly LabelledText[],
  monthFirst: boolean,
): string | null {
  for (const label of labels) {
    if (!label.fields.includes('placedAt')) continue;
    const [date] = hasTimeSpan(label.lines[0] ?? '') ? [] : findDates(label.lines[0] ?? '', monthFirst);
    if (date) return date.iso;
  }
  const scored: { readonly iso: string; readonly score: number }[] = [];
  for (const [at, row] of layout.rows.entries()) {
    for (const line of row.cells.flatMap((cell) => cell.lines)) {
      const fields = readLabel(line)?.fields ?? [];
      if (hasTimeSpan(line) || fields.includes('notPlacedAt') || /^©|copyright/i.test(line)) continue;
      for (const date of findDates(line, monthFirst)) {
        const alone = folded(line).length - (date.end - date.start) <= 4;
        const score =
          (fields.includes('placedAt') ? 6 : 0) +
          (fields.includes('number') ? 4 : 0) +
          (alone && at < 8 ? 3 : 0) +
          (date.hasTime && at < 12 ? 1 : 0);
        if (score >= 3) scored.push({ iso: date.iso, score });
      }
    }
  }
  return scored.sort((one, other) => other.score - one.score)[0]?.iso ?? null;
}

/** What the customer wrote. */
export function readNote(labels: readonly LabelledText[]): string | null {
  const notes = labels.filter((label) => label.fields.includes('note'));
  const own = /customer|buyer|client|клієнт|покуп|kund|cliente|клиент|klient/iu;
  const best = notes.find((label) => own.test(label.label)) ?? notes[0];
  const text = best?.lines.join(' ').trim();
  return text ? text.slice(0, 4000) : null;
}
