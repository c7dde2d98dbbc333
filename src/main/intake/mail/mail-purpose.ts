import type { Mail, MailPurpose } from '../../../shared/reading.ts';
import { bare, folded } from './clean-text.ts';
import type { Layout } from './layout.ts';
import { linesOfRow } from './layout.ts';
import { anyOf, noun, participle, split, wholeWords } from './topic-pattern.ts';
import {
  boughtWords,
  changedWords,
  changeWords,
  newOrderWords,
  notSaidOf,
  orderNouns,
  soldWords,
  statusWords,
  thanksWords,
} from './topic-words.ts';
import { whatIsOff } from './what-is-off.ts';

const newOrder = new RegExp(anyOf(`${newOrderWords}|${boughtWords}`), 'u');
/** `Sold: desk lamp`, but not `sold out`. */
const soldFirst = new RegExp(`^${anyOf(soldWords)}[:!,.]? (?!out)`, 'u');
const thanks = new RegExp(anyOf(thanksWords), 'u');
const changed = participle(changedWords);
const change = wholeWords(changeWords);
const notSaid = wholeWords(notSaidOf);
const status = wholeWords(statusWords);
/** `Order #1042-77`, `Замовлення № 3340`, perhaps with the shop's name: a subject of only an order number. */
const bareOrder = new RegExp(
  `^(?:\\S+ ?: )?(?:${orderNouns})\\p{L}{0,3}(?: (?:n|nr|no|id))?[.:]? ?[#№nº°]* ?[\\p{L}\\d/-]*\\d`,
  'u',
);
const orderedCount = /(?<!\p{L})(?:ordered|замовив|замовила|заказал|заказала|zamowil|zamowila) \d+ /u;
const reply = /^(?:(?:re|fwd?|aw|wg|tr|rv|enc|i|odp|pd|нп|пер)\s*:\s*)+/iu;

const firstRows = 12;
/** Longer lines are prose, whose words rarely concern this one order. */
const longestSaying = 160;

/**
 * The purpose of a mail about an order, from its subject and first lines. A cancellation or change outweighs an announcement
 * beside it. A cancellation of a part counts as a change. Conditional or possible outcomes are ignored.
 */
export function purposeOfMail(mail: Mail, layouts: readonly Layout[]): MailPurpose {
  const subject = bare(mail.subject).replace(reply, '');
  const lines = layouts
    .flatMap((layout) => layout.rows.slice(0, firstRows))
    .flatMap(linesOfRow)
    .filter((line) => line.length <= 4 * longestSaying)
    .flatMap((line) => bare(line).split(/(?<=[.!?])\s/u));
  const bySubject = inSubject(subject);
  if (bySubject !== null) return bySubject;
  const sayings = lines.filter((line) => line.length <= longestSaying);
  const off = sayings.map((line) => (speaksOfOrder(line) ? whatIsOff(line, isHeading(line)) : null));
  if (off.includes('order')) return 'cancelled';
  if (off.includes('part') || sayings.some(isChanged)) return 'changed';
  if (sayings.some(announces)) return 'new-order';
  return bareOrder.test(subject) && !lines.some((line) => thanks.test(line)) ? 'new-order' : 'nothing';
}

/** The purpose by the subject only; null if the body is needed to decide. */
export const subjectSays = (subject: string): MailPurpose | null =>
  inSubject(bare(subject).replace(reply, ''));

function inSubject(subject: string): MailPurpose | null {
  const isNamed = noun.test(subject) || /\d/.test(subject);
  const isHeadingOfOrder = /\d/.test(subject) || (noun.test(subject) && isHeading(subject));
  const off = notSaid.test(subject) ? null : whatIsOff(subject, isHeadingOfOrder);
  if (off === 'order') return 'cancelled';
  if ((off === 'part' && isNamed) || isChanged(subject)) return 'changed';
  return announces(subject) || soldFirst.test(subject) ? 'new-order' : null;
}

const announces = (line: string): boolean =>
  (newOrder.test(line) || orderedCount.test(line)) && !thanks.test(line);

/** Whether a subject states that an order was changed, whatever else it contains. */
export const saysChanged = (subject: string): boolean => isChanged(bare(subject).replace(reply, ''));

/** The noun for an order and a participle in one sentence; a noun for the change counts only in a heading. */
const isChanged = (line: string): boolean =>
  !status.test(line) && speaksOfOrder(line) && (changed.test(line) || (isHeading(line) && change.test(line)));

const speaksOfOrder = (line: string): boolean => noun.test(line) && !notSaid.test(line);

const isHeading = (line: string): boolean => line.length <= 80;

/** Whether a subject mentions an order. */
export const namesOrder = (mail: Mail): boolean => noun.test(bare(mail.subject));

/** The words of announcements for Gmail's search, for mailboxes that are listed rather than followed. */
export const announcingSubjects: readonly string[] = split(newOrderWords)
  .map(folded)
  .filter((words) => words !== '');
