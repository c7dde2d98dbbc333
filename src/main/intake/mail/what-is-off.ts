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
/** Right behind the word, without a stop: `cancelled 1 item`, `anulowano jeden produkt`, `annulation de l'article`. */
const partNext = new RegExp(
  `^ ?(?:(?:\\S{0,9}\\d\\S{0,9}|x|${anyOf(articles)}) |\\p{L}{1,5}')*${anyPart}`,
  'u',
);
/** `From your order #77 we cancelled…`: it is not the order itself that is off. */
const withinOrder = new RegExp(`(?<!\\p{L})${anyOf(withinWords)} (?:\\p{L}+ )?${noun.source}`, 'u');
/** Short words with a full stop are `no.` and `Nr.` */
const stop = /[,;:()[\]|]| - |(?<=\p{L}{4})[.!?] /u;

/** Nobody says it with more words between; a subject may be as long as its sender likes. */
const nearby = 160;

/**
 * Of what a line says that it is off: of an order, or of a part of one, its courier, its money. What may be either is a part,
 * for somebody looks at that, and nobody prepares what is off.
 * @param line without accents and case
 * @param isHeading whether a noun says it too, `Cancellation of…`
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

/** What the word is said of as far as it stands before it: `1 item was`, or a label, `Courier:`. */
function clauseBefore(text: string): string {
  const clauses = text.replace(/(?:\s*:\s*|\s+-\s+)$/, '').split(stop);
  return clauses.at(-1) ?? '';
}
