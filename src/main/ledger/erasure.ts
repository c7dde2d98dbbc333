import type { AlertId } from '../../shared/alert-rules/alert.ts';
import { alertIdSchema } from '../../shared/alert-rules/alert.ts';
import { erasedWords, withoutCustomer } from '../../shared/customer/erase.ts';
import type { DraftFactState, Entry } from '../../shared/entry.ts';
import type { DraftId, OrderId } from '../../shared/ids.ts';
import { alertKeyStart } from '../notice-kinds.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps, onceByRule } from './catch-up.ts';
import { bytes, count, int, text } from './columns.ts';
import type { Database } from './database.ts';
import { isDamage } from './database.ts';
import { documentText } from './document-text.ts';
import { documentKind } from './documents-of-order.ts';
import { formName, makingList } from './draft-settings.ts';
import { contentsOfOrder, readEntries, saidSubject, subjectOf } from './facts.ts';
import { createSettings } from './named-values.ts';
import type { PersonValues } from './person-values.ts';
import { isOfPerson, namesPerson, personValues, searchedText } from './person-values.ts';
import { dropCopy } from './repair/drop-copy.ts';

/** Set while erased text may still be readable in the free space of the file. */
const purgeSetting = 'ledger.purge';

/** Increase it when an erasure removes more than before: earlier erasures are then repeated. */
const erasureRule = { setting: 'ledger.erasure', rule: '4' };

/** The `reason` of a document whose text was erased. */
const erasedReason = 'erased';

/** The projections to rebuild. */
export type Erased = {
  /** Alerts whose text was erased. */
  readonly alerts: readonly AlertId[];
  /** Orders with an event that lost the customer's data. They can be other people's: one person may buy for another. */
  readonly orders: readonly OrderId[];
};

export type Erasure = {
  /**
   * Returns the event in the form that may be stored: unchanged, or without the data of an erased customer. Of a changed event
   * only the fields that this version parses are kept.
   */
  readonly without: (entry: Entry) => Entry;
  /** Erases a customer from the event log, the outbox and the documents. */
  readonly erase: (entry: Entry) => Erased;
  /** Repeats logged erasures once if an earlier app erased less. @param erase called for each erasure event */
  readonly again: (erase: (entry: Entry) => void) => Iterable<Progress>;
};

