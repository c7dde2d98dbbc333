import { noticeHeader } from '../../../shared/notice-header.ts';
import { Problem } from '../../../shared/problem.ts';

export type MailParts = {
  /** The mailbox it is sent from, and who it goes to: one bare address each. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  /** Plain text, lines ended by `\n`. */
  readonly text: string;
  /** What the notice is known by; letters, digits and dashes. */
  readonly identity: string;
  /** Epoch milliseconds. */
  readonly at: number;
};

/** What is between the brackets of the Message-ID: the same notice from the same mailbox always has the same. */
export const messageIdOf = (identity: string, from: string): string => `${identity}@${domainOf(from)}`;

/**
 * A mail as RFC 5322 and MIME want it: ASCII alone, CRLF, no line over 76 characters but a long address's. Nothing of the
 * subject or the text can end a header or begin one, for both are encoded whole.
 * @throws Problem `bad-input` when an address is not one
 */
export function composeMail({ from, to, subject, text, identity, at }: MailParts): string {
  const headers = [
    `From: Orderbell <${addressOf(from)}>`,
    `To: ${addressOf(to)}`,
    `Subject: ${headerText(subject)}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${messageIdOf(identity, from)}>`,
    // Gmail's API may put an id of its own in the place of the one above; this one stays
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
  throw new Problem('bad-input', 'Not an e-mail address that can be written to', {
    fix: 'Check the e-mail among the managers',
  });
}

const domainOf = (address: string): string => addressOf(address).slice(address.lastIndexOf('@') + 1);

/** Of the line `Subject: =?UTF-8?B?…?=` this many bytes leave no more than the 76 characters it may have. */
const wordBytes = 39;
const plain = /^[\x20-\x7e]{1,60}$/;

/** As it is where it is short and plain, else encoded words, a line each; no character is cut in two. */
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
