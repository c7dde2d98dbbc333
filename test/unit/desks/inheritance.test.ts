import { beforeEach, describe, expect, it } from 'vitest';
import { createInheritance } from '../../../src/main/desks/inheritance.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import type { DeskId } from '../../../src/shared/ids.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

const minute = 60_000;
let clock: FakeClock;
let ledger: Ledger;
let receiver: DeskId | null;
let since: number;
/** Order and time, as they were owed. */
let owed: [string, number][];
let written: number;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  receiver = ledger.deskId;
  since = clock.now();
  owed = [];
  written = 0;
});

const inheritance = () =>
  createInheritance({
    ledger,
    clock,
    lease: { role: () => ({ receiver, isOurs: receiver === ledger.deskId }), since: () => since },
    oweUntold: ({ id }, notBefore) => owed.push([id, notBefore - clock.now()]),
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
  return ledger.entries.adopt([{ ...draft, data, desk: 'desk-2', seq: written, recordedAt: at }]);
}

describe('the desk that takes over', () => {
  it('owes what another received within half an hour, once for each time it comes to listen', () => {
    brought({ sourceId: '1' });
    brought({ sourceId: '2', at: clock.now() - 31 * minute });
    inheritance().takeOver();
    inheritance().takeOver();
    expect(owed).toEqual([['shopify:1', 0]]);
    since += 1;
    inheritance().takeOver();
    expect(owed).toHaveLength(2);
  });

  it('goes by when the order was placed where the other’s clock was hours behind', () => {
    brought({ at: clock.now() - 300 * minute, placedAt: new Date(clock.now() - minute).toISOString() });
    inheritance().takeOver();
    expect(owed).toHaveLength(1);
  });

  it.each(['2025-03-04T13:00:00', 'today at noon'])(
    'goes by when the order came where its mail says %s: that is no moment',
    (placedAt) => {
      const mail = { source: 'mail:dostavo', placedAt };
      brought({ ...mail, sourceId: '1', at: clock.now() - minute });
      brought({ ...mail, sourceId: '2', at: clock.now() - 31 * minute });
      inheritance().takeOver();
      expect(owed).toEqual([['mail:dostavo:1', 0]]);
    },
  );

  it('owes nothing while another listens, and nothing while it is not known who does', () => {
    brought();
    for (const who of [deskIdSchema.parse('desk-2'), null]) {
      receiver = who;
      inheritance().takeOver();
    }
    expect(owed).toEqual([]);
  });

  it('owes nothing that it received itself, or wrote of', () => {
    brought({ sourceId: '1' });
    ledger.entries.append(fact({ id: 'n', kind: 'note-added', orderId: 'shopify:1', data: { text: 'x' } }));
    ledger.entries.append(received(incomingOrder({ sourceId: '2' }), clock.now()));
    inheritance().takeOver();
    expect(owed).toEqual([]);
  });

  it('owes no history that nobody was woken for, nothing written down by hand, and nothing that was taken', () => {
    brought({ sourceId: '1', quiet: true });
    brought({ sourceId: '2', source: 'manual' });
    brought({ sourceId: '3' });
    ledger.entries.adopt([
      {
        ...fact({ id: 't', kind: 'taken', orderId: 'shopify:3', data: { manager: 'Taras', decision: 1 } }),
        desk: 'desk-2',
        seq: 99,
        recordedAt: clock.now(),
      },
    ]);
    inheritance().takeOver();
    expect(owed).toEqual([]);
  });
});

describe('the desk that listens', () => {
  it('owes in two minutes what another’s order brings after it took over: that one may be gone', () => {
    inheritance().heard(brought());
    expect(owed).toEqual([['shopify:1001', 2 * minute]]);
  });

  it('owes nothing of other facts, old orders or history', () => {
    const heir = inheritance();
    heir.heard(brought({ sourceId: '1', at: clock.now() - 31 * minute }));
    heir.heard(brought({ sourceId: '2', quiet: true }));
    brought({ sourceId: '3' });
    heir.heard(
      ledger.entries.adopt([
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
