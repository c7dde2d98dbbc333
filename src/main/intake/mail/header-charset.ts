const headLimit = 256_000;
/** Where the body, or its first parts, say what they are written in. */
const searchedForCharset = 64_000;
/** One byte is one sign, and the first 128 are ASCII's: whatever is decoded, no comma or at sign comes or goes. */
const singleByte =
  /^(?:windows-?125\d|cp-?125\d|iso-?8859-\d{1,2}|koi8-?[ru]|ibm866|latin\d|x-mac-cyrillic)$/i;

const ends = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 10 && (bytes[at + 1] === 10 || (bytes[at + 1] === 13 && bytes[at + 2] === 10));

/** Where the blank line after the head begins; the length where there is none within reach. */
function headEnd(raw: Uint8Array): number {
  const limit = Math.min(raw.length, headLimit);
  for (let at = 0; at < limit; at += 1) if (ends(raw, at)) return at;
  return limit;
}

/**
 * A message whose head is UTF-8: old shop scripts write subjects and names as bytes of the body's own charset, without
 * saying so. One whose head is ASCII or UTF-8 comes back as it is.
 */
export function withUtf8Head(raw: Uint8Array): Uint8Array {
  const end = headEnd(raw);
  const head = raw.subarray(0, end);
  if (!head.some((byte) => byte > 127) || isUtf8(head)) return raw;
  const charset = charsetOf(raw) ?? (looksCyrillic(head) ? 'windows-1251' : 'windows-1252');
  const told = new TextEncoder().encode(decode(head, charset));
  const whole = new Uint8Array(told.length + raw.length - end);
  whole.set(told);
  whole.set(raw.subarray(end), told.length);
  return whole;
}

function isUtf8(bytes: Uint8Array): boolean {
  // A sign of several bytes may be cut where the head was.
  const text = new TextDecoder().decode(bytes.length === headLimit ? bytes.subarray(0, -4) : bytes);
  return !text.includes('\ufffd');
}

function charsetOf(raw: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(raw.subarray(0, searchedForCharset));
  return [...text.matchAll(/charset\s?=\s?["']?([\w-]{3,20})/gi)]
    .map(([, name = '']) => name)
    .find((name) => singleByte.test(name));
}

/** Three signs in a row beyond ASCII are no word in Latin letters. */
const looksCyrillic = (head: Uint8Array): boolean =>
  head.some((byte, at) => byte >= 0xc0 && (head[at + 1] ?? 0) >= 0xc0 && (head[at + 2] ?? 0) >= 0xc0);

function decode(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch (error) {
    if (error instanceof RangeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}
