import { z } from 'zod';
import { isContent } from '../../shared/content-entry.ts';
import type { Entry, EntryOf } from '../../shared/entry.ts';
import { parseEntry } from '../../shared/entry.ts';
import type { OrderId } from '../../shared/ids.ts';
import type { OrderContent } from '../../shared/order.ts';
import { messageOf } from '../../shared/problem.ts';
import { count, int, json, maybeText, text } from './columns.ts';
import type { Database, Row } from './database.ts';

/** The highest sequence of a computer; 0 before its first event. */
export const lastSeq = (database: Database, deskId: string): number =>
  count(database.get('SELECT coalesce(max(seq), 0) AS n FROM entries WHERE desk = ?', deskId));

/** The deduplicated facts of an order, in the order of their arrival here. */
export const factsOfOrder = (database: Database, id: OrderId): readonly Entry[] =>
  readEntries(database.all('SELECT * FROM facts WHERE order_id = ? ORDER BY row', id)).entries;

/** Every content event of the order, oldest here first. */
export const contentsOfOrder = (database: Database, id: OrderId): readonly OrderContent[] =>
  factsOfOrder(database, id)
    .filter(isContent)
    .map(({ data }) => data.order.content);

/** The deduplicated facts about a draft, a person or the tag of a copy, in the order of their arrival here. */
export const factsOfSubject = (database: Database, subject: string): readonly Entry[] =>
  readEntries(database.all('SELECT * FROM facts WHERE subject = ? ORDER BY row', subject)).entries;

/** Finds alerts by their id prefix; no other index covers them. */
export const alertsSince = (database: Database, time: number): readonly EntryOf<'alert-raised'>[] =>
  readEntries(
    database.all(
      "SELECT * FROM facts WHERE id >= 'alert:' AND id < 'alert;' AND recorded_at >= ? ORDER BY row",
      time,
    ),
  ).entries.filter((entry) => entry.kind === 'alert-raised');

/** Subject of computer names and removals. */
export const deskNames = 'desks';
/** Subject of the notification rules of the shop. */
export const bellRules = 'bell';
/** Subject of the managers' shifts. */
export const duties = 'duties';
/** Subject of the commissions of the sources. */
export const commissions = 'commissions';
/** Subject of the shop's time zone. */
export const shopZone = 'zone';
/** Subject of approved senders and requests for approval. */
export const orderSenders = 'senders';
/** Subject of taught and removed mail templates. */
export const taughtTemplates = 'recipes';

/** Subject of the decisions on two customers. */
export const pairSubject = (one: OrderId, other: OrderId): string => `customers:${one}|${other}`;
/** Subject of the notes and marks of a customer. */
export const saidSubject = (about: OrderId): string => `customer:${about}`;

/** The subject of an event: a draft, person or alert, or one of the subjects above. */
export function subjectOf(entry: Entry): string | null {
  switch (entry.kind) {
    case 'draft-changed':
    case 'link-sent':
    case 'draft-opened':
    case 'draft-closing':
    case 'draft-linked':
      return entry.data.draftId;
    case 'touched':
    case 'chat-answered':
      return entry.data.subscriberId;
    case 'copy-asked':
      return entry.data.tag;
    case 'customer-decided':
      return pairSubject(entry.data.one, entry.data.other);
    case 'customer-noted':
    case 'customer-note-withdrawn':
    case 'customer-marked':
      return saidSubject(entry.data.about);
    case 'customer-erased':
      return entry.data.draft ?? entry.data.person ?? null;
    case 'desk-named':
    case 'desk-forgotten':
    case 'leader-set':
      return deskNames;
    case 'bell-set':
      return bellRules;
    case 'duty-set':
      return duties;
    case 'commission-set':
      return commissions;
    case 'zone-set':
      return shopZone;
    case 'sender-found':
    case 'sender-decided':
      return orderSenders;
    case 'recipe-taught':
    case 'recipe-withdrawn':
      return taughtTemplates;
    case 'alert-raised':
    case 'alert-ended':
      return entry.data.alert;
    default:
      return null;
  }
}

export type Unreadable = { readonly id: string; readonly kind: string; readonly why: string };

/**
 * Parses the events of these rows. An event that the schemas reject was written by another version, or is damaged: it stays
 * stored and is ignored, so that the rest of the ledger works. `verify` reports it.
 */
export function readEntries(rows: readonly Row[]): {
  readonly entries: readonly Entry[];
  readonly unreadable: readonly Unreadable[];
} {
  const entries: Entry[] = [];
  const unreadable: Unreadable[] = [];
  for (const row of rows) {
    try {
      entries.push(entryOf(row));
    } catch (error) {
      unreadable.push({ id: text(row, 'id'), kind: text(row, 'kind'), why: refusalOf(error) });
    }
  }
  return { entries, unreadable };
}

const refusalOf = (error: unknown): string => {
  if (!(error instanceof z.ZodError)) return messageOf(error);
  return error.issues
    .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
    .join('; ');
};

const entryOf = (row: Row): Entry =>
  parseEntry({
    id: text(row, 'id'),
    desk: text(row, 'desk'),
    seq: int(row, 'seq'),
    orderId: maybeText(row, 'order_id'),
    kind: text(row, 'kind'),
    at: int(row, 'at'),
    recordedAt: int(row, 'recorded_at'),
    by: text(row, 'by'),
    data: json(row, 'data'),
  });
