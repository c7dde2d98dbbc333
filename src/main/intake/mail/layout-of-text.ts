import { findAmounts, isMoney, wholeAmount } from './amounts.ts';
import { cleanText } from './clean-text.ts';
import type { Cell, Layout, Row } from './layout.ts';

const maxText = 2_000_000;
const maxLine = 2000;
const maxRows = 5000;
/** Alternative texts of pictures and URLs of links, as mail programs insert them into plain text. */
const picture = /\[(?:image|cid): ?([^\]]{0,500})\]/g;
const link = /<?https?:\/\/[^\s<>]*>?/g;
const isQuoteMark = (line: string): boolean => line.trim() === '';
const ruler = /^[\s\-=_*~+|.·—–]{4,}$/u;

/** A plain text as rows: tabs, runs of spaces and vertical bars separate the cells, blank lines and rulers the blocks. */
export function layoutOfText(text: string): Layout {
  const rows: Row[] = [];
  const pictures: string[] = [];
  let block = 0;
  const told = text.slice(0, maxText).replace(picture, (_, shown: string) => {
    pictures.push(cleanText(shown));
    return '';
  });
  for (const quoted of withoutDashes(withoutEntities(withoutTags(told)).split(/\r\n?|\n/))) {
    const line = quoted.slice(0, 2 * maxLine).replace(/^(?:\s*>)+ ?/, '');
    if (quoted.trim() !== '' && line.replace(link, '').trim() === '' && !isQuoteMark(line)) continue;
    if (line.trim() === '' || ruler.test(line)) {
      block += 1;
      continue;
    }
    const cells = cellsOf(line);
    if (cells.length > 0 && rows.length < maxRows) rows.push({ cells, table: 0, block, head: false });
  }
  return { rows, phones: [], emails: [], jsonLd: [], pictures };
}

const tag =
  /<\/?(?:address|span|div|p|br|b|strong|i|em|td|tr|table|a|font|ul|ol|li)(?:\s[^<>\n]{0,200})?\s?\/?>/gi;

/** Removes the markup of an address that some services leave in their plain text. */
const withoutTags = (text: string): string =>
  text.includes('</')
    ? text
        .replaceAll('&nbsp;', ' ')
        .replaceAll('&amp;', '&')
        .replace(tag, (found) => (/^<(?:br|\/(?:p|div|tr|li))\b/i.test(found) ? '\n' : ''))
    : text;

const entity = /&(?:nbsp|amp|euro|pound|quot|apos|#39|#8364|#163|#160);/g;
const entities: Readonly<Record<string, string>> = {
  '&nbsp;': ' ',
  '&#160;': ' ',
  '&amp;': '&',
  '&euro;': '€',
  '&#8364;': '€',
  '&pound;': '£',
  '&#163;': '£',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
};
/** Decodes entities that other services leave in it: `83,40&euro;`. */
const withoutEntities = (text: string): string =>
  text.includes('&') ? text.replace(entity, (found) => entities[found] ?? found) : text;

const dashed = /^\s*- (?=[^\s-])/;
const isDashedPrice = (line: string | undefined): boolean =>
  line !== undefined && dashed.test(line) && wholeAmount(line)?.marked === true;

/** Two prices after dashes one under another are a list of unit and line price, not two discounts. */
function withoutDashes(lines: readonly string[]): readonly string[] {
  return lines.map((line, at) => {
    if (!isDashedPrice(line)) return line;
    return isDashedPrice(lines[at - 1]) || isDashedPrice(lines[at + 1]) ? line.replace(dashed, '') : line;
  });
}

function cellsOf(line: string): readonly Cell[] {
  const framed = /^\s*\|.*\|\s*$/.test(line);
  // Without an outer frame only beside amounts: elsewhere a vertical bar separates text, not boxes.
  const parted = / \| /.test(line) && findAmounts(line).some(isMoney);
  const pieces = framed
    ? line.trim().slice(1, -1).split('|')
    : parted
      ? line.split(' | ')
      : line
          .trim()
          .replace(/\s?[.·…_]{4,}\s?/gu, '\t')
          .split(/\t| {3}/.test(line.trim()) ? /\t+| {2,}/ : /\t+/);
  return withCurrenciesBeside(pieces)
    .map((piece, column) => ({ lines: [cleanText(piece).slice(0, maxLine)], column }))
    .filter((cell) => cell.lines[0] !== '');
}

/** `Lock   CHF   15.–`: aligned amounts are separated from their currency. */
function withCurrenciesBeside(pieces: readonly string[]): readonly string[] {
  if (!pieces.some((piece) => currency.test(piece))) return pieces;
  return pieces.flatMap((piece, at) => {
    if (currency.test(pieces[at - 1] ?? '') && /^[-−–]?\s?\d/u.test(piece.trim())) return [];
    const next = pieces[at + 1]?.trim() ?? '';
    return [currency.test(piece) && /^[-−–]?\s?\d/u.test(next) ? `${piece.trim()} ${next}` : piece];
  });
}
const currency = /^\s*(?:EUR|CHF|USD|GBP|PLN|UAH|CZK|HUF|RON|SEK|NOK|DKK|CAD|AUD|BRL|[€$£₴₽]|R\$)\s*$/u;
