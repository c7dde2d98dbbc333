import type { Mail } from '../../../shared/reading.ts';
import type { Amount } from './amounts.ts';
import { findAmounts, isMoney } from './amounts.ts';
import { readLabel } from './labels.ts';
import { matchesIn } from './matches.ts';
import type { BodyLine, QuotedHeader } from './quoted-header.ts';
import { findQuotedHeader } from './quoted-header.ts';
import { splitQuantity } from './read-quantity.ts';
import { sumKind } from './total-words.ts';

const mostForwards = 4;
/** A quoted header is in the first part of a body: the mail itself follows. */
const searched = 60_000;

/**
 * Parses a forwarded mail as the one inside: its sender and subject are those of the quoted header. The forwarder is kept,
 * because the mail service can only vouch for him. A mail forwarded several times is unwrapped to the innermost.
 */
export function unwrapForwarded(mail: Mail, by: string | undefined = mail.from): Mail {
  let inner = mail;
  for (let count = 0; count < mostForwards; count += 1) {
    const next = unwrapOnce(inner);
    if (next === inner) break;
    inner = { ...next, forwardedBy: by, isPassedOn: true };
  }
  return inner;
}

/** `Hi, here is the order.` above a quoted mail, by a person who forwarded it with the reply button. */
const handsOver =
  /^(?:[^.!?]{0,40}[,.!]\s+)?(?:here(?: is|'s)|see below|fyi|voici|ci-dessous|hier (?:ist|die|kommt)|siehe unten|zur info|вот|ниже|смотри ниже|ось|нижче|дивись нижче|oto|poniżej|przesyłam|aquí (?:está|tienes|va)|te (?:paso|reenvío)|reenvío|segue|aqui (?:está|vai)|reencaminho|ecco|di seguito|inoltro|hier is|zie onder|ter info|tady je|zde je|viz níže|přeposílám)(?!\p{L})/iu;

function isHandedOver(above: readonly string[]): boolean {
  const said = above.join(' ');
  return said === '' || (said.length <= 100 && !said.includes('?') && handsOver.test(said));
}

/** Longer than a word or two and a signature. */
const longestCover = 600;

/**
 * Whether these lines are a note above a forwarded mail. If they describe an order or another subject, the quoted header belongs
 * to a note or an answered mail; the quoted text must then not replace the mail.
 */
function isCover(above: readonly string[]): boolean {
  return above.join(' ').length <= longestCover && !above.some(tellsOrder);
}

const tellsOrder = (line: string): boolean => {
  const label = readLabel(line);
  const isFact = label?.closed === true && !label.weak && label.fields.some((field) => ofOrder.has(field));
  const isNumber = label?.fields.includes('number') === true && numberLike.test(label.rest);
  return isFact || isNumber || splitQuantity(line).quantity !== null || findAmounts(line).some(isPrice(line));
};
/** `New order #BD-7` does not close its label, but has the number. */
const numberLike = /^[#№]?\s?[\p{L}-]{0,6}\d/u;
/** An amount with its currency, or after the name of a sum: `Total: 850.00`. A date and a time have two decimals as well. */
const isPrice =
  (line: string) =>
  (amount: Amount): boolean =>
    amount.marked || (isMoney(amount) && (sumKind(line.slice(0, amount.start)) ?? 'other') !== 'other');
/** Fields that never occur in a signature. */
const ofOrder: ReadonlySet<string> = new Set(['number', 'placedAt', 'customer', 'recipient']);

/** Prefixes of subjects: `Fwd:`, `Re:`, and `Re[2]:` of an answer to an answer. */
const forward = String.raw`(?:fwd?|fw|wg|tr|rv|enc|i|pd|пер|переслано)\s*:`;
const answer = String.raw`(?:re|aw|antw|sv|odp|відп|ответ|r|rif|res)\s*(?:\[\d{1,3}\]\s*)?:`;
/** An answer quotes the mail too, but its content is the answer. */
const saysAnswered = new RegExp(`^\\s*${answer}`, 'iu');
const saysPassedOn = new RegExp(`^\\s*(?:${answer}\\s*)*${forward}`, 'iu');
const prefixes = new RegExp(`^\\s*(?:(?:${forward}|${answer})\\s*)+`, 'iu');

function unwrapOnce(mail: Mail): Mail {
  const text = mail.text === undefined ? undefined : apart(mail.text);
  const isPassedOn = saysPassedOn.test(mail.subject);
  const page = mail.html === undefined ? [] : linesOfHtml(mail.html);
  const inHtml = findQuotedHeader(page, isPassedOn);
  const found = text === undefined ? null : findQuotedHeader(linesOfText(text), isPassedOn);
  // The text part repeats the page. A header found only there is a page line that lost its line ends, such as a note's, or lines
  // that CSS separates.
  const inText = page.length === 0 || isPassedOn || found?.from === inHtml?.from ? found : null;
  const header = inHtml ?? inText;
  if (!header || !isMeant(mail, header, isPassedOn)) return mail;
  return {
    ...mail,
    from: header.from,
    fromName: header.fromName,
    subject: header.subject ?? inText?.subject ?? withoutPrefix(mail.subject),
    html: mail.html === undefined ? undefined : inHtml ? mail.html.slice(inHtml.end) : mail.html,
    text: text === undefined ? undefined : bodyOfText(text, inText),
  };
}

/** Whether the mail is the quoted one, rather than one that quotes another. */
function isMeant(mail: Mail, { above, from }: QuotedHeader, isPassedOn: boolean): boolean {
  if (saysAnswered.test(mail.subject)) return isHandedOver(above);
  // a person does not forward his own mail without a comment
  return isPassedOn || (from !== mail.from && isCover(above));
}

const bodyOfText = (text: string, header: QuotedHeader | null): string =>
  unquoted(header ? text.slice(header.end) : text);

const joinedMark = /((?<!-)-{5,40} ?[^-\n]{5,60}-{5,40})(?=[^\s-])/g;
const joinedField =
  /(?<=[^\s])(?=(?:From|Date|Sent|Subject|To|Cc|Від|Кому|Дата|Тема|От|Od|Do|Data|Temat|Von|An|Datum|Betreff|De|Para|Fecha|Asunto|Assunto|À|Objet|A|Oggetto): )/g;
const longestHead = 700;

/** Splits a page that lost its line ends: `--- Forwarded message ---From: … <…>Date: …Subject: …To: <…>Hello`. */
function apart(text: string): string {
  const start = text.slice(0, searched);
  const pieces = start.split(joinedMark);
  if (pieces.length === 1) return text;
  const parted = pieces
    .map((piece, index) => {
      if (index === 0) return piece;
      if (index % 2 === 1) return `${piece}\n`;
      const head = piece.slice(0, longestHead).replace(joinedField, '\n');
      return head.replace(/(\nTo: [^\n]{0,120}?>)(?=\S)/, '$1\n') + piece.slice(longestHead);
    })
    .join('');
  return parted + text.slice(searched);
}

const withoutPrefix = (subject: string): string => subject.replace(prefixes, '');

/** Removes one level of `>` if most lines have it. */
function unquoted(text: string): string {
  const lines = text.split(/\r?\n/);
  const written = lines.filter((line) => line.trim() !== '');
  const quoted = written.filter((line) => /^\s*>/.test(line));
  if (quoted.length < 3 || quoted.length < written.length * 0.6) return text;
  return lines.map((line) => line.replace(/^\s*>[ \t]?/, '')).join('\n');
}

function linesOfText(text: string): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  for (const match of matchesIn(text.slice(0, searched), /[^\n]*(?:\n|$)/g)) {
    if (match[0] === '') continue;
    lines.push({ text: match[0].trimEnd(), end: match.index + match[0].length });
  }
  return lines;
}

/** Converts enough of an HTML mail into lines to detect forwarding, without building its tree. */
function linesOfHtml(html: string): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  let text = '';
  const start = /<body[^<>]*>/i.exec(html);
  let at = start ? start.index + start[0].length : 0;
  // only inside `<pre>` does a line break of the source end a line
  let isPre = false;
  const typedFrom = lastTyped(html);
  const push = (end: number) => {
    const line = decoded(text).replace(/\s+/g, ' ').trim();
    if (line !== '') lines.push({ text: line, end });
    text = '';
  };
  for (const match of matchesIn(html.slice(at, at + searched), /<[^<>]*>|<|[^<\n]+\n?|\n/g)) {
    const part = match[0];
    at += part.length;
    if (/^<\/?pre\b/i.test(part)) {
      push(at);
      isPre = !part.startsWith('</');
      continue;
    }
    if (!part.startsWith('<') || part === '<') {
      text += part;
      if ((isPre || at > typedFrom) && part.endsWith('\n')) push(at);
    } else if (/^<\/?(?:br|div|p|tr|td|th|table|li|ul|h\d|hr|blockquote)\b/i.test(part)) push(at);
    else if (/^<(?:style|script|head|title)\b/i.test(part)) text = '';
  }
  push(at);
  return lines;
}

/** Longer than any typed mail, and still scanned whole. */
const longestTyped = 300_000;
const keepsLines =
  /^<(?:div|span|blockquote|section|article|body)\b.*\bwhite-space\s*:\s*(?:pre|break-spaces)\b/is;
/** Markup that is never displayed: comments, also with tags in them, style sheets, scripts, and marks such as `<![endif]>`. */
const hidden = /<!--(?:-?>|[\s\S]*?(?:--!?>|$))|<(style|script)\b[^<>]*>[\s\S]*?(?=<\/\1\b|$)|<[!?][^<>]*>/gi;

/**
 * The start of text at the end of a page that keeps its line breaks, as a plain-text mail forwarded as HTML does. If more text
 * follows, it is a note printed by another page: its lines stay joined.
 */
function lastTyped(html: string): number {
  let from = Number.POSITIVE_INFINITY;
  let name: string | undefined;
  let depth = 0;
  if (html.length > longestTyped || !/white-space/i.test(html)) return from;
  // replaced by spaces so that later offsets stay valid
  const shown = html.replace(hidden, (part) => ' '.repeat(part.length));
  for (const match of matchesIn(shown, /<[^<>]*>|<|[^<]+/g)) {
    const [part] = match;
    const tag = /^<(\/?)([a-z]\w*)/i.exec(part);
    if (!tag) {
      if (name === undefined && decoded(part).trim() !== '') from = Number.POSITIVE_INFINITY;
      continue;
    }
    const isEnd = tag[1] === '/';
    const its = tag[2]?.toLowerCase();
    if (name === undefined && keepsLines.test(part)) {
      from = match.index;
      name = its;
      depth = 1;
    } else if (name !== undefined && its === name) {
      depth += isEnd ? -1 : 1;
      if (depth === 0) name = undefined;
    }
  }
  return from;
}

const decoded = (text: string): string => (text.includes('&') ? withoutEntities(text) : text);

const withoutEntities = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#(\d{2,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&amp;/g, '&');
