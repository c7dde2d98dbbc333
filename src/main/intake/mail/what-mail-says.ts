import type { Mail, MailSays } from '../../../shared/reading.ts';
import { bare, folded } from './clean-text.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import {
  boughtWords,
  cancellationWords,
  cancelledWords,
  changedWords,
  changeWords,
  negations,
  newOrderWords,
  notSaidOf,
  orderNouns,
  soldWords,
  statusWords,
  thanksWords,
} from './says-words.ts';

const split = (table: string): readonly string[] => table.split(/[|\n]/).filter((word) => word.trim() !== '');
const escaped = (word: string): string => bare(word).replace(/[.*+?^${}()[\]\\]/g, '\\$&');
const wholeWords = (table: string): RegExp =>
  new RegExp(`(?<![\\p{L}'])(?:${split(table).map(escaped).join('|')})(?![\\p{L}'])`, 'u');

const newOrder = new RegExp([...split(newOrderWords), ...split(boughtWords)].map(escaped).join('|'), 'u');
/** `Sold: desk lamp`, but not what is sold out. */
const soldFirst = new RegExp(`^(?:${split(soldWords).map(escaped).join('|')})[:!,.]? (?!out)`, 'u');
const thanks = new RegExp(split(thanksWords).map(escaped).join('|'), 'u');
const noun = new RegExp(`(?<!\\p{L})(?:${split(orderNouns).map(escaped).join('|')})`, 'u');
const notYet = `(?<!(?<!\\p{L})(?:${split(negations).map(escaped).join('|')})(?: \\p{L}+)? )`;
const participle = (table: string): RegExp => new RegExp(notYet + wholeWords(table).source, 'u');
const cancelled = participle(cancelledWords);
const cancellation = wholeWords(cancellationWords);
const changed = participle(changedWords);
const change = wholeWords(changeWords);
const notSaid = wholeWords(notSaidOf);
const status = wholeWords(statusWords);
/** `Order #1042-77`, `Замовлення № 3340`, with the shop's name perhaps: a subject that is an order and nothing else. */
const bareOrder = new RegExp(
  `^(?:\\S+ ?: )?(?:${orderNouns})\\p{L}{0,3}(?: (?:n|nr|no|id))?[.:]? ?[#№nº°]* ?[\\p{L}\\d/-]*\\d`,
  'u',
);
const orderedCount = /(?<!\p{L})(?:ordered|замовив|замовила|заказал|заказала|zamowil|zamowila) \d+ /u;
const reply = /^(?:(?:re|fwd?|aw|wg|tr|rv|enc|i|odp|pd|нп|пер)\s*:\s*)+/iu;

const firstRows = 12;
/** Longer lines are prose, whose words say little about this one order. */
const longestSaying = 160;

/**
 * What a mail tells about an order, by its subject and its first lines; a cancellation or change weighs more than an
 * announcement beside it, and what may happen or could be done says nothing.
 */
export function whatMailSays(mail: Mail, layouts: readonly Layout[]): MailSays {
  const subject = bare(mail.subject).replace(reply, '');
  const lines = layouts
    .flatMap((layout) => layout.rows.slice(0, firstRows))
    .flatMap(linesOfRow)
    .filter((line) => line.length <= 4 * longestSaying)
    .flatMap((line) => bare(line).split(/(?<=[.!?])\s/u));
  const bySubject = inSubject(subject);
  if (bySubject !== null) return bySubject;
  const sayings = lines.filter((line) => line.length <= longestSaying);
  if (sayings.some((line) => isSaidOfOrder(line, cancelled, cancellation))) return 'cancelled';
  if (sayings.some(isChanged)) return 'changed';
  if (sayings.some(announces)) return 'new-order';
  return bareOrder.test(subject) && !lines.some((line) => thanks.test(line)) ? 'new-order' : 'nothing';
}

/** What the subject says by itself; null where it takes the rest to tell. */
export const subjectSays = (subject: string): MailSays | null => inSubject(bare(subject).replace(reply, ''));

function inSubject(subject: string): MailSays | null {
  const isSaid = !notSaid.test(subject);
  if (isSaid && (cancelled.test(subject) || (cancellation.test(subject) && /\d/.test(subject))))
    return 'cancelled';
  if (isSaidOfOrder(subject, cancelled, cancellation)) return 'cancelled';
  if (isChanged(subject)) return 'changed';
  return announces(subject) || soldFirst.test(subject) ? 'new-order' : null;
}

const announces = (line: string): boolean =>
  (newOrder.test(line) || orderedCount.test(line)) && !thanks.test(line);

const isChanged = (line: string): boolean => !status.test(line) && isSaidOfOrder(line, changed, change);

/** The noun for an order and what became of it in one sentence; as a noun of its own only in a heading. */
function isSaidOfOrder(line: string, became: RegExp, heading: RegExp): boolean {
  if (!noun.test(line) || notSaid.test(line)) return false;
  return became.test(line) || (line.length <= 80 && heading.test(line));
}

/** Whether a subject speaks of an order, whatever it says of it. */
export const namesOrder = (mail: Mail): boolean => noun.test(bare(mail.subject));

/** The words of announcements for Gmail's search, where mail is listed rather than followed. */
export const announcingSubjects: readonly string[] = split(newOrderWords)
  .map(folded)
  .filter((words) => words !== '');
