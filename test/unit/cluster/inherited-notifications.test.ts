import { beforeEach, expect, it } from 'vitest';
import { createInheritedNotifications } from '../../../src/main/cluster/inherited-notifications.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { OrderParts } from '../../support/orders.ts';
import { entryOf, fact, incomingOrder, received } from '../../support/orders.ts';
import { minute } from './cluster-shop.ts';

let clock: FakeClock;
let ledger: Ledger;
/** Orders whose notifications were enqueued, with the delay. */
let enqueued: [string, number][];
let written: number;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock });
  enqueued = [];
  written = 0;
});

const inherited = () =>
  createInheritedNotifications({
    ledger,
    clock,
    enqueueUnsent: ({ id }, notBefore) => enqueued.push([id, notBefore - clock.now()]),
  });

type Received = OrderParts & { readonly agoMs?: number; readonly quiet?: boolean };
/** Imports an order that another computer received. */
function brought({ agoMs = 0, quiet = false, ...order }: Received = {}): readonly Entry[] {
  written += 1;
  const at = clock.now() - agoMs;
  const draft = received(incomingOrder({ sourceId: '1', ...order }), at);
  const data = { ...draft.data, ...(quiet && { quiet: true }) };
  return ledger.entries.importRemote([{ ...draft, data, desk: 'desk-2', seq: written, recordedAt: at }]);
}
/** Imports what another computer wrote of an order. */
const wrote = (kind: 'taken' | 'note-added', data: object) =>
  ledger.entries.importRemote([
    entryOf({
      id: 'more',
      kind,
      orderId: 'shopify:1',
      data,
      desk: 'desk-2',
      seq: 99,
      recordedAt: clock.now(),
    }),
  ]);
const mail = { source: 'mail:dostavo' };
const note = { text: 'x' };

it.each<[string, (() => unknown)[], (readonly [string, number])[]]>([
  [
    'what another received within half an hour',
    [() => brought(), () => brought({ sourceId: '2', agoMs: 31 * minute })],
    [['shopify:1', 15_000]],
  ],
  [
    'what was placed now, where the other’s clock is hours behind',
    [() => brought({ agoMs: 300 * minute, placedAt: new Date(clock.now() - minute).toISOString() })],
    [['shopify:1', 15_000]],
  ],
  ...['2025-03-04T13:00:00', 'today at noon'].map(
    (placedAt): [string, (() => unknown)[], (readonly [string, number])[]] => [
      `what came now in a mail that says ${placedAt}`,
      [
        () => brought({ ...mail, placedAt, agoMs: minute }),
        () => brought({ ...mail, placedAt, sourceId: '2', agoMs: 31 * minute }),
      ],
      [['mail:dostavo:1', 15_000]],
    ],
  ),
  [
    'nothing that it wrote of',
    [
      () => brought(),
      () => ledger.entries.append(fact({ id: 'n', kind: 'note-added', orderId: 'shopify:1', data: note })),
    ],
    [],
  ],
  ['nothing that it received', [() => ledger.entries.append(received(incomingOrder(), clock.now()))], []],
  ['no history', [() => brought({ quiet: true })], []],
  ['nothing written by hand', [() => brought({ source: 'manual' })], []],
  ['nothing taken', [() => brought(), () => wrote('taken', { manager: 'Taras', decision: 1 })], []],
])('a new leader enqueues %s', (_, events, wanted) => {
  for (const happen of events) happen();
  inherited().tookOver();
  expect(enqueued).toEqual(wanted);
});

it('the leader enqueues what is imported, after two minutes', () => {
  inherited().imported(brought());
  expect(enqueued).toEqual([['shopify:1', 2 * minute]]);
});

it('the leader enqueues nothing of other events, old orders or history', () => {
  const { imported } = inherited();
  imported(brought({ sourceId: '2', agoMs: 31 * minute }));
  imported(brought({ sourceId: '3', quiet: true }));
  brought();
  imported(wrote('note-added', note));
  expect(enqueued).toEqual([]);
});
