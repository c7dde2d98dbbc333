import { currency } from '../catalogue.ts';
import { kyivTime } from '../times.ts';
import { allocations, decimal, lineTotal, moneySet, totalsOf } from './totals.ts';
import type { ShopOrder } from './types.ts';

/** The refunds in an order's body: this shop refunds an order completely or not at all. `lines` are its line items' bodies. */
export function refundsOf(order: ShopOrder, lines: readonly object[]): readonly object[] {
  if (order.financial !== 'refunded') return [];
  const { id, gateway, shipping } = order;
  const at = kyivTime(order.updatedAt);
  const shares = allocations(order);
  const { total } = totalsOf(order);
  return [
    {
      id,
      admin_graphql_api_id: `gid://shopify/Refund/${id}`,
      order_id: id,
      created_at: at,
      processed_at: at,
      note: null,
      user_id: null,
      restock: true,
      return: null,
      duties: [],
      total_duties_set: moneySet(0),
      refund_shipping_lines: [],
      order_adjustments: shipping
        ? [
            {
              id: shipping.id,
              order_id: id,
              refund_id: id,
              kind: 'shipping_refund',
              reason: 'Shipping refund',
              amount: decimal(-shipping.amount),
              amount_set: moneySet(-shipping.amount),
              tax_amount: decimal(0),
              tax_amount_set: moneySet(0),
            },
          ]
        : [],
      refund_line_items: order.lines.map((line, index) => {
        const paid = lineTotal(line) - line.discount - (shares[index] ?? 0);
        return {
          id: line.id,
          line_item_id: line.id,
          line_item: lines[index],
          quantity: line.quantity,
          location_id: null,
          restock_type: 'cancel',
          subtotal: paid / 100,
          subtotal_set: moneySet(paid),
          total_tax: 0,
          total_tax_set: moneySet(0),
        };
      }),
      transactions: [
        {
          id,
          admin_graphql_api_id: `gid://shopify/OrderTransaction/${id}`,
          order_id: id,
          parent_id: null,
          kind: 'refund',
          status: 'success',
          gateway,
          amount: decimal(total),
          currency,
          message: null,
          created_at: at,
          processed_at: at,
          test: false,
        },
      ],
    },
  ];
}
