import { phonesIn, storedNumber } from '../phone.ts';

/** Services use these domains instead of the buyer's address, so they identify the service. */
const relayDomains =
  /(^|[.-])(relay|privaterelay|proxy|masked?|anonymous|anonaddy|duck|reply|noreply|no-reply|notifications?)([.-]|$)/;
const relayHosts = ['marketplace.amazon', 'guest.booking.com', 'members.ebay', 'icloud-relay', 'mailgun.org'];
const nobodysName = /^(no-?reply|do-?not-?reply|noemail|no-?email|none|null|unknown|test|example|guest)$/;

/**
 * The phones that identify a customer, in E.164: complete and valid numbers. Masks (`+38067***4567`), one repeated digit and
 * invalid numbers are omitted.
 */
export function ownPhones(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const phones = phonesIn(text)
    .filter((part) => !/[*xх•#]/i.test(part))
    .flatMap((part) => storedNumber(part.trim()) ?? [])
    .filter((phone) => !/(\d)\1{6}/.test(phone) && !phone.endsWith('1234567'));
  return [...new Set(phones)];
}

/** The e-mail that identifies a customer, in lower case; null for a mask, a relay or an invalid address. */
export function ownEmail(text: string | undefined): string | null {
  const email = text?.trim().toLowerCase().toWellFormed() ?? '';
  const [, name = '', domain = ''] = /^([^\s@"*•…]{1,64})@([a-z0-9.-]{3,190})$/u.exec(email) ?? [];
  if (domain === '' || !domain.includes('.') || nobodysName.test(name)) return null;
  if (relayDomains.test(domain) || relayHosts.some((host) => domain.includes(host))) return null;
  return email;
}
