import { matchesIn } from './matches.ts';
import { anyOf, noun, participle, wholeWords } from './topic-pattern.ts';
import {
  articles,
  cancellationWords,
  cancelledPartWords,
  cancelledWords,
  partStems,
  partWords,
  withinWords,
} from './topic-words.ts';

const every = ({ source }: RegExp): RegExp => new RegExp(source, 'gu');
const cancelled = every(participle(cancelledWords));
const cancellation = every(wholeWords(cancellationWords));
const cancelledPart = every(participle(cancelledPartWords));

const anyPart = `(?<!\\p{L})(?:${anyOf(partWords)}(?!\\p{L})|${anyOf(partStems)})(?! order)`;
const part = new RegExp(anyPart, 'u');
/** Directly after the word, without a stop: `cancelled 1 item`, `anulowano jeden produkt`, `annulation de l'article`. */
const partNext = new RegExp(
  `^ ?(?:(?:\\S{0,9}\\d\\S{0,9}|x|${anyOf(articles)}) |\\p{L}{1,5}')*${anyPart}`,
  'u',
);
/** `From your order #77 we cancelled…`: the order itself is not cancelled. */
const withinOrder = new RegExp(`(?<!\\p{L})${anyOf(withinWords)} (?:\\p{L}+ )?${noun.source}`, 'u');
/** Short words with a full stop are `no.` and `Nr.` */
const stop = /[,;:()[\]|]| - |(?<=\p{L}{4})[.!?] /u;

/** The words are never further apart; the sender controls the length of a subject. */
const nearby = 160;

/**
 * Whether a line says that an order was cancelled, or a part of one, its courier or its payment. An ambiguous line counts as a
 * part, because a user reviews that, while a cancelled order is not prepared.
 * @param line without accents and case
 * @param isHeading whether a noun counts too, `Cancellation of…`
 */
export function whatIsOff(line: string, isHeading: boolean): 'order' | 'part' | null {
  const said = [...matchesIn(line, cancelled), ...(isHeading ? matchesIn(line, cancellation) : [])];
  if (said.some((word) => !isOfPart(line, word))) return 'order';
  return said.length > 0 || matchesIn(line, cancelledPart).some((word) => isOfPart(line, word))
    ? 'part'
    : null;
}

function isOfPart(line: string, { 0: word, index }: RegExpExecArray): boolean {
  const end = index + word.length;
  const behind = line.slice(end, end + nearby);
  const before = clauseBefore(line.slice(Math.max(0, index - nearby), index));
  if (part.test(before) || partNext.test(behind)) return true;
  if (noun.test(before) && !withinOrder.test(before)) return false;
  const [next = ''] = behind.replace(/^[ :-]+/, '').split(stop);
  const at = part.exec(next)?.index;
  return at !== undefined && at < (noun.exec(next)?.index ?? Infinity);
}

/** The clause before the word: `1 item was`, or a label, `Courier:`. */
function clauseBefore(text: string): string {
  const clauses = text.replace(/(?:\s*:\s*|\s+-\s+)$/, '').split(stop);
  return clauses.at(-1) ?? '';
}
