import PostalMime from 'postal-mime';
import { withUtf8Head } from './header-charset.ts';

/** The headers of a message, parsed without its body. */
export type MailHeaders = {
  /** Null unless exactly one From header names exactly one address. */
  readonly from: string | null;
  /** The display name of the sender; empty if there is none. */
  readonly fromName: string;
  /** Every address in any From header. */
  readonly anyFrom: readonly string[];
  readonly subject: string;
  readonly messageId: string | null;
};

const headLimit = 256_000;
/** Limits of one header: real ones are under a kilobyte, and parsing an address takes quadratic time. */
const longest = { from: 2000, subject: 4000, 'message-id': 1000 } as const;
type Wanted = keyof typeof longest;
const isWanted = (name: string): name is Wanted => Object.hasOwn(longest, name);
/** Limit of headers with one name: more are an attempt to hide something, which two show as well. */
const most = 20;

/** Matches only from the start of a word: otherwise a long one without an `@` would take quadratic time. */
const anyAddress = /(?<![^\s<>",;:@])[^\s<>",;:@]+@[^\s<>",;:]+/g;

/** Takes a millisecond or two for any mail, so it may run in the app's process. */
export async function readMailHeaders(raw: Uint8Array): Promise<MailHeaders> {
  const fields = wantedFields(headOf(withUtf8Head(raw)));
  const shortened = fields.map(({ name, line }) => line.slice(0, longest[name] + name.length));
  const email = await PostalMime.parse(`${shortened.join('\r\n')}\r\n\r\n`);
  const froms = email.headers.filter((header) => header.key === 'from');
  const isCut = fields.some(({ name, line }) => name === 'from' && line.length > longest.from);
  const address = email.from?.group === undefined ? email.from?.address : undefined;
  const isOne =
    froms.length === 1 &&
    !isCut &&
    (froms[0]?.value.match(/@/g)?.length ?? 0) >= 1 &&
    !severalAddresses(froms[0]?.value ?? '');
  return {
    from: isOne && address ? address.toLowerCase() : null,
    fromName: email.from?.name ?? '',
    anyFrom: froms
      .flatMap((header) => header.value.match(anyAddress) ?? [])
      .map((address) => address.toLowerCase()),
    subject: email.subject ?? '',
    messageId: email.messageId ?? null,
  };
}

/** Only the header, so that the size of the body does not matter. */
function headOf(raw: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(raw.subarray(0, headLimit));
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  // Latin-1 maps every byte to one character, so offsets stay valid for a header in raw UTF-8.
  return new TextDecoder().decode(raw.subarray(0, end));
}

/** The header lines that this file reads, each with its folded lines, in wire order. */
function wantedFields(head: string): readonly { readonly name: Wanted; readonly line: string }[] {
  const counts = new Map<string, number>();
  return head.split(/\r?\n(?![ \t])/).flatMap((line) => {
    const name = line.slice(0, line.indexOf(':')).trim().toLowerCase();
    const count = (counts.get(name) ?? 0) + 1;
    if (!isWanted(name) || count > most) return [];
    counts.set(name, count);
    return [{ name, line }];
  });
}

/** A comma outside quotes separates addresses. */
const severalAddresses = (value: string): boolean => value.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(',');
