import type { StoredMail } from './mailbox.ts';
import { headerOf, readHeaders } from './mailbox.ts';

/** One message in the requested format. */
export function messageOf(mail: StoredMail, format: string, only: readonly string[]): object {
  const message = {
    id: mail.id,
    threadId: mail.id,
    labelIds: mail.labelIds,
    snippet: headerOf(mail.headers, 'subject'),
    sizeEstimate: mail.raw.length,
    historyId: String(mail.historyId),
    internalDate: String(mail.receivedAt),
  };
  switch (format) {
    case 'minimal':
      return message;
    case 'raw':
      return { ...message, raw: mail.raw.toString('base64url') };
    case 'metadata': {
      const wanted = only.map((name) => name.toLowerCase());
      const headers = mail.headers.filter(
        ({ name }) => wanted.length === 0 || wanted.includes(name.toLowerCase()),
      );
      return { ...message, payload: { partId: '', mimeType: mimeType(mail.headers), headers } };
    }
    default:
      return { ...message, payload: partOf(mail.raw.toString('utf8'), '') };
  }
}

const mimeType = (headers: StoredMail['headers']): string =>
  headerOf(headers, 'content-type').split(';')[0]?.trim() || 'text/plain';

function partOf(
  source: string,
  partId: string,
): { readonly mimeType: string; readonly [key: string]: unknown } {
  const headers = readHeaders(source);
  const body = source.slice(/\r?\n\r?\n/.exec(source)?.index ?? source.length).replace(/^\r?\n\r?\n/, '');
  const part = { partId, mimeType: mimeType(headers), filename: '', headers };
  const boundary = /boundary="?([^";]+)"?/i.exec(headerOf(headers, 'content-type'))?.[1];
  if (part.mimeType.startsWith('multipart/') && boundary !== undefined) {
    const parts = body
      .split(`--${boundary}`)
      .slice(1, -1)
      .map((inner, index) =>
        partOf(inner.replace(/^\r?\n/, ''), partId === '' ? `${index}` : `${partId}.${index}`),
      );
    return { ...part, body: { size: 0 }, parts };
  }
  const data = decoded(body, headerOf(headers, 'content-transfer-encoding').toLowerCase());
  return { ...part, body: { size: data.length, data: data.toString('base64url') } };
}

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(body, 'utf8');
  const joined = body.replaceAll(/=\r?\n/g, '');
  return Buffer.from(
    joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}
