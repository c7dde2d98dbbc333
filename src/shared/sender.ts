import { z } from 'zod';
import { isPublicSuffix } from './public-suffix.ts';

const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+$/;
const domainName = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** The domain of an address, or of a rule such as `@bloomdash.example`. */
export const domainOf = (sender: string): string => sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();

/** Whether a sender is every address of a domain, written `@domain`. */
export const isDomainRule = (sender: string): boolean => sender.startsWith('@');

/** Whether a text is one full e-mail address of letters, digits and dots. */
export function isAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return at > 0 && localPart.test(text.slice(0, at).toLowerCase()) && domainName.test(domainOf(text));
}

/** A domain that many owners share, such as `com.ua`, is no sender. */
const isOwnDomain = (domain: string): boolean => domainName.test(domain) && !isPublicSuffix(domain);

/** Who may be approved or blocked: a full address, or `@domain` for every address of exactly that domain. */
export const senderSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine(
    (sender) => (isDomainRule(sender) ? isOwnDomain(sender.slice(1)) : isAddress(sender)),
    'is neither an e-mail address nor @ and a domain of one owner',
  );

/** The sender of mails that do not name exactly one: these can be blocked together, and never approved. */
export const unnamedSender = 'unknown';

/** Who may be blocked. */
export const blockableSchema = z.union([z.literal(unnamedSender), senderSchema]);

/** Whether an address is the sender that a rule names. */
export function isOfSender(sender: string, address: string): boolean {
  const rule = sender.toLowerCase();
  const from = address.toLowerCase();
  return isDomainRule(rule) ? `@${domainOf(from)}` === rule : from === rule;
}
