export type HeaderField = {
  /** Lower case. */
  readonly name: string;
  /** Unfolded, and not decoded in any other way. */
  readonly value: string;
};

/** Longer heads are nobody's order mail; the app's mail reader would not see all of one either. */
const longestHead = 256_000;
const field = /^([!-9;-~]+)[ \t]*:(.*)$/s;

/**
 * The header fields of a raw message in wire order, the topmost first. Null where two mail programs could disagree about
 * what the head says (a line that is no field, a bare carriage return, a line of blanks that one takes for its end), or
 * where it does not end: nothing such a head says about its sender can be relied on.
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
    // latin-1 kept every byte apart, so that a header in raw UTF-8 is still one
    fields.push({ name: name.toLowerCase(), value: Buffer.from(value, 'latin1').toString('utf8').trim() });
  }
  return fields;
}
