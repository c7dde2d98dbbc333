const headLimit = 256_000;
/** Charset declarations of the body, or of its first parts, are searched in this many bytes. */
const searchedForCharset = 64_000;
/** One byte is one character, and the first 128 are ASCII: decoding neither adds nor removes a comma or at sign. */
const singleByte =
  /^(?:windows-?125\d|cp-?125\d|iso-?8859-\d{1,2}|koi8-?[ru]|ibm866|latin\d|x-mac-cyrillic)$/i;

const ends = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 10 && (bytes[at + 1] === 10 || (bytes[at + 1] === 13 && bytes[at + 2] === 10));

/** The offset of the blank line after the headers; the length if there is none within the limit. */
function headEnd(raw: Uint8Array): number {
  const limit = Math.min(raw.length, headLimit);
  for (let at = 0; at < limit; at += 1) if (ends(raw, at)) return at;
  return limit;
}

/**
 * Converts the headers of a message to UTF-8: old shop scripts write subjects and names in the charset of the body, without
 * declaring it. A message with ASCII or UTF-8 headers is returned unchanged.
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
  // A multi-byte character may be cut at the limit.
  const text = new TextDecoder().decode(bytes.length === headLimit ? bytes.subarray(0, -4) : bytes);
  return !text.includes('\ufffd');
}

function charsetOf(raw: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(raw.subarray(0, searchedForCharset));
  return [...text.matchAll(/charset\s?=\s?["']?([\w-]{3,20})/gi)]
    .map(([, name = '']) => name)
    .find((name) => singleByte.test(name));
}

/** Three non-ASCII characters in a row are not a word in Latin letters. */
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
