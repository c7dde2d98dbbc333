import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/main/manychat/problems.ts';
import { noticeKey } from '../../../src/main/notice-key.ts';
import { kindsOf, noticeKind } from '../../../src/main/notice-kinds.ts';
import type { MayNotify } from '../../../src/main/notify/may-notify.ts';
import { closeRefused, closeSent, createCloseRefused } from '../../../src/main/notify/parked.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { alertIdSchema } from '../../../src/shared/alert-rules/alert.ts';
import { orderIdOf, subscriberIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';
import { testNotifier } from './test-notifier.ts';

const order = incomingOrder();
const orderId = orderIdOf(order.source, order.sourceId);

type Answer = { readonly late?: boolean; readonly mayTell?: () => MayNotify };

/** A desk that owes two managers an order's notice; `mayTell` is what the other desks let it do. */
function desk({ late = false, mayTell = () => ({ ours: true }) }: Answer = {}) {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const sent: string[] = [];
  const refused = new Set<string>();
  const { notifier, relay } = testNotifier({
    ledger,
    clock,
    managers: () => [
      { name: 'Olena', subscriberId: subscriberIdSchema.parse('7') },
      { name: 'Taras', subscriberId: subscriberIdSchema.parse('8') },
    ],
    manychat: {
      send: async (id) => {
        if (refused.has(id)) throw refusalOf('3011', 'more than 24 hours');
        sent.push(id);
      },
    },
    mayTell: async () => mayTell(),
  });
  ledger.entries.append(received(order, clock.now()));
  const own = () =>
    ledger.transaction(() =>
      notifier.enqueueNotices(orderId, late ? clock.now() - 5 * 3_600_000 : clock.now()),
    );
  return { clock, ledger, sent, refused, notifier, relay, own };
}

/** What another desk says became of a manager's notice. */
function saidElsewhere(ledger: Ledger, manager: string, state: string, seq = 1): void {
  const id = `notified:${noticeKey(orderId, manager)}${state === 'sent' ? '' : ':0'}`;
  const data = { manager, channel: 'messenger', state, at: 0 };
  const draft = fact({ id, kind: 'notified', orderId, data });
  ledger.entries.importRemote([{ ...draft, desk: 'desk-2', seq, recordedAt: 0 }]);
}
const stateOf = (ledger: Ledger, manager: string) =>
  ledger.orders.get(orderId)?.notifications.find((notice) => notice.manager === manager)?.state;

const parkedDesk = async () => {
  const all = desk({ mayTell: () => ({ unknown: 'another computer was to tell it' }) });
  all.own();
  all.relay.start();
  await all.clock.advance(10_000);
  expect(all.ledger.outbox.parked()).toHaveLength(2);
  return all;
};

describe('a parked notice that another desk has sent after all', () => {
  it('is closed, and the order says that the manager was told', async () => {
    const { ledger, sent, clock } = await parkedDesk();
    saidElsewhere(ledger, 'Olena', 'sent');
    expect(closeSent(ledger)).toBe(1);
    expect(ledger.outbox.parked().map(({ payload }) => payload)).toMatchObject([{ manager: 'Taras' }]);
    expect([stateOf(ledger, 'Olena'), stateOf(ledger, 'Taras')]).toEqual(['sent', 'unknown']);
    await clock.advance(60_000);
    expect(sent).toEqual([]);
  });

  it('stays parked while the other desk is not sure either, or was refused', async () => {
    const { ledger } = await parkedDesk();
    saidElsewhere(ledger, 'Olena', 'unknown', 1);
    saidElsewhere(ledger, 'Taras', 'refused', 2);
    expect(closeSent(ledger)).toBe(0);
    expect(ledger.outbox.parked()).toHaveLength(2);
  });

  it('says that it was sent, though the one that gave up did so later by its own clock', async () => {
    const { ledger } = await parkedDesk();
    saidElsewhere(ledger, 'Olena', 'sent');
    expect(ledger.verify()).toEqual([]);
    expect(stateOf(ledger, 'Olena')).toBe('sent');
  });
});

it('closes a parked alert that another desk has sent after all, and no other manager’s', () => {
  const { ledger } = desk();
  const about = { alert: alertIdSchema.parse(`cancelled:${orderId}`), occasion: 'cancelled', orderId };
  for (const [manager, subscriberId] of [
    ['Olena', '7'],
    ['Taras', '8'],
  ] as const) {
    const payload = { ...about, manager, subscriberId, text: 'Cancelled' };
    const id = ledger.outbox.put({ kind: kindsOf('messenger').alert, key: `a:${manager}`, orderId, payload });
    if (id) ledger.outbox.park(id, 'Delivery unknown');
  }
  expect(closeSent(ledger)).toBe(0);
  const data = { alert: about.alert, occasion: 'cancelled', manager: 'Olena', channel: 'messenger', at: 0 };
  const draft = fact({ id: 'told:a', kind: 'alert-ended', orderId, data: { ...data, state: 'sent' } });
  ledger.entries.importRemote([{ ...draft, desk: 'desk-2', seq: 1, recordedAt: 0 }]);
  expect(closeSent(ledger)).toBe(1);
  expect(ledger.outbox.parked().map(({ payload }) => payload)).toMatchObject([{ manager: 'Taras' }]);
});

describe('a parked notice that was refused', () => {
  const refusedDesk = async () => {
    const all = desk();
    all.own();
    all.refused.add('7').add('8');
    all.relay.start();
    await all.clock.advance(10_000);
    expect(all.ledger.outbox.parked()).toHaveLength(2);
    return all;
  };

  it.each([
    ['taken', { kind: 'taken', data: { manager: 'Iryna', decision: 1 } }],
    ['cancelled', { kind: 'status-set', data: { status: 'cancelled', decision: 1 } }],
    ['handed over', { kind: 'status-set', data: { status: 'handed-over', decision: 1 } }],
  ] as const)('is let go once the order is %s, and stays written down', async (_end, said) => {
    const { ledger, clock } = await refusedDesk();
    const closing = createCloseRefused({ ledger, clock, log: quietLog() });
    closing.start();
    await clock.advance(5 * 60_000);
    expect(ledger.outbox.parked()).toHaveLength(2);
    ledger.entries.append(fact({ id: 'end', orderId, ...said }));
    await clock.advance(61_000);
    expect(ledger.outbox.parked()).toEqual([]);
    expect([stateOf(ledger, 'Olena'), stateOf(ledger, 'Taras')]).toEqual(['refused', 'refused']);
    await closing.stop();
  });

  it('stays for an order that the shop handed over at once: nobody has seen that one yet', async () => {
    const { ledger } = await refusedDesk();
    const told = incomingOrder({ version: 2, fulfillment: 'fulfilled' });
    ledger.entries.append(fact({ id: 'told', kind: 'order-updated', orderId, data: { order: told } }));
    expect(ledger.orders.get(orderId)?.status).toBe('handed-over');
    expect(closeRefused(ledger)).toBe(0);
    expect(ledger.outbox.parked()).toHaveLength(2);
  });

  it('is let go at the next start, when the order was taken while the app was closed', async () => {
    const { ledger, clock } = await refusedDesk();
    ledger.entries.append(
      fact({ id: 'taken', kind: 'taken', orderId, data: { manager: 'Iryna', decision: 1 } }),
    );
    const closing = createCloseRefused({ ledger, clock, log: quietLog() });
    closing.start();
    await clock.advance(61_000);
    expect(ledger.outbox.parked()).toEqual([]);
    await closing.stop();
  });

  it('is no one that nobody knows the fate of, whatever becomes of the order', async () => {
    const { ledger } = await parkedDesk();
    saidElsewhere(ledger, 'Taras', 'refused');
    ledger.entries.append(
      fact({ id: 'taken', kind: 'taken', orderId, data: { manager: 'Iryna', decision: 1 } }),
    );
    expect(closeRefused(ledger)).toBe(0);
    expect(ledger.outbox.parked()).toHaveLength(2);
  });
});

describe.each([false, true])('a notice whose order goes on while it is claimed (told late: %s)', (late) => {
  it('is not sent for an order that was taken meanwhile', async () => {
    const { clock, ledger, sent, relay, own } = desk({
      late,
      mayTell: () => {
        const data = { manager: 'Iryna', decision: 1 };
        ledger.entries.append(fact({ id: 'taken', kind: 'taken', orderId, data }));
        return { ours: true };
      },
    });
    own();
    relay.start();
    await clock.advance(10 * 60_000);
    expect(sent).toEqual([]);
    expect([stateOf(ledger, 'Olena'), stateOf(ledger, 'Taras')]).toEqual(['off', 'off']);
  });

  it('is neither parked for one that was cancelled meanwhile, though nobody knows whether it went out', async () => {
    const { clock, ledger, relay, own } = desk({
      late,
      mayTell: () => {
        const data = { status: 'cancelled', decision: 1 };
        ledger.entries.append(fact({ id: 'cancelled', kind: 'status-set', orderId, data }));
        return { unknown: 'another computer was to tell it' };
      },
    });
    own();
    relay.start();
    await clock.advance(10 * 60_000);
    expect(ledger.outbox.parked()).toEqual([]);
    expect(stateOf(ledger, 'Olena')).toBe('off');
  });

  it('is not sent to a manager of whom another desk says meanwhile that it told him', async () => {
    const { clock, ledger, sent, relay, own } = desk({
      late,
      mayTell: () => {
        saidElsewhere(ledger, 'Olena', 'sent');
        return { ours: true };
      },
    });
    own();
    relay.start();
    await clock.advance(10 * 60_000);
    expect(sent).toEqual(['8']);
  });
});

describe('the notices of an order that another desk received', () => {
  it('are owed to those of whom nothing is written down, not before the time', async () => {
    const { clock, ledger, notifier } = desk();
    saidElsewhere(ledger, 'Olena', 'refused');
    const told = ledger.orders.get(orderId);
    if (!told) throw new Error('there is no order');
    ledger.transaction(() => notifier.enqueueUnsent(told, clock.now() + 120_000));
    expect(ledger.outbox.open(noticeKind)).toMatchObject([
      { key: noticeKey(orderId, 'Taras'), notBefore: clock.now() + 120_000 },
    ]);
  });
});
