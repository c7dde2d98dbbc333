import { addressPattern } from '../../../shared/sender.ts';

/** The sender in a From header, in lower case. */
export type Mailbox = { readonly address: string; readonly domain: string };

/** As in `Bloomdash (Kyiv) <…>`: without characters that could belong to an address or end one in a list. */
const comment = '\\([^()<>@"\\\\,;:]*\\)';
const quoted = '"(?:[^"\\\\]|\\\\.)*"';
/** A display name of words, quoted words and comments, then one address, which only a comment may follow. */
const named = new RegExp(
  `^(?:${quoted}|${comment}|[^"()<>@,;:\\\\[\\]])*<([^<>()"\\\\\\s]+)>(?:\\s|${comment})*$`,
);

/**
 * Parses the only address of a From header, so strictly that no other parser can find another one: ASCII letters, digits and
 * dots, no list, no group, no quoted or commented address. Returns null for anything else, which is then not trusted.
 */
export function readMailbox(value: string): Mailbox | null {
  if (value.length > 2000) return null;
  return mailboxOf(value.trim()) ?? mailboxOf(named.exec(value)?.[1] ?? '');
}

function mailboxOf(address: string): Mailbox | null {
  const [, , domain] = addressPattern.exec(address) ?? [];
  if (domain === undefined || address.length > 254) return null;
  return { address: address.toLowerCase(), domain: domain.toLowerCase() };
}
