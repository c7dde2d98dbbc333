import type { OrderContent } from '../../shared/order.ts';
import { plainWords } from '../../shared/plain-words.ts';
import { phoneKeys } from './search-words.ts';

/** Personal data of a customer from orders, in the forms used to search other texts. */
export type PersonValues = {
  /** The last nine digits, which are the same with or without a country code. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Full names in plain words, in both orders. Single words are excluded because many people share them. */
  readonly names: readonly string[];
  readonly addresses: readonly string[];
};

export function personValues(contents: readonly Pick<OrderContent, 'customer' | 'address'>[]): PersonValues {
  const customers = contents.map(({ customer }) => customer);
  const names = customers.map(({ name }) => plainWords(name ?? '')).filter((words) => words.length > 1);
  const addresses = contents.map(({ address }) => plainWords(address ?? ''));
  return {
    phones: unique(customers.flatMap(({ phone }) => phoneKeys(phone).map((digits) => digits.slice(-9)))),
    emails: unique(customers.flatMap(({ email }) => email?.trim().toLowerCase() || [])),
    names: unique(names.flatMap((words) => [words.join(' '), words.toReversed().join(' ')])),
    addresses: unique(addresses.filter((words) => words.length > 2).map((words) => words.join(' '))),
  };
}

/** A text in the forms used to search for many people; each form is computed once, on first use. */
export type SearchedText = {
  /** Without the separators between two digits. */
  readonly digits: () => string;
  readonly lower: () => string;
  /** Plain words with one space around each. */
  readonly words: () => string;
};

export const searchedText = (text: string): SearchedText => ({
  digits: once(() => text.replace(/(?<=\d)[\s().+\-–/]+(?=\d)/g, '')),
  lower: once(() => text.toLowerCase()),
  words: once(() => ` ${plainWords(text).join(' ')} `),
});

function once(make: () => string): () => string {
  let made: string | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Whether the text has a phone or e-mail of the person, or both the name and address, which others may share one by one. */
export const isOfPerson = (text: SearchedText, values: PersonValues): boolean =>
  hasContact(text, values) || (hasRun(text, values.names) && hasRun(text, values.addresses));

/** Whether the text has any of the values; it may be about another person with the same name. */
export const namesPerson = (text: SearchedText, values: PersonValues): boolean =>
  hasContact(text, values) || hasRun(text, values.names) || hasRun(text, values.addresses);

const hasContact = (text: SearchedText, { phones, emails }: PersonValues): boolean =>
  phones.some((phone) => text.digits().includes(phone)) ||
  emails.some((email) => text.lower().includes(email));

const hasRun = (text: SearchedText, runs: readonly string[]): boolean =>
  runs.some((run) => text.words().includes(` ${run} `));

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
