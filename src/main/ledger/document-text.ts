import { parseJson } from '../../shared/parse-json.ts';
import type { StoredDocument } from '../ports.ts';

/** The searchable text of a stored document. Uses no parser, because a document may be parked since none could parse it. */
export function documentText(kind: StoredDocument['kind'], body: Uint8Array): string {
  const bytes = Buffer.from(body);
  if (kind === 'mail') return mailText(bytes);
  const parsed = parseJson(bytes.toString('utf8'));
  return parsed === undefined ? bytes.toString('utf8') : stringsIn(parsed).join('\n');
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Of each way a mail may have been encoded, whichever it was; tags between two words are spaces. */
function mailText(bytes: Buffer): string {
  const raw = bytes.toString('latin1');
  const encoded = [...raw.matchAll(/(?:[A-Za-z0-9+/]{20,}\r?\n)*[A-Za-z0-9+/]{20,}={0,2}/g)].map(([run]) =>
    Buffer.from(run, 'base64'),
  );
  const words = [...raw.matchAll(/=\?[^?\s]+\?([BbQq])\?([^?]*)\?=/g)].map(([, way, text = '']) =>
    way?.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quoted(text.replaceAll('_', ' ')),
  );
  const charset = /charset="?([\w-]+)/i.exec(raw)?.[1] ?? 'utf-8';
  const isUtf8 = /^utf-?8$/i.test(charset);
  return [bytes, quoted(raw), ...encoded, ...words]
    .flatMap((part) => [part.toString('utf8'), ...(isUtf8 ? [] : [decoded(part, charset)])])
    .map((text) => text.replace(/<[^>]*>/g, ' ').replace(/&#(x?)([0-9a-f]+);/gi, character))
    .join('\n');
}

const quoted = (text: string): Buffer =>
  Buffer.from(
    text
      .replace(/=\r?\n/g, '')
      .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    'latin1',
  );

function decoded(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return ''; // no charset that is known here: it was read as UTF-8
  }
}

function character(_: string, hex: string, code: string): string {
  const point = Number.parseInt(code, hex === '' ? 10 : 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ' ';
}
