import fc from 'fast-check';
import { openLedger } from '../../src/main/ledger/open.ts';
import type { Ledger } from '../../src/main/ports.ts';
import type { ManagerConfig } from '../../src/main/settings/config.ts';
import {
  documentIdSchema,
  entryIdSchema,
  orderIdSchema,
  subscriberIdSchema,
  workstationIdSchema,
} from '../../src/shared/ids.ts';
import { anyFact } from './any-fact.ts';
import type { FakeClock } from './clock.ts';
import { memoryLedger } from './ledger.ts';
import { fact, incomingOrder } from './orders.ts';

export const ownDesk = 'desk-1';
/** The manager who is notified of each order. */
export const toldManager: ManagerConfig = { name: 'Anna', subscriberId: subscriberIdSchema.parse('42') };

export const openFull = (file: string, clock: FakeClock): Ledger =>
  openLedger({ file, clock, deskId: workstationIdSchema.parse(ownDesk) });

/** Orders with documents, notifications in every state and actions, and random events of every other kind. */
export function write(ledger: Ledger, [from, to]: readonly [from: number, to: number], seed: number): void {
  for (let number = from; number < to; number += 1) ledger.transaction(() => writeOne(ledger, number));
  ledger.transaction(() => {
    for (const draft of fc.sample(anyFact, { seed, numRuns: to - from })) ledger.entries.append(draft);
  });
}

function writeOne(ledger: Ledger, number: number): void {
  const id = orderIdSchema.parse(`mail:wolt:${number}`);
  const documentId = documentIdSchema.parse(`webhook:${number}`);
  const body = new TextEncoder().encode(
    `the order ${number} as it came `.repeat(number % 7 === 0 ? 400 : 12),
  );
  ledger.documents.put({
    id: documentId,
    kind: 'webhook',
    topic: 'orders/create',
    headers: {},
    body,
    receivedAt: number,
  });
  const order = incomingOrder({
    source: 'mail:wolt',
    sourceId: String(number),
    customer: {
      name: `Olena Koval${number % 40}`,
      phone: `+3806712345${String(number % 40).padStart(2, '0')}`,
    },
    note: `ring ${'twice '.repeat(number % 60)}`,
  });
  ledger.entries.append({
    id: entryIdSchema.parse(`received:${id}`),
    kind: 'order-received',
    orderId: id,
    at: number,
    by: 'mail:wolt',
    data: { order, documentId },
  });
  ledger.documents.settle(documentId, 'understood', { orderIds: [id] });
  writeNotice(ledger, number, id);
  if (number % 3 === 0) {
    const data = { status: 'ready', decision: 1 };
    ledger.entries.append(fact({ id: `status:${id}`, kind: 'status-set', orderId: id, data, at: number }));
  }
  ledger.checkpoints.set('shopify.orders:shop', new Date(number * 60_000).toISOString());
  ledger.settings.set('manual.last', String(number));
}

function writeNotice(ledger: Ledger, number: number, orderId: ReturnType<typeof orderIdSchema.parse>): void {
  const { name: manager, subscriberId } = toldManager;
  const key = `new-order:${orderId}:${manager}:messenger`;
  const payload = { manager, subscriberId };
  const message = ledger.outbox.put({ kind: 'notify.newOrder', key, orderId, payload, notBefore: 1 });
  if (message === null) return;
  const told = (state: string) => {
    const data = { manager, channel: 'messenger', state };
    const id = state === 'sent' ? `notified:${key}` : `notified:${key}:0`;
    ledger.entries.append(fact({ id, kind: 'notified', orderId, data, at: number }));
  };
  if (number % 10 < 8) {
    told('sent');
    ledger.outbox.done(message);
  } else if (number % 10 === 8) {
    told('refused');
    ledger.outbox.park(message, 'refused');
  }
}

/** The ledger of another computer of the shop. */
export function otherDesk(clock: FakeClock, seed: number, count: number): Ledger {
  const ledger = memoryLedger({ clock, deskId: 'desk-2' });
  ledger.transaction(() => {
    for (const draft of fc.sample(anyFact, { seed, numRuns: count })) ledger.entries.append(draft);
  });
  return ledger;
}
