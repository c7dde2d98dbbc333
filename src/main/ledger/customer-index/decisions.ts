import { saidOfCustomer, verdictOf } from '../../../shared/customer/fold.ts';
import type { Entry } from '../../../shared/entry.ts';
import type { Database } from '../database.ts';
import { factsOfSubject, pairSubject, saidSubject } from '../facts.ts';
import type { CustomerProjector } from './projector.ts';

/** Keeps the managers' notes, marks and decisions on customers in step with the events. */
export function projectSaid(database: Database, entry: Entry, customerIndex: CustomerProjector): void {
  if (entry.kind === 'customer-decided') {
    const { one, other } = entry.data;
    putVerdict(database, pairSubject(one, other));
    customerIndex.ofSaid(one, 'ties');
    customerIndex.ofSaid(other, 'ties');
  }
  if (
    entry.kind === 'customer-noted' ||
    entry.kind === 'customer-note-withdrawn' ||
    entry.kind === 'customer-marked'
  ) {
    putSaid(database, saidSubject(entry.data.about));
    customerIndex.ofSaid(entry.data.about, 'said');
  }
}

export function putVerdict(database: Database, subject: string): void {
  const verdict = verdictOf(factsOfSubject(database, subject));
  if (!verdict) return;
  const { one, other, lead, alone, decision, by, at } = verdict;
  database.run(
    `INSERT OR REPLACE INTO customer_verdicts (one, other, verdict, lead, alone, decision, by, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    one,
    other,
    verdict.verdict,
    lead,
    alone,
    decision,
    by,
    at,
  );
}

export function putSaid(database: Database, subject: string): void {
  const about = subject.slice('customer:'.length);
  const { notes, marks } = saidOfCustomer(factsOfSubject(database, subject));
  const isErased = database.get('SELECT 1 FROM erased_orders WHERE order_id = ?', about) !== undefined;
  database.run('DELETE FROM customer_notes WHERE about = ?', about);
  database.run('DELETE FROM customer_marks WHERE about = ?', about);
  // an erased customer has no notes; their events have no text
  if (isErased) return;
  for (const { note, text, by, at } of notes) {
    database.run(
      'INSERT OR REPLACE INTO customer_notes (note, about, text, by, at) VALUES (?, ?, ?, ?, ?)',
      note,
      about,
      text,
      by,
      at,
    );
  }
  for (const { mark, on, reason, decision, by, at } of marks) {
    database.run(
      'INSERT INTO customer_marks (about, mark, is_on, reason, decision, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      about,
      mark,
      on ? 1 : 0,
      reason,
      decision,
      by,
      at,
    );
  }
}
