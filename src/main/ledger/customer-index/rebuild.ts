import { cardOf } from '../../../shared/customer/card.ts';
import type { CardVerdict } from '../../../shared/customer/persons.ts';
import { mostSharing } from '../../../shared/customer/suggestions.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import type { Order } from '../../../shared/order.ts';
import type { Derived } from '../catch-up.ts';
import { int, text } from '../columns.ts';
import type { Database } from '../database.ts';
import type { StoredCard } from './card-store.ts';
import { cardOfRow, cardsWhere, isSameTold, putCard, toldOfRow } from './card-store.ts';
import { customerWords } from './customer-row.ts';
import { putSaid, putVerdict } from './decisions.ts';
import { shareOf, toldOfOrder } from './projector.ts';
import { settleAll } from './settle.ts';
import { tiesOf } from './shared-hints.ts';
import { isSharedKey, putNames } from './shared-keys.ts';
import { allVerdicts } from './verdicts.ts';

/** Increase the rule when cards, grouping or the customer rows change. */
export const customersDerived = { setting: 'ledger.clientele', rule: '6', before: '5' } as const;

/** Rebuilds the whole customer index; cards are grouped into customers at the end. */
export function rebuildCustomers(database: Database): Derived {
  return {
    ...customersDerived,
    clear: () =>
      database.exec(`
        DELETE FROM card_orders;
        DELETE FROM card_keys;
        DELETE FROM cards;
        DELETE FROM key_names;
        DELETE FROM shared_keys;
        DELETE FROM clientele;
        DELETE FROM clientele_questions;
        DELETE FROM customer_verdicts;
        DELETE FROM customer_notes;
        DELETE FROM customer_marks;
        INSERT INTO clientele_search (clientele_search) VALUES ('delete-all');
      `),
    take: (row: number, order: Order) => {
      const told = toldOfOrder(order);
      if (told === null) return;
      putNames(database, row, { before: null, told });
      database.run(
        'INSERT INTO card_orders (order_row, told, counts, net_minor, currency) VALUES (?, ?, ?, ?, ?)',
        row,
        JSON.stringify(told),
        ...Object.values(shareOf(order)),
      );
    },
    finish() {
      putAllToCards(database);
      for (const row of database.all(
        "SELECT DISTINCT subject FROM facts WHERE subject >= 'customer:' AND subject < 'customert'",
      )) {
        const subject = text(row, 'subject');
        if (subject.startsWith('customers:')) putVerdict(database, subject);
        else putSaid(database, subject);
      }
      const rows: number[] = [];
      for (const region of regionsOf(database)) {
        settleAll(database, { ...region, before: [], stale: { add: (row) => rows.push(row) } });
      }
      for (const row of rows) {
        database.run(
          'INSERT INTO clientele_search (rowid, words) VALUES (?, ?)',
          row,
          customerWords(cardsWhere(database, 'customer', [row])),
        );
      }
    },
  };
}

function putAllToCards(database: Database): void {
  const keys = database
    .all('SELECT key FROM key_names GROUP BY key HAVING count(DISTINCT name) > 1')
    .map((row) => text(row, 'key'));
  const shared = new Set(keys.filter((key) => isSharedKey(database, key)));
  for (const key of shared) database.run('INSERT INTO shared_keys (key) VALUES (?)', key);
  for (const row of database.all(
    'SELECT m.order_row, m.told, o.id, NULL AS key FROM card_orders m JOIN orders o ON o.row = m.order_row ORDER BY m.order_row',
  )) {
    const told = toldOfRow(row);
    const card = cardOf(orderIdSchema.parse(row.id), told, (key) => shared.has(key));
    database.run(
      'UPDATE card_orders SET card = ?, told = ? WHERE order_row = ?',
      putCard(database, card).row,
      isSameTold(told, card) ? null : JSON.stringify(told),
      int(row, 'order_row'),
    );
  }
}

export type Region = {
  readonly cards: readonly StoredCard[];
  readonly verdicts: readonly CardVerdict[];
  readonly isCrowded: (hint: string) => boolean;
};

/** All cards, divided into regions without a connection. */
export function regionsOf(database: Database): readonly Region[] {
  const cards = database.all('SELECT * FROM cards ORDER BY row').map(cardOfRow);
  const byKey = new Map<string, StoredCard[]>();
  for (const card of cards) {
    for (const key of [...card.own, ...card.hints]) {
      const those = byKey.get(key);
      if (those) those.push(card);
      else byKey.set(key, [card]);
    }
  }
  const isCrowded = (hint: string): boolean => (byKey.get(hint)?.length ?? 0) > mostSharing;
  const verdicts = allVerdicts(database);
  const said = new Map<string, CardVerdict[]>();
  for (const verdict of verdicts) {
    for (const key of [verdict.one, verdict.other]) said.set(key, [...(said.get(key) ?? []), verdict]);
  }
  const named = new Map(cards.map((card) => [card.key, card] as const));
  const seen = new Set<StoredCard>();
  const regions: Region[] = [];
  for (const first of cards) {
    if (seen.has(first)) continue;
    const region = new Set([first]);
    for (const card of region) {
      for (const key of tiesOf(card, isCrowded)) {
        for (const other of byKey.get(key) ?? []) region.add(other);
      }
      for (const { one, other } of said.get(card.key) ?? []) {
        for (const key of [one, other]) {
          const also = named.get(key);
          if (also) region.add(also);
        }
      }
    }
    for (const card of region) seen.add(card);
    regions.push({
      cards: [...region],
      isCrowded,
      verdicts: [...new Set([...region].flatMap(({ key }) => said.get(key) ?? []))],
    });
  }
  return regions;
}
