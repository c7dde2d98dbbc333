import type { Mail } from '../../../shared/reading.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { layoutOfHtml } from './layout-of-html.ts';
import { layoutOfText } from './layout-of-text.ts';

/**
 * The HTML first, because it is the visible version. The plain text is used if there is no HTML, or if only it reads whole.
 * @throws Problem `bad-input` when the page is too large or nested too deeply to be a real mail
 */
export function layoutsOf(mail: Mail): readonly Layout[] {
  const layouts: Layout[] = [];
  if (mail.html !== undefined) layouts.push(layoutOfHtml(mail.html));
  if (mail.text !== undefined) layouts.push(layoutOfText(withSigns(mail.text)));
  return withTextsOfOthers(layouts.filter((layout) => layout.rows.length > 0));
}

/** A page may cut titles short that the plain text has in full. */
function withTextsOfOthers(layouts: readonly Layout[]): readonly Layout[] {
  const [page, text, ...more] = layouts;
  if (!page || !text || more.length > 0 || !page.rows.some((row) => linesOfRow(row).some(isCut)))
    return layouts;
  const lines = text.rows.flatMap(linesOfRow).map((line) => line.replace(/^[*•·-]\s+/u, ''));
  return [{ ...page, pictures: [...(page.pictures ?? []), ...lines] }, text];
}

/** Decodes HTML entities that shops leave in the plain text: `24,00&euro;`. */
const withSigns = (text: string): string =>
  text.includes('&')
    ? text.replace(entity, (whole, name: string) => spelled[name.toLowerCase()] ?? whole)
    : text;
const entity = /&(#?\w{2,6});/g;
const spelled: Readonly<Record<string, string>> = {
  euro: '€',
  pound: '£',
  yen: '¥',
  nbsp: ' ',
  quot: '"',
  amp: '&',
  apos: "'",
  times: '×',
  '#8364': '€',
  '#163': '£',
  '#36': '$',
  '#160': ' ',
  '#39': "'",
  '#039': "'",
  '#8217': "'",
};

const isCut = (line: string): boolean => line.endsWith('...') || line.endsWith('…');