/** Erases customers from the file: events keep their row and sequence, and lose the personal data permanently. */
export function createErasure(database: Database): Erasure {
  const settings = createSettings(database);
  let isSecure = false;
  // SQLite then overwrites freed space with zeros, at the cost of more writes
  const secure = (isOn: boolean): void => {
    if (isSecure === isOn) return;
    database.pragma(`secure_delete = ${isOn ? 'ON' : 'OFF'}`);
    isSecure = isOn;
  };
  database.onCommit(() => secure(false));

  /** Customers whose orders were erased in this transaction; other tables are searched once, before the commit. */
  const erasedValues: PersonValues[] = [];
  database.beforeCommit(() => {
    const values = erasedValues.splice(0);
    if (values.length > 0) eraseElsewhere(database, values);
  });

  const isErasedOrder = (id: string): boolean =>
    database.get('SELECT 1 FROM erased_orders WHERE order_id = ?', id) !== undefined;

  function isErased(entry: Entry): boolean {
    if (entry.orderId !== null && isErasedOrder(entry.orderId)) return true;
    const subject = subjectOf(entry);
    if (subject === null) return false;
    if (subject.startsWith(aboutCustomer)) return isErasedOrder(subject.slice(aboutCustomer.length));
    // an alert has a subject of its own; an alert about a payment link also names the draft
    const about = entry.kind === 'alert-raised' ? (entry.data.draft ?? subject) : subject;
    const row = database.get('SELECT at FROM erased_subjects WHERE subject = ?', about);
    return row !== undefined && (entry.kind !== 'touched' || entry.at <= int(row, 'at'));
  }

  function eraseSubject(subject: string, at: number): readonly OrderId[] {
    database.run(
      `INSERT INTO erased_subjects (subject, at) VALUES (?1, ?2)
       ON CONFLICT (subject) DO UPDATE SET at = max(at, excluded.at)`,
      subject,
      at,
    );
    return rewrite('subject', subject);
  }

  /** Rewrites the matching events without the customer's data. @returns the order ids of these events */
  function rewrite(condition: string, value: string): readonly OrderId[] {
    const orders: OrderId[] = [];
    for (const table of ['entries', 'twins'] as const) {
      const key = table === 'entries' ? 'row' : 'twin';
      const id = table === 'entries' ? 't.id' : '(SELECT id FROM entries e WHERE e.row = t.row) AS id';
      const rows = database.all(
        `SELECT t.${key} AS place, ${id}, t.desk, t.seq, t.order_id, t.kind, t.at, t.recorded_at, t.by, t.data
         FROM ${table} t WHERE t.${condition} = ?`,
        value,
      );
      for (const row of rows) {
        const [entry] = readEntries([row]).entries;
        if (!entry || !isErased(entry)) continue;
        // includes events already rewritten: an earlier app did not rebuild their orders
        if (entry.orderId !== null) orders.push(entry.orderId);
        // fields that only a newer version parses may contain personal data
        database.run(
          'UPDATE linked_numbers SET raw = NULL WHERE desk = ? AND seq = ?',
          entry.desk,
          entry.seq,
        );
        database.run('DELETE FROM partly_read WHERE desk = ? AND seq = ?', entry.desk, entry.seq);
        const data = JSON.stringify(withoutCustomer(entry).data);
        if (data === text(row, 'data')) continue;
        database.run(`UPDATE ${table} SET data = ? WHERE ${key} = ?`, data, int(row, 'place'));
      }
    }
    return orders;
  }

  /** Whether this computer still has to create the draft order, for which it needs the form. */
  const isOwed = (draft: string): boolean =>
    database.get(
      'SELECT 1 FROM settings s, json_each(s.value) d WHERE s.name = ? AND d.value = ?',
      makingList,
      draft,
    ) !== undefined;

  /** Removes the form. The settings that remain to find the draft order in Shopify contain no personal data. */
  function eraseForm(draft: DraftId): void {
    const name = formName(draft);
    if (settings.get(name) === null) return;
    secure(true);
    enqueuePurge(database);
    settings.set(name, null);
  }

  /** Blanks processed webhooks that belong to no order: an earlier app kept their full text. */
  function* blankNoOrders(): Iterable<Progress> {
    const kept = database
      .all(
        `SELECT id FROM documents WHERE kind = 'webhook' AND state IN ('understood', 'ignored') AND length(body) > 0
           AND topic NOT IN ('orders/create', 'orders/updated', 'orders/paid', 'orders/cancelled')`,
      )
      .map((row) => text(row, 'id'));
    if (kept.length === 0) return;
    secure(true);
    enqueuePurge(database);
    yield* eachInSteps(kept, (id) => blank(database, [id]));
  }

  return {
    without(entry) {
      if (!isErased(entry)) return entry;
      if (entry.kind === 'draft-changed' && endsMaking.has(entry.data.state)) eraseForm(entry.data.draftId);
      if (entry.kind === 'alert-raised' && entry.data.draft !== undefined) {
        // rewriting finds alerts by subject, so the alert of an erased link needs its own row
        database.run(
          'INSERT OR IGNORE INTO erased_subjects (subject, at) SELECT ?1, at FROM erased_subjects WHERE subject = ?2',
          entry.data.alert,
          entry.data.draft,
        );
      }
      return { ...withoutCustomer(entry) };
    },
    erase(entry) {
      if (entry.kind !== 'customer-erased') return { alerts: [], orders: [] };
      secure(true);
      enqueuePurge(database);
      const { orderId, at } = entry;
      const { draft, person } = entry.data;
      const alerts = draft === undefined ? [] : alertsOfDraft(database, draft);
      const orders = [draft, person, ...alerts].flatMap((subject) =>
        subject === undefined ? [] : eraseSubject(subject, at),
      );
      if (draft !== undefined && !isOwed(draft)) eraseForm(draft);
      blankAlerts(database, alerts, orderId);
      if (orderId === null) return { alerts, orders };
      database.run('INSERT OR IGNORE INTO erased_orders (order_id) VALUES (?)', orderId);
      const documents = documentsOf(database, orderId);
      erasedValues.push(personValues(contentsOfOrder(database, orderId)));
      rewrite('order_id', orderId);
      rewrite('subject', saidSubject(orderId));
      blank(database, documents);
      for (const table of ['customer_notes', 'customer_marks']) {
        database.run(`DELETE FROM ${table} WHERE about = ?`, orderId);
      }
      const ended = database
        .all("SELECT DISTINCT subject FROM entries WHERE order_id = ? AND kind = 'alert-ended'", orderId)
        .map((row) => alertIdSchema.parse(row.subject));
      return { alerts: [...alerts, ...ended], orders: [...orders, orderId] };
    },
    again: (eraseOne) =>
      onceByRule(database, erasureRule, function* () {
        const rows = database.all("SELECT * FROM facts WHERE kind = 'customer-erased' ORDER BY row");
        yield* eachInSteps(readEntries(rows).entries, eraseOne);
        yield* blankNoOrders();
      }),
  };
}

const aboutCustomer = 'customer:';
/** States after which the form of a draft is not needed. */
const endsMaking: ReadonlySet<DraftFactState> = new Set(['ready', 'failed']);

