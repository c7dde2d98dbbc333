import type { OrderContent } from '../../shared/order.ts';
import { plainWords } from '../../shared/plain-words.ts';
import { phoneKeys } from './search-words.ts';

/** What orders say of who made them, as it may stand in any other text. */
export type PersonValues = {
  /** The last nine digits: with or without a country. */
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  /** Full names in plain words, both ways round. One word alone is a name of many. */
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

/** A text as the values of many persons are looked for in it: each form is made once, when it is first needed. */
export type SearchedText = {
  /** Without what stands between two digits. */
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

/** A phone or an e-mail of one person; or, as others have the same name and others live there, both of these. */
export const isOfPerson = (text: SearchedText, values: PersonValues): boolean =>
  hasContact(text, values) || (hasRun(text, values.names) && hasRun(text, values.addresses));

/** Any of the values: it may be of somebody else with the same name. */
export const namesPerson = (text: SearchedText, values: PersonValues): boolean =>
  hasContact(text, values) || hasRun(text, values.names) || hasRun(text, values.addresses);

const hasContact = (text: SearchedText, { phones, emails }: PersonValues): boolean =>
  phones.some((phone) => text.digits().includes(phone)) ||
  emails.some((email) => text.lower().includes(email));

const hasRun = (text: SearchedText, runs: readonly string[]): boolean =>
  runs.some((run) => text.words().includes(` ${run} `));

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
