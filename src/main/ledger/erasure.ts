import type { AlertId } from '../../shared/alert-rules/alert.ts';
import { alertIdSchema } from '../../shared/alert-rules/alert.ts';
import { erasedWords, withoutCustomer } from '../../shared/customer/erase.ts';
import type { DraftFactState, Entry } from '../../shared/entry.ts';
import type { DraftId, OrderId } from '../../shared/ids.ts';
import { alertKeyStart } from '../notice-kinds.ts';
import type { Progress } from './catch-up.ts';
import { eachInSteps } from './catch-up.ts';
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

/** Set while what was erased may still be read out of the file's free space. */
const purgeSetting = 'ledger.purge';

/** Counted up when more is taken out than before: who was erased by an earlier app is then erased again. */
const erasureRule = '4';
const erasureSetting = 'ledger.erasure';

/** How a document's state says that its text is gone; why, it needs no words. */
const erasedReason = 'erased';

/** What has to be added up anew. */
export type Erased = {
  /** The alerts whose words are gone. */
  readonly alerts: readonly AlertId[];
  /** The orders of which an entry is without somebody, whoever made them: a person may have bought for others too. */
  readonly orders: readonly OrderId[];
};

export type Erasure = {
  /**
   * An entry as it may be written down: itself, or another one without what tells of a customer who was erased, of which nothing
   * is to be kept but what this version reads.
   */
  readonly without: (entry: Entry) => Entry;
  /** Takes a customer out of all that stands in the ledger's log, outbox and documents. */
  readonly erase: (entry: Entry) => Erased;
  /** By what the log says was erased, once a ledger, what an earlier app has left. @param erase called with each of it */
  readonly again: (erase: (entry: Entry) => void) => Iterable<Progress>;
};

/** Takes out of the file what told of a customer: entries keep their place and number, and lose these words for good. */
export function createErasure(database: Database): Erasure {
  const settings = createSettings(database);
  let isSecure = false;
  // freed space is written over with zeros, at the price of more writing
  const secure = (isOn: boolean): void => {
    if (isSecure === isOn) return;
    database.pragma(`secure_delete = ${isOn ? 'ON' : 'OFF'}`);
    isSecure = isOn;
  };
  database.onCommit(() => secure(false));

  /** Of whom orders were erased in this transaction; where else they stand is looked for once, at its end. */
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
    // an alert is told by itself, and of a link it says which
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

  /** Writes what stands under a condition without the customer, where it stands. @returns the orders they are of */
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
        // also of what was rewritten before: an earlier app did not add these up anew
        if (entry.orderId !== null) orders.push(entry.orderId);
        // what only a newer version reads may tell of them too
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

  /** Whether the draft order has still to be made here, which nothing but its form tells how. */
  const isOwed = (draft: string): boolean =>
    database.get(
      'SELECT 1 FROM settings s, json_each(s.value) d WHERE s.name = ? AND d.value = ?',
      makingList,
      draft,
    ) !== undefined;

  /** What has to be remembered beside it to find the draft order in Shopify names nobody. */
  function eraseForm(draft: DraftId): void {
    const name = formName(draft);
    if (settings.get(name) === null) return;
    secure(true);
    enqueuePurge(database);
    settings.set(name, null);
  }

  /** An earlier app kept whole what tells of no order, with whoever was in it: of what is understood nothing is read any more. */
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
        // its link is erased: from now on it is by its own name too, as what may be rewritten is told by
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
    *again(eraseOne) {
      if (settings.get(erasureSetting) === erasureRule) return;
      yield* database.inSteps(function* () {
        const rows = database.all("SELECT * FROM facts WHERE kind = 'customer-erased' ORDER BY row");
        yield* eachInSteps(readEntries(rows).entries, eraseOne);
        yield* blankNoOrders();
        settings.set(erasureSetting, erasureRule);
      });
    },
  };
}

const aboutCustomer = 'customer:';
/** Nothing is made of the form any more. */
const endsMaking: ReadonlySet<DraftFactState> = new Set(['ready', 'failed']);

/** Deliveries that no order came of, as they could not be read, and the views of this computer that look for who was erased. */
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

/** The alerts of a link, which are about no order. */
const alertsOfDraft = (database: Database, draft: string): readonly AlertId[] =>
  ['entries', 'twins']
    .flatMap((table) =>
      database.all(
        // what is told of a link begins so: the other subjects are not looked through
        `SELECT DISTINCT subject FROM ${table}
         WHERE subject >= 'unpaid:' AND subject < 'unpaid;' AND kind = 'alert-raised' AND data ->> '$.draft' = ?`,
        draft,
      ),
    )
    .map((row) => alertIdSchema.parse(row.subject));

/** What was owed to managers of an alert stays for ever, with the words they were told. */
function blankAlerts(database: Database, alerts: readonly AlertId[], orderId: string | null): void {
  database.run(
    `UPDATE messages SET payload = json_set(payload, '$.text', ?1)
     WHERE key >= ?2 AND key < ?3 AND payload ->> '$.text' <> ?1
       AND (payload ->> '$.orderId' = ?4 OR payload ->> '$.alert' IN (SELECT value FROM json_each(?5)))`,
    erasedWords,
    alertKeyStart,
    // the keys that begin so lie side by side
    `${alertKeyStart}\u{10ffff}`,
    orderId,
    JSON.stringify(alerts),
  );
}

/** Of a document only that it came stays, so that it is not taken for a new one when it comes again. */
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

/** Blanks what came of orders whose customer was erased before. @returns whether there was any */
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

/** What was erased may stand in the file's free space: it is written anew, at the next start at the latest. */
export const enqueuePurge = (database: Database): void => createSettings(database).set(purgeSetting, 'owed');

const searches = ['order_search', 'contact_search', 'notice_search', 'customer_index_search'] as const;

/** What became of it; `read`: somebody reads what stood there before, which stays until then, and it is owed still. */
type Purged = 'not-owed' | 'done' | 'read';

function writeAnew(database: Database): void {
  // an index keeps the words of a row that is gone until its parts are merged
  for (const search of searches) database.exec(`INSERT INTO ${search} (${search}) VALUES ('optimize')`);
  database.exec('VACUUM');
}

/**
 * Writes the file anew, so that nothing that was erased is left in its free space, its search indexes or its log. It takes
 * as long as copying the file, and nothing else is done meanwhile. The copy beside it goes at once, be there room for that or not.
 */
export function purge(database: Database, file: string): Purged {
  const settings = createSettings(database);
  if (settings.get(purgeSetting) === null) return 'not-owed';
  try {
    writeAnew(database);
  } catch (error) {
    // a damaged file is repaired from it
    if (isDamage(error)) throw error;
    // what the disk has no room for beside the copy may fit in its place, and the copy is made again before the next start
    dropCopy(file);
    writeAnew(database);
  }
  // it is of before, whoever reads the file itself
  dropCopy(file);
  // what was written anew stands in the log until then; it says whether a reader kept it from the file
  if (database.pragma('wal_checkpoint(TRUNCATE)') !== 0) return 'read';
  settings.set(purgeSetting, null);
  return 'done';
}
