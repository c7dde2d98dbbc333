import PostalMime from 'postal-mime';

/** What the head of a message says, without looking at its body. */
export type MailHeaders = {
  /** Null unless exactly one From header names exactly one address. */
  readonly from: string | null;
  /** Every address any From header names. */
  readonly anyFrom: readonly string[];
  readonly subject: string;
  readonly messageId: string | null;
  /** In wire order: the topmost was written last. */
  readonly authenticationResults: readonly string[];
};

const headLimit = 256_000;

export async function readMailHeaders(raw: Uint8Array): Promise<MailHeaders> {
  const email = await PostalMime.parse(`${headOf(raw)}\r\n\r\n`, { maxHeadersSize: headLimit * 2 });
  const froms = email.headers.filter((header) => header.key === 'from');
  const address = email.from?.group === undefined ? email.from?.address : undefined;
  const isOne =
    froms.length === 1 &&
    (froms[0]?.value.match(/@/g)?.length ?? 0) >= 1 &&
    !severalAddresses(froms[0]?.value ?? '');
  return {
    from: isOne && address ? address.toLowerCase() : null,
    anyFrom: froms
      .flatMap((header) => header.value.match(/[^\s<>",;:]+@[^\s<>",;:]+/g) ?? [])
      .map((address) => address.toLowerCase()),
    subject: email.subject ?? '',
    messageId: email.messageId ?? null,
    authenticationResults: email.headers
      .filter((header) => header.key === 'authentication-results')
      .map((header) => header.value),
  };
}

/** The head alone, so that a body of any size or shape costs nothing here. */
function headOf(raw: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(raw.subarray(0, headLimit));
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  // Latin-1 keeps every byte apart, so that a header in raw UTF-8 is still one.
  return new TextDecoder().decode(raw.subarray(0, end));
}

/** A comma outside quotes parts addresses. */
const severalAddresses = (value: string): boolean => value.replace(/"(?:[^"\\]|\\.)*"/g, '').includes(',');
