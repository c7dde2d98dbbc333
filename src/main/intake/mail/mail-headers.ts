import PostalMime from 'postal-mime';
import { withUtf8Head } from './header-charset.ts';

/** What the head of a message says, without looking at its body. */
export type MailHeaders = {
  /** Null unless exactly one From header names exactly one address. */
  readonly from: string | null;
  /** Every address any From header names. */
  readonly anyFrom: readonly string[];
  readonly subject: string;
  readonly messageId: string | null;
};

const headLimit = 256_000;
/** Of one header: real ones are under a kilobyte, and the time an address takes grows with the square of its length. */
const longest = { from: 2000, subject: 4000, 'message-id': 1000 } as const;
type Wanted = keyof typeof longest;
const isWanted = (name: string): name is Wanted => Object.hasOwn(longest, name);
/** Of each: who writes more of them hides something, which two show as well. */
const most = 20;

/** Looked for once a word: from each of its letters on, a long one without an `@` would be gone through anew. */
const anyAddress = /(?<![^\s<>",;:@])[^\s<>",;:@]+@[^\s<>",;:]+/g;

/** Takes a millisecond or two whatever the mail is, so that it may run where the app does. */
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
    anyFrom: froms
      .flatMap((header) => header.value.match(anyAddress) ?? [])
      .map((address) => address.toLowerCase()),
    subject: email.subject ?? '',
    messageId: email.messageId ?? null,
  };
}

/** The head alone, so that a body of any size or shape costs nothing here. */
function headOf(raw: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(raw.subarray(0, headLimit));
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  // Latin-1 keeps every byte apart, so that a header in raw UTF-8 is still one.
  return new TextDecoder().decode(raw.subarray(0, end));
}

/** The lines of the head this file reads, each with those folded under it, in wire order. */
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

/** A comma outside quotes parts addresses. */
const severalAddresses = (value: string): boolean => value.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(',');
