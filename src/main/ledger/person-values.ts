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

/** A phone or an e-mail of one person; or, as others have the same name and others live there, both of these. */
export const isOfPerson = (text: string, values: PersonValues): boolean =>
  hasContact(text, values) || (hasRun(text, values.names) && hasRun(text, values.addresses));

/** Any of the values: it may be of somebody else with the same name. */
export const namesPerson = (text: string, values: PersonValues): boolean =>
  hasContact(text, values) || hasRun(text, values.names) || hasRun(text, values.addresses);

function hasContact(text: string, { phones, emails }: PersonValues): boolean {
  const digits = text.replace(/(?<=\d)[\s().+\-–/]+(?=\d)/g, '');
  const lower = text.toLowerCase();
  return phones.some((phone) => digits.includes(phone)) || emails.some((email) => lower.includes(email));
}

function hasRun(text: string, runs: readonly string[]): boolean {
  if (runs.length === 0) return false;
  const words = ` ${plainWords(text).join(' ')} `;
  return runs.some((run) => words.includes(` ${run} `));
}

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
