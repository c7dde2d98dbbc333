import { findDates } from './dates.ts';
import type { Labelled, LabelledText } from './labels.ts';
import { isItemHead, readLabel } from './labels.ts';
import type { Cell, Layout, Row } from './layout.ts';
import { lineAlone, linesOfRow } from './layout.ts';
import { matchesIn } from './matches.ts';
import { looksLikeName } from './names.ts';
import { findPhone, isPhoneLine } from './phones.ts';
import { postcode } from './postcodes.ts';
import { isTaxLine } from './tax-line.ts';

/** All labels with their values, in reading order. A label without a colon counts only on a separate line. */
export function findLabelled(layout: Layout): readonly LabelledText[] {
  const found: LabelledText[] = [];
  for (const [at, row] of layout.rows.entries()) {
    if (row.cells.length > 2 && isItemHead(linesOfRow(row))) continue;
    for (const [index, cell] of row.cells.entries()) {
      for (const [lineIndex, line] of cell.lines.entries()) {
        for (const part of partsOf(line)) {
          const label = readLabel(part);
          // After `Name:`, even `Name` is a typed value.
          if (!label || (!part.includes(':') && isAskedFor(row.cells[index - 1]))) continue;
          const below = cell.lines.slice(lineIndex + 1);
          const isAddressHead =
            lineIndex === 0 &&
            below.length > 0 &&
            /^[^\d:]{0,20}$/.test(label.rest) &&
            !part.includes(':') &&
            label.fields.includes('address');
          const isName = !label.closed && label.fields.includes('customer') && isPersonAfterLabel(label.rest);
          const isOpen = !label.closed && isValueAfterLabel(label);
          if (!label.closed && !isAddressHead && !isName && !isOpen) continue;
          const beside = isName || isOpen || (label.closed && label.rest !== '' && !isAddressHead);
          const lines = beside
            ? ((label.fields.includes('address') ? untilTown(layout, row, at, index, label.rest) : null) ?? [
                label.rest,
                ...wrapped(layout, row, at, line),
              ])
            : below.length > 0
              ? untilLabel(below, label.fields.includes('note'))
              : elsewhere(layout, row, at, index, label.fields);
          const { fields, whose, weak } = label;
          if (lines.length > 0) found.push({ fields, whose, weak, label: part, lines, beside, at });
        }
      }
    }
  }
  return found;
}

/** Whether a cell is a label with its colon, whose value is in the next cell. */
function isAskedFor(before: Cell | undefined): boolean {
  const [line = '', ...more] = before?.lines ?? [];
  return more.length === 0 && /[:：]\s*$/.test(line) && readLabel(line)?.rest === '';
}

/** Longer lines are prose, in which a colon does not mark a label. */
const longestJoined = 400;

const labelAhead = /[,.;]?\s+(?=(\p{L}[^:,;.]{1,30}):\s)/gu;

