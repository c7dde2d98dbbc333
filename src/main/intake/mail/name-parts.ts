import { bare } from './clean-text.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { looksLikeName } from './names.ts';
import { splitWords } from './words/all.ts';

const firstWords = new Set(
  splitWords(
    "first name|firstname|given name|forename|ім'я|имя|imię|vorname|nombre|nome|nome próprio|prénom|primeiro nome",
  ),
);
const lastWords = new Set(
  splitWords(
    'last name|lastname|surname|family name|прізвище|фамилия|nazwisko|nachname|familienname|name|apellido|apellidos|sobrenome|apelido|nom|nom de famille|cognome',
  ),
);
/** A label that may also stand for the whole name. */
const wholeWords = new Set(splitWords('name|nom|nombre|nome|имя|ім’я'));
const told = /^[\s*•·-]*(?<word>[^:]{2,20}?)\s?[:：]\s*(?<value>\S.*)$/u;

/** `First name: Ann` and `Last name: Lee` one under the other, in any order. */
export function nameInParts(layout: Layout, end: number): string | null {
  const lines = layout.rows.slice(0, end).flatMap((row) => {
    const [word = '', value = '', ...more] = linesOfRow(row);
    return row.cells.length === 2 && more.length === 0 && value !== ''
      ? [`${word.replace(/:$/, '')}: ${value}`]
      : linesOfRow(row);
  });
  const parts = lines.map((line) => told.exec(line)?.groups);
  for (const [at, one] of parts.entries()) {
    const other = parts[at + 1];
    if (!one || !other) continue;
    const [word, next] = [bare(one.word ?? ''), bare(other.word ?? '')];
    if (wholeWords.has(word) && wholeWords.has(next)) continue;
    const name =
      firstWords.has(word) && lastWords.has(next)
        ? `${one.value} ${other.value}`
        : lastWords.has(word) && firstWords.has(next)
          ? `${other.value} ${one.value}`
          : '';
    if (looksLikeName(name)) return name;
  }
  return null;
}
