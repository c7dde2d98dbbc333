import type { CardVerdict } from '../../../shared/customer/persons.ts';
import { isSharedBy, mostCards } from '../../../shared/customer/persons.ts';
import type { Order } from '../../../shared/order.ts';
import type { Derived } from '../catch-up.ts';
import { text } from '../columns.ts';
import type { Database } from '../database.ts';
import type { StoredCard } from './card-store.ts';
import { cardOfRow, putCard } from './card-store.ts';
import { cardOfOrder, shareOf } from './projector.ts';
import { putSaid, putVerdict } from './said.ts';
import { settleAll } from './settle.ts';
import { allVerdicts } from './verdicts.ts';

/** Raise it when cards, persons or what is listed of them are made otherwise. */
export const clienteleDerived = { setting: 'ledger.clientele', rule: '1' } as const;

/** Makes the whole clientele anew; who is one person is worked out at the end, over all cards. */
export function clienteleAnew(database: Database): Derived {
  return {
    ...clienteleDerived,
    clear: () =>
      database.exec(`
        DELETE FROM card_orders;
        DELETE FROM card_keys;
        DELETE FROM cards;
        DELETE FROM clientele;
        DELETE FROM clientele_questions;
        DELETE FROM customer_verdicts;
        DELETE FROM customer_notes;
        DELETE FROM customer_marks;
        INSERT INTO clientele_search (clientele_search) VALUES ('delete-all');
      `),
    take: (row: number, order: Order) => {
      const card = cardOfOrder(order);
      if (card === null) return;
      database.run(
        'INSERT INTO card_orders (order_row, card, counts, net_minor, currency) VALUES (?, ?, ?, ?, ?)',
        row,
        putCard(database, card),
        ...Object.values(shareOf(order)),
      );
    },
    finish() {
      for (const row of database.all(
        "SELECT DISTINCT subject FROM facts WHERE subject >= 'customer:' AND subject < 'customert'",
      )) {
        const subject = text(row, 'subject');
        if (subject.startsWith('customers:')) putVerdict(database, subject);
        else putSaid(database, subject);
      }
      for (const { cards, verdicts, isShared } of regionsOf(database)) {
        settleAll(database, { cards, verdicts, before: [], isShared, stale: { add: () => {} } });
      }
      database.exec(
        'INSERT INTO clientele_search (rowid, words) SELECT row, words FROM clientele ORDER BY row',
      );
    },
  };
}

export type Region = {
  readonly cards: readonly StoredCard[];
  readonly verdicts: readonly CardVerdict[];
  readonly isShared: (key: string) => boolean;
};

/** All cards, in parts that have nothing to do with each other. */
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
  const shared = new Set(
    [...byKey]
      .filter(([key, those]) => (isOwn(key) ? isSharedBy(those) : those.length > mostCards))
      .map(([key]) => key),
  );
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
      for (const key of [...card.own, ...card.hints]) {
        if (!shared.has(key)) for (const other of byKey.get(key) ?? []) region.add(other);
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
      verdicts: [...new Set([...region].flatMap(({ key }) => said.get(key) ?? []))],
      isShared: (key) => shared.has(key),
    });
  }
  return regions;
}

const isOwn = (key: string): boolean => key.startsWith('tel:') || key.startsWith('mail:');
