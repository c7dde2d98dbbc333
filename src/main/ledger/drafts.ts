import { z } from 'zod';
import { draftStateSchema } from '../../shared/entry.ts';
import type { DraftId } from '../../shared/ids.ts';
import { draftIdSchema, orderIdSchema } from '../../shared/ids.ts';
import { moneySchema } from '../../shared/money.ts';
import type { DraftView } from '../../shared/views.ts';
import type { Drafts } from '../ports.ts';
import { json } from './columns.ts';
import type { Database, Row } from './database.ts';
import { entriesOfSubject } from './entries.ts';
import { foldDraft } from './fold-draft.ts';

const draftSchema = z
  .object({
    id: draftIdSchema,
    state: draftStateSchema,
    name: z.string(),
    title: z.string(),
    customerName: z.string(),
    total: moneySchema.nullable(),
    invoiceUrl: z.string().nullable(),
    reason: z.string().nullable(),
    createdAt: z.int(),
    changedAt: z.int(),
    orderId: orderIdSchema.nullable(),
  })
  .readonly();

export function createDrafts(database: Database): Drafts {
  const one = (row: Row | undefined): DraftView | null => (row ? draftOf(row) : null);
  return {
    get: (id) => one(database.get('SELECT body FROM drafts WHERE id = ?', id)),
    list: (limit) =>
      database.all('SELECT body FROM drafts ORDER BY created_at DESC, row DESC LIMIT ?', limit).map(draftOf),
    byTag: (tag) => one(database.get('SELECT body FROM drafts WHERE tag = ? ORDER BY row LIMIT 1', tag)),
  };
}

export function projectDraft(database: Database, id: DraftId): void {
  const draft = foldDraft(id, entriesOfSubject(database, id));
  if (!draft) return;
  database.run(
    `INSERT INTO drafts (id, tag, created_at, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET tag = excluded.tag, created_at = excluded.created_at, body = excluded.body`,
    id,
    draft.tag,
    draft.view.createdAt,
    JSON.stringify(draft.view),
  );
}

const draftOf = (row: Row): DraftView => draftSchema.parse(json(row, 'body'));
