import { bare } from './clean-text.ts';

/** One line of a body, and its end offset in the body. */
export type BodyLine = { readonly text: string; readonly end: number };

/** The header of a mail quoted in another's body. */
export type QuotedHeader = {
  readonly from: string;
  readonly fromName: string | undefined;
  readonly subject: string | undefined;
  /** The lines that the forwarder wrote above. */
  readonly above: readonly string[];
  /** The offset where the body of the quoted mail begins. */
  readonly end: number;
};

const words = {
  from: 'from|від|вiд|от|od|von|de|da|od kogo|expéditeur|remitente|mittente|sender|відправник|отправитель|nadawca|absender|remetente|van|odesílatel',
  subject: 'subject|тема|temat|betreff|asunto|assunto|objet|oggetto|sujet|onderwerp|předmět',
  date: 'date|sent|дата|надіслано|відправлено|отправлено|data|wysłano|wysłane|gesendet|datum|fecha|enviado|enviado el|enviado em|enviada em|enviada|data/hora|sent on|data de envio|envoyé|envoyé le|inviato|sent at|gesendet am|verzonden|verstuurd|odesláno',
  to: 'to|кому|до|do|an|para|à|a|destinataire|destinatario|para quem|aan|komu',
  other:
    'cc|bcc|копія|копия|kopia|dw|kopie|copia|cópia|reply-to|antwort an|responder a|répondre à|rispondi a|importance|attachments',
};
type HeaderKind = keyof typeof words;
const kindByWord = new Map<string, HeaderKind>();
for (const kind of Object.keys(words) as HeaderKind[]) {
  for (const word of words[kind].split('|')) kindByWord.set(bare(word), kind);
}

