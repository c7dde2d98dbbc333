import { z } from 'zod';
import { isPublicSuffix } from './public-suffix.ts';

const local = "[a-z0-9!#$%&'*+/=?^_`{|}~.-]+";
const domain = '(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]';

/** One full e-mail address of letters, digits and dots, and nothing else; the second group is its domain. */
export const addressPattern = new RegExp(`^(${local})@(${domain})$`, 'i');
const domainName = new RegExp(`^${domain}$`);

/** The domain of an address, or of a rule such as `@bloomdash.example`. */
export const domainOf = (sender: string): string => sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();

/** Whether a sender is every address of a domain, written `@domain`. */
export const isDomainRule = (sender: string): boolean => sender.startsWith('@');

/** Whether a text is one full e-mail address of letters, digits and dots. */
export const isAddress = (text: string): boolean => addressPattern.test(text);

/** A shared domain, such as `com.ua`, is not a valid sender. */
const isOwnDomain = (name: string): boolean => domainName.test(name) && !isPublicSuffix(name);

/** A sender to approve or block: a full address, or `@domain` for every address of exactly that domain. */
export const senderSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine(
    (sender) => (isDomainRule(sender) ? isOwnDomain(sender.slice(1)) : isAddress(sender)),
    'is neither an e-mail address nor @ and the domain of one owner',
  );

/** The sender of mails without exactly one author: these can be blocked together, but never approved. */
export const unnamedSender = 'unknown';

/** A sender that may be blocked. */
export const blockableSchema = z.union([z.literal(unnamedSender), senderSchema]);

/** Whether an address is the sender that a rule names. */
export function isOfSender(sender: string, address: string): boolean {
  const rule = sender.toLowerCase();
  const from = address.toLowerCase();
  return isDomainRule(rule) ? `@${domainOf(from)}` === rule : from === rule;
}
