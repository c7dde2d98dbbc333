import { addressPattern } from '../../../shared/sender.ts';

/** The sender in a From header. */
export type Mailbox = {
  /** In lower case. */
  readonly address: string;
  readonly domain: string;
  /** The display name, decoded; empty if there is none. */
  readonly name: string;
};

const quoted = /"(?:[^"\\]|\\.)*"/y;
/** As in `Bloomdash (Kyiv) <…>`: without characters that could belong to an address or end one in a list. */
const comment = /\([^()<>@"\\,;:]*\)/y;
const angle = /<([^<>()"\\\s]+)>/y;
const word = /[^\s"()<>@,;:\\[\]]+/y;
const blank = /\s+/y;

/**
 * Parses the only address of a From header, so strictly that no other parser can find another one: ASCII letters, digits and
 * dots, no list, no group, no quoted or commented address. Returns null for anything else, which is then not trusted.
 */
export function readMailbox(value: string): Mailbox | null {
  if (value.length > 2000) return null;
  const alone = mailboxOf(value.trim(), '');
  if (alone) return alone;
  const names: string[] = [];
  let address: string | null = null;
  for (let at = 0; at < value.length; ) {
    const take = (pattern: RegExp): RegExpExecArray | null => {
      pattern.lastIndex = at;
      const found = pattern.exec(value);
      if (found) at += found[0].length;
      return found;
    };
    if (take(blank)) continue;
    const inAngle = take(angle);
    if (inAngle) {
      if (address !== null) return null;
      address = inAngle[1] ?? '';
      continue;
    }
    const aside = take(comment);
    if (aside) {
      names.push(aside[0].slice(1, -1));
      continue;
    }
    // only a comment may follow the address
    if (address !== null) return null;
    const part = take(quoted)?.[0] ?? take(word)?.[0];
    if (part === undefined) return null;
    names.push(part.startsWith('"') ? part.slice(1, -1).replace(/\\(.)/g, '$1') : part);
  }
  return address === null ? null : mailboxOf(address, decodeWords(names.join(' ')));
}

function mailboxOf(address: string, name: string): Mailbox | null {
  const [, , found] = addressPattern.exec(address) ?? [];
  if (found === undefined || address.length > 254) return null;
  return { address: address.toLowerCase(), domain: found.toLowerCase(), name };
}

/** Decodes RFC 2047 words for display; undecodable text stays as it is. */
function decodeWords(text: string): string {
  return text
    .replace(/(\?=)\s+(?==\?)/g, '$1')
    .replace(
      /=\?([\w-]+)(?:\*[\w-]+)?\?([bq])\?([^?\s]*)\?=/gi,
      (whole, charset: string, kind: string, words: string) => {
        const bytes =
          kind.toLowerCase() === 'b'
            ? Buffer.from(words, 'base64')
            : Buffer.from(
                words
                  .replaceAll('_', ' ')
                  .replace(/=([0-9a-f]{2})/gi, (_, hex: string) =>
                    String.fromCharCode(Number.parseInt(hex, 16)),
                  ),
                'latin1',
              );
        try {
          return new TextDecoder(charset).decode(bytes);
        } catch (error) {
          // unknown charset: mail programs show it undecoded, too
          if (error instanceof RangeError) return whole;
          throw error;
        }
      },
    );
}