/** Erases documents with data of these customers that belong to no order, and saved views that search for the customers. */
function eraseElsewhere(database: Database, erased: readonly PersonValues[]): void {
  const views = database.all('SELECT id, body FROM saved_views');
  for (const view of views) {
    const said = searchedText(text(view, 'body'));
    if (!erased.some((values) => namesPerson(said, values))) continue;
    database.run('DELETE FROM saved_views WHERE id = ?', text(view, 'id'));
  }
  const loose = database.all(
    `SELECT id, kind FROM documents WHERE state <> 'waiting' AND length(body) > 0
       AND NOT EXISTS (SELECT 1 FROM document_orders WHERE document = documents.id)`,
  );
  const theirs = loose.flatMap((row) => {
    // one at a time: all of them together may not fit in memory
    const document = database.get('SELECT headers, body FROM documents WHERE id = ?', text(row, 'id'));
    if (!document) return [];
    const body = documentText(documentKind(text(row, 'kind')), bytes(document, 'body'));
    const said = searchedText(`${text(document, 'headers')}\n${body}`);
    return erased.some((values) => isOfPerson(said, values)) ? [text(row, 'id')] : [];
  });
  blank(database, theirs);
}

const documentsOf = (database: Database, orderId: string): readonly string[] =>
  database
    .all(
      `SELECT document AS id FROM document_orders WHERE order_id = ?1
       UNION SELECT data ->> '$.documentId' FROM entries WHERE order_id = ?1 AND data ->> '$.documentId' IS NOT NULL
       UNION SELECT data ->> '$.documentId' FROM twins WHERE order_id = ?1 AND data ->> '$.documentId' IS NOT NULL`,
      orderId,
    )
    .map((row) => text(row, 'id'));

/** The alerts about a payment link; they belong to no order. */
const alertsOfDraft = (database: Database, draft: string): readonly AlertId[] =>
  ['entries', 'twins']
    .flatMap((table) =>
      database.all(
        // range on the alert's subject prefix, so that the index is used
        `SELECT DISTINCT subject FROM ${table}
         WHERE subject >= 'unpaid:' AND subject < 'unpaid;' AND kind = 'alert-raised' AND data ->> '$.draft' = ?`,
        draft,
      ),
    )
    .map((row) => alertIdSchema.parse(row.subject));

/** Replaces the text of alert messages in the outbox, which are never deleted. */
function blankAlerts(database: Database, alerts: readonly AlertId[], orderId: string | null): void {
  database.run(
    `UPDATE messages SET payload = json_set(payload, '$.text', ?1)
     WHERE key >= ?2 AND key < ?3 AND payload ->> '$.text' <> ?1
       AND (payload ->> '$.orderId' = ?4 OR payload ->> '$.alert' IN (SELECT value FROM json_each(?5)))`,
    erasedWords,
    alertKeyStart,
    // upper bound of the keys with this prefix
    `${alertKeyStart}\u{10ffff}`,
    orderId,
    JSON.stringify(alerts),
  );
}

/** Keeps the row of the document, so that a repeated delivery is recognized as a duplicate. */
export function blank(database: Database, documents: readonly string[]): void {
  for (const id of documents) {
    database.run(
      `UPDATE documents SET body = x'', reason = ?1,
         headers = CASE WHEN headers ->> '$."internal-date"' IS NULL THEN '{}'
           ELSE json_object('internal-date', headers ->> '$."internal-date"') END,
         state = CASE WHEN state IN ('waiting', 'parked', 'undecided') THEN 'ignored' ELSE state END
       WHERE id = ?2 AND length(body) > 0`,
      erasedReason,
      id,
    );
  }
}

/** Blanks a document of an order whose customer was erased before. @returns whether it was blanked */
export function blankOfErased(database: Database, document: string): boolean {
  const erased = count(
    database.get(
      `SELECT count(*) AS n FROM document_orders d JOIN erased_orders e USING (order_id) WHERE d.document = ?`,
      document,
    ),
  );
  if (erased === 0) return false;
  blank(database, [document]);
  enqueuePurge(database);
  return true;
}

/** Schedules a VACUUM, because erased text may remain in free space. It runs at the next start at the latest. */
export const enqueuePurge = (database: Database): void => createSettings(database).set(purgeSetting, 'owed');

const searches = ['order_search', 'contact_search', 'notice_search', 'clientele_search'] as const;

/** `read`: another process reads the old content, so the purge stays pending. */
type Purged = 'not-owed' | 'done' | 'read';

function writeAnew(database: Database): void {
  // an FTS5 index keeps the words of deleted rows until its segments are merged
  for (const search of searches) database.exec(`INSERT INTO ${search} (${search}) VALUES ('optimize')`);
  database.exec('VACUUM');
}

/**
 * Rewrites the file, so that no erased text remains in free space, search indexes or the WAL. Blocks for as long as copying the
 * file takes. The copy of the ledger is deleted even if the disk is too full to rewrite the file first.
 */
export function purge(database: Database, file: string): Purged {
  const settings = createSettings(database);
  if (settings.get(purgeSetting) === null) return 'not-owed';
  try {
    writeAnew(database);
  } catch (error) {
    // a repair needs the copy
    if (isDamage(error)) throw error;
    // deleting the copy may free enough disk space; it is made again before the next start
    dropCopy(file);
    writeAnew(database);
  }
  // the copy still contains the erased text
  dropCopy(file);
  // the rewritten pages are in the WAL until the checkpoint, which fails while another process reads
  if (database.pragma('wal_checkpoint(TRUNCATE)') !== 0) return 'read';
  settings.set(purgeSetting, null);
  return 'done';
}
