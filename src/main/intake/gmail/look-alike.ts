import { domainToUnicode } from 'node:url';
import { shortName } from '../mail/short-name.ts';
import type { Mailbox } from './from-address.ts';
import { areKin, domainOf, isFreeMail } from './shared-domains.ts';

/** Whose mails the shop waits for: an address, or `@domain` for all of one, with the name people know it by. */
export type KnownSender = { readonly sender: string; readonly name: string };

/** Letters and digits that are taken for one another, in small print and in a hurry. Applied from left to right. */
const twins: readonly (readonly [RegExp, string])[] = [
  [/[аạ]/g, 'a'],
  [/[вβ]/g, 'b'],
  [/[сϲ]/g, 'c'],
  [/[ԁ]/g, 'd'],
  [/[еєҽ3]/g, 'e'],
  [/[ԍɡ]/g, 'g'],
  [/[нһ]/g, 'h'],
  [/[кκ]/g, 'k'],
  [/[ії1lι|!јjıӏí]/g, 'i'],
  [/[м]/g, 'm'],
  [/[пη]/g, 'n'],
  [/[оοσ0]/g, 'o'],
  [/[рρ]/g, 'p'],
  [/[ѕ5]/g, 's'],
  [/[тτ]/g, 't'],
  [/[υ]/g, 'u'],
  [/[ѵν]/g, 'v'],
  [/[ѡω]/g, 'w'],
  [/[хχ]/g, 'x'],
  [/[уγ]/g, 'y'],
  [/[ʐ2]/g, 'z'],
  [/rn/g, 'm'],
  [/vv/g, 'w'],
  [/ci/g, 'd'],
];

/** What a text looks like, not what it says: one writing for all that is taken for it. */
function looksOf(text: string): string {
  let looks = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  for (const [pattern, twin] of twins) looks = looks.replace(pattern, twin);
  return looks.replace(/[^\p{L}\p{N}]/gu, '');
}

const isWithin = (domain: string, other: string): boolean => domain === other || domain.endsWith(`.${other}`);

/**
 * The name of the known sender this one is dressed up as, though the mail comes from elsewhere; null for an honest one.
 * Google vouches for a look-alike domain as for any other: it did send the mail.
 */
export function imitatedBy({ address, domain, name }: Mailbox, known: readonly KnownSender[]): string | null {
  const isTheirs = ({ sender }: KnownSender): boolean => {
    const theirs = domainOf(sender);
    return isFreeMail(theirs)
      ? sender.toLowerCase() === address
      : isWithin(domain, theirs) || areKin(domain, theirs);
  };
  if (known.some(isTheirs)) return null; // one of them indeed, whatever it calls itself
  const shownName = looksOf(name);
  const found = known.find(
    (other) => looksLikeName(shownName, name, other) || looksLikeDomain(domain, domainOf(other.sender)),
  );
  return found?.name ?? null;
}

function looksLikeName(looks: string, name: string, known: KnownSender): boolean {
  const theirs = looksOf(known.name);
  if (name.toLowerCase().includes(domainOf(known.sender))) return true;
  if (theirs.length < 3) return false;
  return looks === theirs || (theirs.length >= 5 && looks.includes(theirs));
}

function looksLikeDomain(domain: string, known: string): boolean {
  if (isFreeMail(known)) return false;
  const theirs = looksOf(shortName(known));
  const labels = domainToUnicode(domain)
    .split('.')
    .flatMap((label) => [label, ...label.split('-')])
    .map(looksOf);
  if (theirs.length < 5) return labels.includes(theirs);
  return labels.some((label) => label.includes(theirs) || isOneSlipAway(label, theirs));
}

/** One letter more, less, other, or two swapped. */
function isOneSlipAway(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const left = one.slice(start, one.length - end);
  const right = other.slice(start, other.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** An address in the name shown that is not where the mail comes from: what hurried eyes, and some programs, take for the sender. */
export const showsOtherAddress = ({ domain, name }: Mailbox): boolean =>
  [...name.normalize('NFKC').matchAll(/@([\p{L}\p{N}][\p{L}\p{N}.-]*)/gu)].some(
    ([, shown = '']) => !isWithin(domain, shown.toLowerCase()) && shown.includes('.'),
  );
