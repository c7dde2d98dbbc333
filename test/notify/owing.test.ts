import { expect, it } from 'vitest';
import { createOwing } from '../../src/main/notify/owing.ts';
import type { Ledger } from '../../src/main/ports.ts';
import { orderIdOf } from '../../src/shared/ids.ts';
import { fakeClock } from '../support/clock.ts';
import { memoryLedger } from '../support/ledger.ts';
import { incomingOrder, received } from '../support/orders.ts';

const minute = 60_000;

function wasTogether(ledger: Ledger, clock: ReturnType<typeof fakeClock>): boolean {
  const owing = createOwing({ ledger, clock, managers: () => [], isOpen: () => true, ways: () => [] });
  const order = ledger.orders.get(orderIdOf('shopify', '1001'));
  if (!order) throw new Error('there is no order');
  return owing.wasTogether(order);
}

/** An order that its customer had placed some minutes before a desk heard of it, of which nobody was told anything here. */
const cameAfter = (minutes: number, now: number) =>
  received(incomingOrder({ placedAt: new Date(now - minutes * minute).toISOString() }), now);

it.each([10, 90])(
  'passes an order on at once that was received here, placed %i minutes before, where nobody could be written to',
  (minutes) => {
    const clock = fakeClock();
    const ledger = memoryLedger({ clock, deskId: 'desk-1' });
    ledger.entries.append(cameAfter(minutes, clock.now()));
    expect(wasTogether(ledger, clock)).toBe(false);
  },
);

it.each([
  [10, false],
  [90, true],
])(
  'goes by the time of its source for an order that another computer told, placed %i minutes before',
  (minutes, isTogether) => {
    const clock = fakeClock();
    const other = memoryLedger({ clock, deskId: 'desk-2' });
    other.entries.append(cameAfter(minutes, clock.now()));
    const ledger = memoryLedger({ clock, deskId: 'desk-1' });
    ledger.entries.adopt(other.entries.list({ limit: 10 }));
    expect(wasTogether(ledger, clock)).toBe(isTogether);
  },
);
