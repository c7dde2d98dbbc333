import { parse, stringify } from 'lossless-json';
import type { DocumentId } from '../../shared/ids.ts';
import { Problem } from '../../shared/problem.ts';
import type { MailReader } from '../intake/mail/create-mail-reader.ts';
import type { Ledger, StoredDocument } from '../ports.ts';
import type { Handlers } from './dispatch.ts';

export type DocumentHandlerParts = {
  readonly ledger: Ledger;
  readonly showMail: MailReader['show'];
};

/** The original behind an order: a mail as it came, or the JSON of a delivery. */
export function createDocumentHandlers({
  ledger,
  showMail,
}: DocumentHandlerParts): Pick<Handlers, 'documents.read'> {
  return {
    'documents.read': async ({ id }) => {
      const document = findDocument(ledger, id);
      const { kind, receivedAt } = document;
      if (kind !== 'mail') return { id, kind, receivedAt, text: prettyJson(document), hasHtml: false };
      const { html, text } = await showMail(document.body);
      return { id, kind, receivedAt, text, hasHtml: html !== null };
    },
  };
}

/** @throws Problem `not-found` */
function findDocument(ledger: Ledger, id: DocumentId): StoredDocument {
  const document = ledger.documents.get(id);
  if (!document) throw new Problem('not-found', `There is no document ${id}`);
  return document;
}

/** Indented; numbers keep every digit, since ids may exceed 2^53. Text that is not JSON is shown unchanged. */
function prettyJson({ body }: StoredDocument): string {
  const text = Buffer.from(body).toString('utf8');
  try {
    return stringify(parse(text), undefined, 2) ?? text;
  } catch {
    return text;
  }
}
