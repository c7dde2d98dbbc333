import type { Email } from 'postal-mime';
import PostalMime from 'postal-mime';
import { Problem } from '../../../shared/problem.ts';
import type { Mail } from '../../../shared/reading.ts';
import { unwrapForwarded } from './forwarded.ts';

/** Decodes one RFC 822 message. @throws Problem `bad-input` when it is nested or large beyond reason */
export async function parseMail(raw: Uint8Array): Promise<Mail> {
  let email: Email;
  try {
    email = await PostalMime.parse(raw, {
      maxNestingDepth: 32,
      maxHeadersSize: 500_000,
      maxRfc822NestingDepth: 3,
    });
  } catch (cause) {
    throw new Problem('bad-input', 'the message could not be decoded', { cause });
  }
  return unwrapForwarded({
    messageId: email.messageId,
    from: email.from?.address?.toLowerCase() || undefined,
    fromName: email.from?.name || undefined,
    forwardedBy: undefined,
    subject: email.subject ?? '',
    date: email.date,
    html: email.html || undefined,
    text: email.text || undefined,
  });
}

/** A saved mail body whose headers were not kept. */
export function parseHtmlFile(raw: Uint8Array): Mail {
  const start = new TextDecoder('latin1').decode(raw.subarray(0, 2048));
  const charset = /<meta[^>]+charset=["']?([\w-]+)/i.exec(start)?.[1] ?? 'utf-8';
  return {
    messageId: undefined,
    from: undefined,
    fromName: undefined,
    forwardedBy: undefined,
    subject: '',
    date: undefined,
    html: decode(raw, charset),
    text: undefined,
  };
}

function decode(raw: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(raw);
  } catch (error) {
    // The label is not one of the Encoding Standard's: what mail programs do then is windows-1252.
    if (error instanceof RangeError) return new TextDecoder('windows-1252').decode(raw);
    throw error;
  }
}
