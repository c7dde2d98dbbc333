import type { Mail } from '../../../shared/reading.ts';
import type { BodyLine, QuotedHeader } from './quoted-header.ts';
import { findQuotedHeader } from './quoted-header.ts';

const mostForwards = 4;
/** A quoted head stands in the first part of a body: what follows is the mail itself. */
const searched = 60_000;

/**
 * A mail that somebody passed on is read as the one inside: its sender and subject are those of the quoted header. Who
 * passed it on is kept, because that is all the mail service can vouch for. One passed on several times is unwrapped to
 * the innermost.
 */
export function unwrapForwarded(mail: Mail, by: string | undefined = mail.from): Mail {
  let inner = mail;
  for (let count = 0; count < mostForwards; count += 1) {
    const next = isReply(inner.subject) ? inner : unwrapOnce(inner);
    if (next === inner) break;
    inner = { ...next, forwardedBy: by };
  }
  return inner;
}

/** An answer quotes the mail too, but what it says is the answer. */
const isReply = (subject: string): boolean =>
  /^\s*(?:re|aw|antw|sv|odp|відп|ответ|r|rif|res)\s*(?:\[\d+\])?:/iu.test(subject);

function unwrapOnce(mail: Mail): Mail {
  const inText = mail.text === undefined ? null : findQuotedHeader(linesOfText(mail.text));
  const inHtml = mail.html === undefined ? null : findQuotedHeader(linesOfHtml(mail.html));
  const header = inHtml ?? inText;
  if (!header) return mail;
  return {
    ...mail,
    from: header.from,
    fromName: header.fromName,
    subject: header.subject ?? inText?.subject ?? withoutPrefix(mail.subject),
    html: mail.html === undefined ? undefined : inHtml ? mail.html.slice(inHtml.end) : mail.html,
    text: mail.text === undefined ? undefined : bodyOfText(mail.text, inText),
  };
}

const bodyOfText = (text: string, header: QuotedHeader | null): string =>
  unquoted(header ? text.slice(header.end) : text);

const withoutPrefix = (subject: string): string =>
  subject.replace(/^\s*(?:(?:fwd?|fw|wg|tr|rv|enc|i|pd|пер|переслано)\s*:\s*)+/iu, '');

/** Takes one level of `>` off where most lines have it. */
function unquoted(text: string): string {
  const lines = text.split(/\r?\n/);
  const written = lines.filter((line) => line.trim() !== '');
  const quoted = written.filter((line) => /^\s*>/.test(line));
  if (quoted.length < 3 || quoted.length < written.length * 0.6) return text;
  return lines.map((line) => line.replace(/^\s*>[ \t]?/, '')).join('\n');
}

function linesOfText(text: string): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  for (const match of text.slice(0, searched).matchAll(/[^\n]*(?:\n|$)/g)) {
    if (match[0] === '') continue;
    lines.push({ text: match[0].trimEnd(), end: match.index + match[0].length });
  }
  return lines;
}

/** Enough of an HTML mail as lines to see whether it was forwarded, without building its tree. */
function linesOfHtml(html: string): readonly BodyLine[] {
  const lines: BodyLine[] = [];
  let text = '';
  const source = html.slice(0, searched);
  const start = /<body[^>]*>/i.exec(source);
  let at = start ? start.index + start[0].length : 0;
  const push = (end: number) => {
    const line = decoded(text).replace(/\s+/g, ' ').trim();
    if (line !== '') lines.push({ text: line, end });
    text = '';
  };
  for (const match of source.slice(at).matchAll(/<[^<>]*>|<|[^<]+/g)) {
    const part = match[0];
    at += part.length;
    if (!part.startsWith('<') || part === '<') text += part;
    else if (/^<\/?(?:br|div|p|tr|td|th|table|li|ul|h\d|hr|blockquote)\b/i.test(part)) push(at);
    else if (/^<(?:style|script|head|title)\b/i.test(part)) text = '';
  }
  push(at);
  return lines;
}

const decoded = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#(\d{2,5});/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/&amp;/g, '&');
