import { expect, it } from 'vitest';
import { kindsBy } from '../../../src/main/notice-kinds.ts';
import { createEnqueuer } from '../../../src/main/notify/enqueue-notifications.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { managersOf } from './alert-rules/bell-desk.ts';

const minute = 60_000;

function owingOf(ledger: Ledger, clock: ReturnType<typeof fakeClock>) {
  const managers = () => managersOf('Anna');
  const owing = createEnqueuer({ ledger, clock, managers, isOpen: () => true, ways: () => ['messenger'] });
  const order = ledger.orders.get(orderIdOf('shopify', '1001'));
  if (!order) throw new Error('there is no order');
  return { owing, order };
}
function wasTogether(ledger: Ledger, clock: ReturnType<typeof fakeClock>): boolean {
  const { owing, order } = owingOf(ledger, clock);
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
    ledger.entries.importRemote(other.entries.list({ limit: 10 }));
    expect(wasTogether(ledger, clock)).toBe(isTogether);
    // whoever had quiet hours as it came says nothing of the others
    const { owing, order } = owingOf(ledger, clock);
    owing.owe(order, ['Anna'], { late: true, notBefore: clock.now(), afterQuiet: true });
    expect(ledger.outbox.open(kindsBy.messenger.late)).toHaveLength(1);
    expect(wasTogether(ledger, clock)).toBe(isTogether);
  },
);
