/** What a text of the shop can say of an order. */
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
/** A template's lines, each in its pieces. */
export type Template = readonly (readonly Piece[])[];

/** Why a text is no template; lines and columns are counted from 1, columns in UTF-16 units as an editor counts them. */
export type TemplateFault =
  | { readonly kind: 'unknown-field'; readonly name: string; readonly line: number; readonly column: number }
  | { readonly kind: 'stray-brace'; readonly line: number; readonly column: number }
  /** The items take lines of their own, and are listed once. */
  | { readonly kind: 'items-not-alone' | 'items-twice'; readonly line: number; readonly column: number };

/** UTF-16 units: what Messenger takes leaves room for the values. */
export const longestTemplate = 1_000;

/**
 * Reads a template: plain lines with fields such as `{number}`. Whatever is filled in later is never read as one.
 * @returns the first fault there is, where it has one
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

/** One line each but the items, which are a line an item; what an order does not have is not there. */
export type NoticeValues = {
  readonly [F in Exclude<NoticeField, 'items'>]?: string | undefined;
} & { readonly items: readonly string[] };

/** The lines of a template with its values. A line none of whose fields has a value falls away; one without fields stays. */
export function fillTemplate(lines: Template, values: NoticeValues): readonly string[] {
  const filled = lines.flatMap((pieces) => {
    if (pieces.some((piece) => piece.kind === 'field' && piece.field === 'items')) return values.items;
    const texts = pieces.map((piece) => (piece.kind === 'words' ? piece.text : textOf(values, piece.field)));
    const fields = pieces.flatMap((piece) => (piece.kind === 'field' ? [piece.field] : []));
    const isEmpty = fields.length > 0 && fields.every((one) => textOf(values, one) === '');
    return isEmpty ? [] : [texts.join('')];
  });
  // what fell away leaves no hole, at the ends neither
  const kept = filled.filter((text, index) => text.trim() !== '' || (filled[index - 1] ?? '').trim() !== '');
  return kept.at(-1)?.trim() === '' ? kept.slice(0, -1) : kept;
}

const textOf = (values: NoticeValues, name: NoticeField): string =>
  name === 'items' ? '' : (values[name] ?? '');

/** In words, with the place. */
export function faultText(fault: TemplateFault): string {
  const { line, column } = fault;
  switch (fault.kind) {
    case 'unknown-field':
      return `Line ${line}, column ${column}: there is no field “${fault.name.slice(0, 40)}”`;
    case 'stray-brace':
      return `Line ${line}, column ${column}: a brace without its other half; the buttons put fields in`;
    case 'items-not-alone':
      return `Line ${line}: the items need a line of their own`;
    case 'items-twice':
      return `Line ${line}: the items are listed already`;
  }
}
