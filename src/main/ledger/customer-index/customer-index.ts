import type { OrderId } from '../../../shared/ids.ts';
import { orderIdSchema } from '../../../shared/ids.ts';
import type { CustomerIndex } from '../../customer-index-port.ts';
import { int, maybeInt } from '../columns.ts';
import type { Database, Row } from '../database.ts';
import { cardsWhere } from './card-store.ts';
import { customerDetail } from './customer-detail.ts';
import { customerPage, customerRow } from './customer-list.ts';
import { groupsOf } from './customer-parts.ts';
import { tiedTo, toEraseWith } from './linked-records.ts';
import { withParts } from './order-parts.ts';
import { pairVerdictsOn } from './pair-verdict.ts';

export function createCustomerIndex(database: Database): CustomerIndex {
  const customerOf = (order: OrderId): Row | undefined =>
    database.get(
      `SELECT p.* FROM orders o JOIN card_orders m ON m.order_row = o.row JOIN cards c ON c.row = m.card
       JOIN clientele p ON p.row = c.customer WHERE o.id = ?`,
      order,
    );
  const ordersOfCards = (cards: readonly number[]): readonly OrderId[] =>
    database
      .all(
        `SELECT o.id FROM card_orders m JOIN orders o ON o.row = m.order_row
         WHERE m.card IN (SELECT value FROM json_each(?)) ORDER BY o.received_at, o.id`,
        JSON.stringify(cards),
      )
      .map((row) => orderIdSchema.parse(row.id));
  const ordersOf = (order: OrderId): readonly OrderId[] => {
    const row = customerOf(order);
    if (!row) return [];
    return ordersOfCards(cardsWhere(database, 'customer', [int(row, 'row')]).map((card) => card.row));
  };

  return {
    page: (filter) => customerPage(database, filter),
    get(order) {
      const row = customerOf(order);
      return row ? customerDetail(database, row) : null;
    },
    ofOrder(order) {
      const row = customerOf(order);
      return row ? customerRow(row) : null;
    },
    ordersOf,
    ordersAndParts: (order) => withParts(database, ordersOf(order)).map((id) => orderIdSchema.parse(id)),
    tiedTo: (orders) => tiedTo(database, orders),
    toEraseWith: (orders) => toEraseWith(database, orders),
    ordersOfPart(order, group) {
      const known = database.get(
        `SELECT c.row, c.customer FROM orders o JOIN card_orders m ON m.order_row = o.row
         JOIN cards c ON c.row = m.card WHERE o.id = ?`,
        order,
      );
      const customer = known ? maybeInt(known, 'customer') : null;
      if (!known || customer === null) return [];
      const row = int(known, 'row');
      if (!group) return ordersOfCards([row]);
      const groups = groupsOf(database, cardsWhere(database, 'customer', [customer]));
      const whole = groups.find((cards) => cards.some((card) => card.row === row)) ?? [];
      return ordersOfCards(whole.map((card) => card.row));
    },
    verdictsOn: (orders) => pairVerdictsOn(database, withParts(database, orders)),
  };
}
