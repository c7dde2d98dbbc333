import type { Attachment, Email } from 'postal-mime';
import PostalMime from 'postal-mime';
import { Problem } from '../../../shared/problem.ts';
import type { Mail } from '../../../shared/reading.ts';
import { unwrapForwarded } from './forwarded.ts';
import { withUtf8Head } from './header-charset.ts';

const mostAttached = 3;

/** Decodes one RFC 822 message. @throws Problem `bad-input` when it is nested or large beyond reason */
export async function parseMail(raw: Uint8Array): Promise<Mail> {
  let outermost: Mail | null = null;
  let bytes = raw;
  for (let depth = 0; ; depth += 1) {
    const email = await decodeMessage(bytes);
    const mail = mailOf(email);
    outermost ??= mail;
    const inner = depth < mostAttached ? passedOn(email) : null;
    // For a mail forwarded as an attachment, only the forwarder is verified.
    if (!inner)
      return unwrapForwarded(
        depth === 0 ? mail : { ...mail, forwardedBy: outermost.from, isPassedOn: true },
        outermost.from,
      );
    bytes = inner;
  }
}

async function decodeMessage(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(withUtf8Head(raw), {
      maxNestingDepth: 32,
      maxHeadersSize: 500_000,
      maxRfc822NestingDepth: 3,
      forceRfc822Attachments: true,
    });
  } catch (cause) {
    throw new Problem('bad-input', 'the message could not be decoded', { cause });
  }
}

const mailOf = (email: Email): Mail => ({
  messageId: email.messageId,
  from: email.from?.address?.toLowerCase() || undefined,
  fromName: email.from?.name || undefined,
  forwardedBy: undefined,
  subject: email.subject ?? '',
  date: email.date,
  html: email.html || undefined,
  text: email.text || undefined,
});

/** The only mail attached to another, which just forwards it. With several, it is unknown which one is meant. */
function passedOn(email: Email): Uint8Array | null {
  const mails = email.attachments.filter(isMail);
  const [mail] = mails;
  if (!mail || mails.length > 1) return null;
  const { content } = mail;
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
}

const isMail = (attachment: Attachment): boolean =>
  attachment.mimeType === 'message/rfc822' || /\.eml$/i.test(attachment.filename ?? '');

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
    // The label is not in the Encoding Standard: mail programs then use windows-1252.
    if (error instanceof RangeError) return new TextDecoder('windows-1252').decode(raw);
    throw error;
  }
}
