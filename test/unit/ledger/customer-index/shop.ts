import { createSayings } from '../../../../src/main/customers/say-of-customer.ts';
import { createTies } from '../../../../src/main/customers/tie-customers.ts';
import type { Ledger } from '../../../../src/main/ports.ts';
import type { OrderId } from '../../../../src/shared/ids.ts';
import { orderIdSchema } from '../../../../src/shared/ids.ts';
import { fakeClock } from '../../../support/clock.ts';
import { memoryLedger } from '../../../support/ledger.ts';
import { incomingOrder, received } from '../../../support/orders.ts';

/** A ledger, who orders there and what managers say of them. */
export function shop() {
  const clock = fakeClock('2025-03-04T10:00:00Z');
  const ledger = memoryLedger({ clock });
  const ties = createTies({ ledger, clock });
  const sayings = createSayings({ ledger, clock, ties });
  const order = (
    sourceId: string,
    customer: object,
    more: Parameters<typeof incomingOrder>[0] = {},
  ): OrderId => {
    const { source = 'shopify' } = more;
    ledger.entries.append(received(incomingOrder({ sourceId, customer, ...more, source })));
    return orderIdSchema.parse(`${source}:${sourceId}`);
  };
  return { clock, ledger, ties, sayings, order };
}

export const list = (ledger: Ledger, more: object = {}) =>
  ledger.customerIndex.page({ view: 'all', text: '', sort: 'last', offset: 0, limit: 100, ...more });

/** Another computer of the shop, to which the entries come the last one first. */
export function importedBackwards(ledger: Ledger): Ledger {
  const other = memoryLedger({ deskId: 'desk-2' });
  for (const entry of ledger.entries.list().toReversed()) other.entries.importRemote([entry]);
  return other;
}