/** Several labels in one line: `Phone: 1 · Note: x`, `Customer: Ann, Phone: 1`, `Order: 5; Date: 1.2.2025`. */
function partsOf(line: string): readonly string[] {
  return line
    .split(/\s[·|•]\s/)
    .flatMap((part) => {
      if (part.length > longestJoined || !part.includes(':')) return [part];
      const parts: string[] = [];
      let from = 0;
      for (const match of matchesIn(part, labelAhead)) {
        const label = readLabel(part.slice(match.index + match[0].length));
        // `…, Branch №7: 5 High St` continues the address.
        if (/[№#]\s?\d/u.test(match[1] ?? '')) continue;
        if (!label?.closed || label.rest === '' || match.index <= from) continue;
        // A label only follows a value: `Customer note: …` is one label of two words.
        if (!readLabel(part.slice(from, match.index))?.rest) continue;
        if (!/^[,.;]/.test(match[0]) && !/^\p{Lu}/u.test(part.slice(match.index + match[0].length))) continue;
        parts.push(part.slice(from, match.index));
        from = match.index + match[0].length;
      }
      return [...parts, part.slice(from)];
    })
    .filter((part) => part.trim() !== '');
}

/** `ADDR: 318 GARNET AV   UPPER` of a typed slip, with the town in the next line: the lines that continue it. */
function untilTown(
  layout: Layout,
  row: Row,
  at: number,
  index: number,
  rest: string,
): readonly string[] | null {
  if (row.table !== 0 || postcode.test(rest)) return null;
  const beside = [rest, ...row.cells.slice(index + 1).flatMap((cell) => cell.lines)].join(' ');
  const below: string[] = [];
  for (const next of layout.rows.slice(at + 1, at + 4)) {
    const line = lineAlone(next);
    if (next.block !== row.block || line === '' || line.length > 60 || line.includes(':')) break;
    below.push(line);
    if (postcode.test(line)) return [beside, ...below];
  }
  return null;
}

/** Plain text wraps its lines at about 70 characters: the next line continues this one. */
function wrapped(layout: Layout, row: Row, at: number, line: string): readonly string[] {
  if (row.table !== 0 || row.cells.length !== 1 || line.length < 60 || line.length > 100) return [];
  const lines: string[] = [];
  let last = line;
  for (const next of layout.rows.slice(at + 1, at + 12)) {
    const [text, ...more] = linesOfRow(next);
    if (next.block !== row.block || text === undefined || more.length > 0 || last.length < 50) break;
    if (readLabel(text)?.closed) break;
    lines.push(text);
    last = text;
  }
  return lines;
}

/** The lines up to the next label; a phone or an e-mail address among the lines is included. */
function untilLabel(lines: readonly string[], isNote: boolean): readonly string[] {
  const end = lines.findIndex((line, index) => index > 0 && endsValue(line, isNote));
  return end < 0 ? lines : lines.slice(0, end);
}

/** Text of a note may look like a label; only labels of an order's fields end it. */
function endsValue(line: string, isNote = false): boolean {
  if (isItemHead([line, line])) return true;
  // `N/A` between the lines of an address is not a label.
  if (isTaxLine(line) || !/\p{L}{2}/u.test(line)) return false;
  // An unknown heading begins another section.
  if (!isNote && /^\p{Lu}[^:]{2,40}:$/u.test(line)) return true;
  const label = readLabel(line);
  if (!label?.closed || (isNote && label.fields.every((field) => field === 'other' || field === 'note')))
    return false;
  const isContact = label.fields.some((field) => field === 'phone' || field === 'email' || field === 'firm');
  return label.rest === '' || !isContact;
}

/** `Customer John Doe` in a text without colons; `Customer Service Team` is not a person. */
const isPersonAfterLabel = (rest: string): boolean =>
  looksLikeName(rest) &&
  rest.includes(' ') &&
  !/service|support|care|information|details|team|account/i.test(rest);

/** `Phone +358 40 555 0114`, `Placed 25.09.2025 17:40`: without a colon the format of the value has to match the label. */
function isValueAfterLabel({ fields, rest }: Labelled): boolean {
  if (fields.includes('phone')) return findPhone(rest) !== null && isPhoneLine(rest);
  if (fields.includes('email')) return /^\S+@\S+$/.test(rest);
  if (fields.includes('placedAt')) return findDates(rest)[0]?.start === 0;
  return (
    fields.includes('address') &&
    rest.includes(', ') &&
    (/^\p{L}[^.!?:]*\d[^!?:]*,\s/u.test(`${rest}, `) || /^\d+\p{L}? \p{Lu}[^!?:]*, \p{Lu}/u.test(rest))
  );
}

/** The heading of a box below it: `Billing address`, not `Could you ring twice?` */
const isHeading = ({ lines: [line = '', ...more] }: Cell): boolean =>
  more.length === 0 && line.length <= 40 && !/[\d?!.]|:(?!$)/.test(line);
const endsInColon = ({ lines }: Cell): boolean => /[:：]\s*$/.test(lines.at(-1) ?? '');

/** The box to the right; for a label on a separate row, the rows that follow in one block. */
function elsewhere(
  layout: Layout,
  row: Row,
  at: number,
  index: number,
  fields: Labelled['fields'],
): readonly string[] {
  const isNote = fields.includes('note');
  if (row.cells.length > 1) {
    const right = row.cells[index + 1];
    if (right && isAskedFor(row.cells[index]) && right.lines.every((line) => !/[:：]\s*$/.test(line)))
      return right.lines;
    const isHeadRow = row.cells.every(
      (cell) => cell.lines.length === 1 && readLabel(cell.lines[0] ?? '')?.rest === '',
    );
    const under = layout.rows[at + 1];
    const isAbove =
      under !== undefined &&
      row.cells.every(isHeading) &&
      (row.cells.every(endsInColon) || under.cells.every((cell) => cell.lines.length > 1));
    if ((isHeadRow || isAbove) && under?.cells.length === row.cells.length)
      return fields.some((field) => field === 'address' || field === 'otherAddress')
        ? columnBelow(layout, row, at, index)
        : (under.cells[index]?.lines ?? []);
    return right?.lines ?? [];
  }
  const lines: string[] = [];
  const first = layout.rows[at + 1];
  // Some shops put the customer's note into a separate box below its label.
  const isBelowNote = isNote && first?.cells.length === 1 && row.cells[0]?.lines[0]?.endsWith(':');
  if (!first) return [];
  // A name is not an address yet: if it fills a block, each of the next lines has its own block.
  const isByBlock =
    fields.includes('address') &&
    layout.rows[at + 2]?.table === first.table &&
    layout.rows[at + 2]?.block !== first.block &&
    looksLikeName(lineAlone(first));
  if (first.table !== row.table && !isBelowNote && !isByBlock) return [];
  if (first.cells.length > 1 || endsValue(first.cells[0]?.lines[0] ?? '', isNote)) return [];
  for (const next of layout.rows.slice(at + 1, at + 10)) {
    if (next.cells.length !== 1 || next.table !== first.table) break;
    if (isByBlock ? !isLineOfAddress(lineAlone(next)) : next.block !== first.block) break;
    const below = next.cells[0]?.lines ?? [];
    if (lines.length > 0 && below.some((line) => endsValue(line, isNote))) break;
    // The phone and the e-mail address come last.
    if (isByBlock && isContactLine(lines.at(-1) ?? '') && !isContactLine(below[0] ?? '')) break;
    lines.push(...below);
  }
  return lines;
}

const isContactLine = (line: string): boolean => line.includes('@') || isPhoneLine(line);
const isLineOfAddress = (line: string): boolean =>
  line !== '' && line.length <= 80 && !/^(?:\S+ ){4,}.*[.!?]$/.test(line);

/** Two addresses side by side, a line of each in a row: the lines of one. */
function columnBelow(layout: Layout, row: Row, at: number, index: number): readonly string[] {
  const lines: string[] = [];
  const block = layout.rows[at + 1]?.block;
  for (const next of layout.rows.slice(at + 1, at + 10)) {
    if (next.table !== row.table || next.block !== block || next.cells.length !== row.cells.length) break;
    const below = next.cells[index]?.lines ?? [];
    if (lines.length > 0 && below.some((line) => endsValue(line))) break;
    lines.push(...below);
  }
  return lines;
}