const address = /[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/;
/** Mail programs that forward as a quotation: `On 3 Dec 2025 Ann <a@b.example> wrote:` */
const wrote =
  /(?:wrote|writes|пише|написав|написала|написал|написала|пишет|napisał|napisała|pisze|napisał\(a\)|schrieb|escribió|escreveu|a écrit|ha scritto|napsal|napsala|napsal\(a\))\s*:$|(?:schreef) .{0,80}@\S+\s*:$/iu;
const longestHeader = 14;
const mostLines = 1500;
/** `---------- Forwarded message ---------`, in any language. */
const marker = /^-{3,}.{3,60}-{2,}$/;

/**
 * The first mail header within these lines: header fields on successive lines, the sender with an address. An order prints
 * sender, recipient and date too. If neither a line above nor the subject marks the mail as forwarded, the header therefore
 * needs a subject as well as a date or a recipient.
 */
export function findQuotedHeader(lines: readonly BodyLine[], isPassedOn: boolean): QuotedHeader | null {
  for (const [at, line] of lines.slice(0, mostLines).entries()) {
    const kind = kindOf(line.text)?.kind;
    if (kind === 'from' || kind === 'subject' || kind === 'date') {
      const isMarked = lines.slice(Math.max(0, at - 2), at).some((each) => marker.test(plain(each.text)));
      const head = lines.slice(at, at + longestHeader);
      const found = headerFrom(head, isMarked ? 'by a line' : isPassedOn ? 'by the subject' : 'by nothing');
      if (found) return { ...found, above: written(lines.slice(0, at)) };
    }
    const attribution = wrote.test(line.text) ? attributionAt(lines, at) : null;
    if (attribution) return { ...attribution, above: written(lines.slice(0, at)) };
  }
  return null;
}

const written = (lines: readonly BodyLine[]): readonly string[] =>
  lines.map((line) => plain(line.text)).filter((text) => text !== '' && !marker.test(text));

type Head = Omit<QuotedHeader, 'above'>;

/** The evidence that the mail was forwarded, besides the header itself. */
type Said = 'by a line' | 'by the subject' | 'by nothing';

function hasEnough(values: ReadonlyMap<HeaderKind, string>, said: Said): boolean {
  if (said === 'by a line') return true;
  if (said === 'by the subject') return values.size >= 3 || (values.size >= 2 && values.has('subject'));
  return values.has('subject') && (values.has('date') || values.has('to'));
}

function headerFrom(lines: readonly BodyLine[], said: Said): Head | null {
  const values = new Map<HeaderKind, string>();
  let last: HeaderKind | null = null;
  let end = 0;
  for (const line of lines) {
    const text = plain(line.text);
    if (text === '') {
      // Some programs leave blank lines between fields; a blank line after the whole header ends it.
      const isWhole = said === 'by a line' || (values.size >= 3 && hasEnough(values, said));
      if (isWhole && values.has('from')) break;
      continue;
    }
    const found = kindOf(line.text);
    if (found && !values.has(found.kind)) {
      values.set(found.kind, found.value);
      last = found.kind;
    } else if (
      last !== null &&
      (values.get(last) === '' || isContinued(values.get(last) ?? '', last, text))
    ) {
      values.set(last, `${values.get(last)} ${text}`.trim());
    } else if (!found && !isUnknownField(line.text, values)) break;
    end = line.end;
  }
  const from = address.exec(values.get('from') ?? '')?.[0];
  if (from === undefined || !hasEnough(values, said)) return null;
  return {
    from: from.toLowerCase(),
    fromName: nameBefore(values.get('from') ?? '', from),
    subject: values.get('subject')?.replace(/\s+/g, ' ').trim() || undefined,
    end,
  };
}

/** A sender whose address is on the next line, or a subject that was wrapped within a word or before its end. */
const isContinued = (value: string, kind: HeaderKind, next: string): boolean =>
  kindOf(next) === null &&
  next.length < 100 &&
  ((kind === 'from' && !address.test(value) && address.test(next)) ||
    (kind === 'to' && /[,;<]$/.test(value)) ||
    (kind === 'subject' && value.length >= 55));

function attributionAt(lines: readonly BodyLine[], at: number): Head | null {
  const near = lines.slice(Math.max(0, at - 2), at + 1).filter((line) => plain(line.text) !== '');
  for (const count of [1, 2, 3]) {
    const text = near
      .slice(-count)
      .map((line) => plain(line.text))
      .join(' ');
    const from = address.exec(text)?.[0];
    if (from === undefined || !/\d/.test(text)) continue;
    const before = text
      .slice(0, text.indexOf(from))
      .replace(/[(<"[]+\s*$/, '')
      .trim();
    const name = /(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s?[ap]m)?,?\s+)([^\d<>]+)$/iu.exec(before)?.[1]?.trim();
    return {
      from: from.toLowerCase(),
      fromName: name?.replace(/^schreef\s+|[,"]+$/gi, '') || undefined,
      subject: undefined,
      end: lines[at]?.end ?? 0,
    };
  }
  return null;
}

/** An unknown field before the subject, which ends most headers. */
const isUnknownField = (line: string, values: ReadonlyMap<HeaderKind, string>): boolean =>
  !values.has('subject') && /^[\p{L}/ -]{2,20}\s?:\s/u.test(plain(line));

const plain = (text: string): string =>
  text
    .replace(/^[>\s*|]+/, '')
    .replace(/\*/g, '')
    .trim();

function kindOf(line: string): { readonly kind: HeaderKind; readonly value: string } | null {
  if (!/[:：]/.test(line)) return null;
  const text = plain(line);
  const match = /^([\p{L}() -]{1,20}?)\s?[:：]\s*(.*)$/u.exec(text);
  const kind = match ? kindByWord.get(bare(match[1] ?? '')) : undefined;
  return match && kind ? { kind, value: match[2] ?? '' } : null;
}

const nameBefore = (value: string, from: string): string | undefined =>
  value
    .slice(0, value.indexOf(from))
    .replace(/[<"*[\](']|mailto:|&lt;/g, '')
    .trim() || undefined;
