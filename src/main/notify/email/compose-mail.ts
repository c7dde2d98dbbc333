import { createHash } from 'node:crypto';
import { noticeHeader } from '../../../shared/notice-header.ts';
import { Problem } from '../../../shared/problem.ts';

export type MailParts = {
  /** Sender mailbox and recipient: one bare address each. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text; lines end with `\n`. */
  readonly text: string;
  /** The identity of the notification; letters, digits and dashes. */
  readonly identity: string;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** The identity of a mail, from the keys of its notifications. */
export const identityOf = (keys: readonly string[]): string =>
  `notice-${createHash('sha256').update(keys.toSorted().join('\n')).digest('hex').slice(0, 40)}`;

/**
 * Composes a mail by RFC 5322 and MIME: ASCII only, CRLF, lines up to 76 characters except for a long address. Subject and text
 * are fully encoded, so that they cannot inject headers.
 * @throws Problem `bad-input` if an address is invalid
 */
export function composeMail({ from, to, subject, text, identity, at }: MailParts): string {
  const headers = [
    `From: Orderbell <${addressOf(from)}>`,
    `To: ${addressOf(to)}`,
    `Subject: ${headerText(subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${identity}@${domainOf(from)}>`,
    // Gmail's API may replace the Message-ID; this header stays
    `${noticeHeader}: ${identity}`,
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
  ];
  const body = Buffer.from(text.toWellFormed().replaceAll(/\r\n|\r|\n/g, '\r\n'), 'utf8').toString('base64');
  const lines = body.match(/.{1,76}/g) ?? [];
  return [...headers, '', ...lines, ''].join('\r\n');
}

const localPart = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}$/;
const domain = /^[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/;

function addressOf(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0 && localPart.test(address.slice(0, at)) && domain.test(address.slice(at + 1))) return address;
  throw new Problem('bad-input', 'Not a valid e-mail address', {
    fix: 'Check the manager’s e-mail',
  });
}

const domainOf = (address: string): string => addressOf(address).slice(address.lastIndexOf('@') + 1);

/** With this many bytes, the line `Subject: =?UTF-8?B?…?=` has at most 76 characters. */
const wordBytes = 39;
const plain = /^[\x20-\x7e]{1,60}$/;

/** Returns short plain text unchanged, else encoded words, one per line; no character is split. */
function headerText(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  if (plain.test(line) && !line.includes('=?')) return line;
  const words: string[] = [''];
  for (const character of line) {
    const longer = `${words.at(-1)}${character}`;
    if (Buffer.byteLength(longer) <= wordBytes) words[words.length - 1] = longer;
    else words.push(character);
  }
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}
