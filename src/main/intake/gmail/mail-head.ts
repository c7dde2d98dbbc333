export type HeaderField = {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, not decoded otherwise. */
  readonly value: string;
};

/** No order mail has a longer header; the parser would not read all of it either. */
const longestHead = 256_000;
const field = /^([!-9;-~]+)[ \t]*:(.*)$/s;

/**
 * The header fields of a raw message, topmost first. Null if mail programs could disagree on the header (a line that is no field,
 * a bare carriage return, a blank line with spaces), or if it does not end: its sender cannot be trusted.
 */
export function readHead(raw: Uint8Array): readonly HeaderField[] | null {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, longestHead));
  const text = start.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? (raw.byteLength < longestHead ? text.length : null);
  if (end === null) return null;
  const head = text.slice(0, end);
  if (/\r(?!\n)|\0|\n[ \t]+(?:\r?\n|$)|^[ \t]/.test(head)) return null;
  const lines = head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/);
  const fields: HeaderField[] = [];
  for (const line of lines) {
    const [, name, value] = field.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    // latin-1 preserved every byte, so that raw UTF-8 headers can be decoded
    fields.push({ name: name.toLowerCase(), value: Buffer.from(value, 'latin1').toString('utf8').trim() });
  }
  return fields;
}
