/** The fields of a notification template. */
export const noticeFields = [
  'number',
  'source',
  'customer',
  'name',
  'phone',
  'email',
  'recipient',
  'address',
  'wanted',
  'items',
  'total',
  'payment',
  'note',
  'link',
] as const;
export type NoticeField = (typeof noticeFields)[number];

export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'field'; readonly field: NoticeField };
/** The lines of a template, each split into pieces. */
export type Template = readonly (readonly Piece[])[];

/** Why a template is invalid; lines and columns are counted from 1, columns in UTF-16 units as in an editor. */
export type TemplateFault =
  | { readonly kind: 'unknown-field'; readonly name: string; readonly line: number; readonly column: number }
  | { readonly kind: 'stray-brace'; readonly line: number; readonly column: number }
  /** The items must be alone on their line, and occur once. */
  | { readonly kind: 'items-not-alone' | 'items-twice'; readonly line: number; readonly column: number };

/** UTF-16 units; leaves room for the values within Messenger's limit. */
export const longestTemplate = 1_000;

/**
 * Parses a template: plain lines with fields such as `{number}`. Inserted values are never parsed.
 * @returns the first fault, if any
 */
export function readTemplate(
  text: string,
):
  | { readonly kind: 'template'; readonly lines: Template }
  | { readonly kind: 'fault'; readonly fault: TemplateFault } {
  const lines: (readonly Piece[])[] = [];
  let hasItems = false;
  for (const [index, written] of text.split(/\r\n|[\r\n\u2028\u2029]/).entries()) {
    const read = readLine(written, index + 1);
    if (!Array.isArray(read)) return { kind: 'fault', fault: read };
    const itemsAt = read.findIndex((piece) => piece.kind === 'field' && piece.field === 'items');
    if (itemsAt >= 0) {
      const place = { line: index + 1, column: written.indexOf('{items}') + 1 };
      if (read.length > 1) return { kind: 'fault', fault: { kind: 'items-not-alone', ...place } };
      if (hasItems) return { kind: 'fault', fault: { kind: 'items-twice', ...place } };
      hasItems = true;
    }
    lines.push(read);
  }
  return { kind: 'template', lines };
}

const field = /\{([^{}]*)\}|[{}]/g;

function readLine(written: string, line: number): Piece[] | TemplateFault {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of written.matchAll(field)) {
    const column = match.index + 1;
    const [whole, name] = match;
    if (name === undefined) return { kind: 'stray-brace', line, column };
    const known = noticeFields.find((one) => one === name);
    if (known === undefined) return { kind: 'unknown-field', name, line, column };
    if (match.index > from) pieces.push({ kind: 'words', text: written.slice(from, match.index) });
    pieces.push({ kind: 'field', field: known });
    from = match.index + whole.length;
  }
  if (from < written.length) pieces.push({ kind: 'words', text: written.slice(from) });
  return pieces;
}

/** One line per field, but one per item; missing values are absent. */
export type NoticeValues = {
  readonly [F in Exclude<NoticeField, 'items'>]?: string | undefined;
} & { readonly items: readonly string[] };

/** Fills a template. A line is dropped if it has fields and none has a value. */
export function fillTemplate(lines: Template, values: NoticeValues): readonly string[] {
  const filled = lines.flatMap((pieces) => {
    if (pieces.some((piece) => piece.kind === 'field' && piece.field === 'items')) return values.items;
    const texts = pieces.map((piece) => (piece.kind === 'words' ? piece.text : textOf(values, piece.field)));
    const fields = pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : []));
    const isEmpty = fields.length > 0 && fields.every((one) => textOf(values, one) === '');
    return isEmpty ? [] : [texts.join('')];
  });
  // dropped lines leave no blank lines, not even at the ends
  const kept = filled.filter((text, index) => text.trim() !== '' || (filled[index - 1] ?? '').trim() !== '');
  return kept.at(-1)?.trim() === '' ? kept.slice(0, -1) : kept;
}

const textOf = (values: NoticeValues, name: NoticeField): string =>
  name === 'items' ? '' : (values[name] ?? '');

/** The message with the position. */
export function faultText(fault: TemplateFault): string {
  const { line, column } = fault;
  switch (fault.kind) {
    case 'unknown-field':
      return `Line ${line}, column ${column}: there is no field “${fault.name.slice(0, 40)}”`;
    case 'stray-brace':
      return `Line ${line}, column ${column}: a brace has no match; use the buttons to insert fields`;
    case 'items-not-alone':
      return `Line ${line}: the items need a line of their own`;
    case 'items-twice':
      return `Line ${line}: the items are listed already`;
  }
}
