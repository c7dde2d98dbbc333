import { z } from 'zod';
import type { CustomerMark } from '../../../shared/customer/entries.ts';
import { customerMarks } from '../../../shared/customer/entries.ts';
import type { PairVerdict } from '../../../shared/customer/fold.ts';
import { averageOf } from '../../../shared/customer/value.ts';
import type { CustomerDetail, CustomerQuestion, TieDecision } from '../../../shared/customer/view.ts';
import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import { flag, int, json, maybeText, text } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { createDrafts } from '../drafts.ts';
import { orderRow } from '../order-columns.ts';
import { createPeople } from '../people.ts';
import { cardsWhere } from './card-store.ts';
import { customerRow } from './customer-list.ts';
import { partsOf } from './customer-parts.ts';
import { totalsSchema } from './customer-row.ts';
import { tiedTo } from './linked-records.ts';
import { withParts } from './order-parts.ts';
import { pairVerdictsOn } from './pair-verdict.ts';

/** Limits of the lists on the page, since longer ones are not read. */
const mostOrders = 200;
const mostWritings = 20;
const mostFavourites = 5;

/** @param row of `clientele` */
export function customerDetail(database: Database, row: Row): CustomerDetail {
  const cards = cardsWhere(database, 'customer', [int(row, 'row')]);
  const orders = database.all(
    `SELECT m.card, m.counts, o.* FROM card_orders m JOIN orders o ON o.row = m.order_row
     WHERE m.card IN (SELECT value FROM json_each(?)) ORDER BY o.received_at DESC, o.id DESC`,
    JSON.stringify(cards.map((card) => card.row)),
  );
  const ids = orders.map((order) => orderIdSchema.parse(order.id));
  const rows = JSON.stringify(orders.map((order) => int(order, 'row')));
  const named = withParts(database, ids);
  const verdicts = pairVerdictsOn(database, named);
  const own = new Set<string>(named);
  const { people, drafts } = tiedTo(database, ids);
  const [allPeople, allDrafts] = [createPeople(database), createDrafts(database)];
  return {
    row: customerRow(row),
    names: distinct(orders.map((order) => text(order, 'customer_name'))),
    phones: writingsOf(database, rows, '$.content.customer.phone'),
    emails: writingsOf(database, rows, '$.content.customer.email'),
    addresses: writingsOf(database, rows, '$.content.address'),
    values: totalsSchema.parse(json(row, 'totals')).map((value) => ({
      total: { minor: value.minor, currency: value.currency },
      orders: value.orders,
      average: averageOf(value),
    })),
    cancelled: orders.filter((order) => int(order, 'counts') === 0).length,
    open: orders.filter((order) => flag(order, 'open')).length,
    favourites: favouritesOf(database, rows),
    orders: orders.slice(0, mostOrders).map((order) => orderRow(order, { isSame: false, isUnread: false })),
    parts: partsOf(
      database,
      cards,
      orders,
      verdicts.filter(({ one, other }) => own.has(one) && own.has(other)),
    ),
    questions: questionsOf(database, int(row, 'row')),
    decisions: decisionsOf(database, own, verdicts),
    ...saidOf(database, named),
    people: people.flatMap((id) => allPeople.get(id) ?? []),
    drafts: drafts
      .flatMap((id) => allDrafts.get(id) ?? [])
      .toSorted((a, b) => b.createdAt - a.createdAt)
      .slice(0, mostWritings),
  };
}

const distinct = (values: readonly string[]): readonly string[] =>
  [...new Set(values.filter((value) => value !== ''))].slice(0, mostWritings);

/** The values of a field of the orders, latest first. */
const writingsOf = (database: Database, rows: string, path: string): readonly string[] =>
  distinct(
    database
      .all(
        `SELECT b.body ->> ?2 AS value, max(o.received_at) AS last FROM orders o JOIN order_bodies b USING (row)
         WHERE o.row IN (SELECT value FROM json_each(?1)) AND value IS NOT NULL GROUP BY value ORDER BY last DESC LIMIT ?3`,
        rows,
        path,
        mostWritings,
      )
      .map((one) => text(one, 'value').trim()),
  );

const favouritesOf = (database: Database, rows: string): CustomerDetail['favourites'] =>
  database
    .all(
      `SELECT i.value ->> '$.title' AS title, sum(coalesce(i.value ->> '$.left', i.value ->> '$.quantity')) AS quantity
       FROM order_bodies b JOIN orders o USING (row), json_each(b.body, '$.content.items') i
       WHERE b.row IN (SELECT value FROM json_each(?)) AND o.status <> 'cancelled' AND title <> ''
         AND coalesce(i.value ->> '$.left', 1) <> 0
       GROUP BY title ORDER BY quantity DESC, title LIMIT ?`,
      rows,
      mostFavourites,
    )
    .map((row) => ({ title: text(row, 'title'), quantity: int(row, 'quantity') }));

const becauseSchema = z.array(z.string()).readonly();

const questionsOf = (database: Database, row: number): readonly CustomerQuestion[] =>
  database
    .all(
      `SELECT q.because, p.* FROM
         (SELECT other AS row, because FROM clientele_questions WHERE one = ?1
          UNION ALL SELECT one AS row, because FROM clientele_questions WHERE other = ?1) q
       JOIN clientele p USING (row) ORDER BY p.last_at DESC, p.row LIMIT 20`,
      row,
    )
    .map((other) => ({
      other: customerRow(other),
      because: becauseSchema.parse(json(other, 'because')),
    }));

function decisionsOf(
  database: Database,
  own: ReadonlySet<string>,
  verdicts: readonly PairVerdict[],
): readonly TieDecision[] {
  const awayOf = ({ one, other }: PairVerdict): OrderId => (own.has(one) ? other : one);
  const names = new Map(
    database
      .all(
        'SELECT id, customer_name FROM orders WHERE id IN (SELECT value FROM json_each(?))',
        JSON.stringify(verdicts.map(awayOf)),
      )
      .map((row) => [text(row, 'id'), text(row, 'customer_name')]),
  );
  return verdicts.flatMap((decided): readonly TieDecision[] => {
    const { verdict, by, at } = decided;
    if (verdict === 'open') return [];
    const id = awayOf(decided);
    const name = names.get(id);
    return [{ verdict, other: name === undefined ? null : { id, name }, by, at }];
  });
}

function saidOf(database: Database, named: readonly string[]): Pick<CustomerDetail, 'notes' | 'marks'> {
  const about = JSON.stringify(named);
  const notes = database
    .all(
      'SELECT * FROM customer_notes WHERE about IN (SELECT value FROM json_each(?)) ORDER BY at DESC, note',
      about,
    )
    .map((row) => ({
      note: text(row, 'note'),
      about: orderIdSchema.parse(row.about),
      text: text(row, 'text'),
      by: text(row, 'by'),
      at: int(row, 'at'),
    }));
  const marks = database
    .all(
      `SELECT * FROM customer_marks WHERE is_on = 1 AND about IN (SELECT value FROM json_each(?)) ORDER BY at DESC, about`,
      about,
    )
    .flatMap((row) => {
      const mark: CustomerMark | undefined = customerMarks.find((one) => one === row.mark);
      return mark === undefined
        ? []
        : [
            {
              mark,
              about: orderIdSchema.parse(row.about),
              on: true,
              reason: maybeText(row, 'reason'),
              decision: int(row, 'decision'),
              by: text(row, 'by'),
              at: int(row, 'at'),
            },
          ];
    });
  return { notes, marks };
}
