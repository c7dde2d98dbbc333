import { beforeEach, describe, expect, it } from 'vitest';
import { createInheritedNotifications } from '../../../src/main/cluster/inherited-notifications.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const minute = 60_000;
let clock: FakeClock;
let ledger: Ledger;
/** Order and time, as they were owed. */
let owed: [string, number][];
let written: number;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  owed = [];
  written = 0;
});

const inheritance = () =>
  createInheritedNotifications({
    ledger,
    clock,
    enqueueUnsent: ({ id }, notBefore) => owed.push([id, notBefore - clock.now()]),
  });

type Received = {
  readonly sourceId?: string;
  readonly source?: string;
  readonly at?: number;
  readonly quiet?: boolean;
  readonly placedAt?: string;
};
/** What another desk received, come from there. */
function brought({ at = clock.now(), quiet = false, ...order }: Received = {}): readonly Entry[] {
  written += 1;
  const draft = received(incomingOrder(order), at);
  const data = { ...draft.data, ...(quiet && { quiet: true }) };
  return ledger.entries.importRemote([{ ...draft, data, desk: 'desk-2', seq: written, recordedAt: at }]);
}

describe('a new leader', () => {
  it('enqueues what another received within half an hour, after the last intents have come', () => {
    brought({ sourceId: '1' });
    brought({ sourceId: '2', at: clock.now() - 31 * minute });
    inheritance().tookOver();
    expect(owed).toEqual([['shopify:1', 15_000]]);
  });

  it('goes by when the order was placed where the other’s clock was hours behind', () => {
    brought({ at: clock.now() - 300 * minute, placedAt: new Date(clock.now() - minute).toISOString() });
    inheritance().tookOver();
    expect(owed).toHaveLength(1);
  });

  it.each(['2025-03-04T13:00:00', 'today at noon'])(
    'goes by when the order came where its mail says %s: that is no moment',
    (placedAt) => {
      const mail = { source: 'mail:dostavo', placedAt };
      brought({ ...mail, sourceId: '1', at: clock.now() - minute });
      brought({ ...mail, sourceId: '2', at: clock.now() - 31 * minute });
      inheritance().tookOver();
      expect(owed).toEqual([['mail:dostavo:1', 15_000]]);
    },
  );

  it('owes nothing that it received itself, or wrote of', () => {
    brought({ sourceId: '1' });
    ledger.entries.append(fact({ id: 'n', kind: 'note-added', orderId: 'shopify:1', data: { text: 'x' } }));
    ledger.entries.append(received(incomingOrder({ sourceId: '2' }), clock.now()));
    inheritance().tookOver();
    expect(owed).toEqual([]);
  });

  it('owes no history that nobody was woken for, nothing written down by hand, and nothing that was taken', () => {
    brought({ sourceId: '1', quiet: true });
    brought({ sourceId: '2', source: 'manual' });
    brought({ sourceId: '3' });
    ledger.entries.importRemote([
      {
        ...fact({ id: 't', kind: 'taken', orderId: 'shopify:3', data: { manager: 'Taras', decision: 1 } }),
        desk: 'desk-2',
        seq: 99,
        recordedAt: clock.now(),
      },
    ]);
    inheritance().tookOver();
    expect(owed).toEqual([]);
  });
});

describe('the leader', () => {
  it('owes in two minutes what another’s order brings after it took over: that one may be gone', () => {
    inheritance().imported(brought());
    expect(owed).toEqual([['shopify:1001', 2 * minute]]);
  });

  it('owes nothing of other facts, old orders or history', () => {
    const heir = inheritance();
    heir.imported(brought({ sourceId: '1', at: clock.now() - 31 * minute }));
    heir.imported(brought({ sourceId: '2', quiet: true }));
    brought({ sourceId: '3' });
    heir.imported(
      ledger.entries.importRemote([
        {
          ...fact({ id: 'n', kind: 'note-added', orderId: 'shopify:3', data: { text: 'x' } }),
          desk: 'desk-2',
          seq: 98,
          recordedAt: clock.now(),
        },
      ]),
    );
    expect(owed).toEqual([]);
  });
});
