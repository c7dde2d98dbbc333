import type { AppState } from '../../shared/contract.ts';
import type { OrderId, Source } from '../../shared/ids.ts';
import type { Order } from '../../shared/order.ts';
import { Problem } from '../../shared/problem.ts';
import type { Printing } from '../../shared/ticket/printing.ts';
import { sampleTicket } from '../../shared/ticket/sample-ticket.ts';
import type { TicketSheet } from '../../shared/ticket/sheet.ts';
import { ticketSheet } from '../../shared/ticket/sheet.ts';
import { nextCopy } from '../../shared/ticket/ticket.ts';
import { wholeOf } from '../intake/same-order/whole-of.ts';
import type { Orders } from '../orders-port.ts';
import type { Clock } from '../ports.ts';

export type ReadSheetsParts = {
  readonly orders: Pick<Orders, 'get'>;
  readonly clock: Clock;
  readonly printing: () => Printing;
  readonly state: () => Pick<AppState, 'shopName' | 'timeZone' | 'country' | 'language'>;
  readonly sourceName: (source: Source) => string;
};

/**
 * The ticket contents of these orders, or of a sample order if there are none.
 * @param name the printing they are made for: its number is printed on a reprint
 * @throws Problem `not-found`
 */
export function readSheets(
  ids: readonly OrderId[],
  name: string | undefined,
  { orders, clock, printing, state, sourceName }: ReadSheetsParts,
): readonly TicketSheet[] {
  const { shopName: shop, timeZone, country, language } = state();
  const context = { language, shop, timeZone, country, printedAt: clock.now(), notes: printing().notes };
  if (ids.length === 0) {
    return [
      ticketSheet(sampleTicket, { ...context, sourceName: sourceName('shopify'), copy: 1, whole: null }),
    ];
  }
  return ids.map((id) => {
    const order = orders.get(id);
    if (order === null) throw new Problem('not-found', `There is no order ${id}`);
    const { tickets = [] } = order;
    const copy = tickets.find((ticket) => ticket.printing === name)?.copy ?? nextCopy(tickets);
    return ticketSheet(order, {
      ...context,
      sourceName: order.source === 'manual' ? null : sourceName(order.source),
      copy,
      whole: order.partOf ? wholeNumber(order, orders) : null,
    });
  });
}

/** @returns an empty string if the whole order is unknown or has no number, or if orders are merged in a circle */
function wholeNumber(part: Order, orders: Pick<Orders, 'get'>): string {
  const whole = wholeOf({ orders }, part.id);
  return whole === null || whole.partOf ? '' : whole.content.number;
}
