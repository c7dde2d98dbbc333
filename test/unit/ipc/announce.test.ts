import { expect, it } from 'vitest';
import { createEvents } from '../../../src/main/events.ts';
import { createRecorder } from '../../../src/main/intake/recorder.ts';
import { createSameOrders } from '../../../src/main/intake/same-order/decide-same.ts';
import { announce } from '../../../src/main/ipc/announce.ts';
import type { AppEvent } from '../../../src/shared/contract.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, type OrderParts } from '../../support/orders.ts';
import { kiosklyTemplate } from '../../support/templates.ts';

function windowOn() {
  const clock = fakeClock();
  const ledger = memoryLedger({ clock });
  const events = createEvents((error) => {
    throw error;
  });
  const announced: AppEvent[] = [];
  const rung: string[] = [];
  events.on((event) => announced.push(event));
  ledger.entries.onAppended((entries, arrival) => rung.push(...announce(entries, events, arrival, ledger)));
  const recorder = createRecorder({ ledger, clock, enqueueNotices: () => {} });
  return { ledger, recorder, announced, rung };
}

it('rings for a new order, and for none that was history', () => {
  const { recorder, announced, rung } = windowOn();
  recorder.record(incomingOrder({ sourceId: '1' }), { by: 'shopify', ring: true });
  recorder.record(incomingOrder({ sourceId: '2' }), { by: 'shopify-ask-back', ring: false });
  expect(announced).toEqual([
    { kind: 'orders-changed', ids: ['shopify:1'], newIds: ['shopify:1'] },
    { kind: 'orders-changed', ids: ['shopify:2'], newIds: [] },
  ]);
  expect(rung).toEqual(['shopify:1']);
});

it('rings for no manual order, which its writer has taken', () => {
  const { recorder, announced, rung } = windowOn();
  const manual = incomingOrder({ source: 'manual', sourceId: '1' });
  recorder.record(manual, { by: 'Anna', ring: true, takenBy: 'Anna' });
  expect(announced).toEqual([{ kind: 'orders-changed', ids: ['manual:1'], newIds: [] }]);
  expect(rung).toEqual([]);
});

it('announces many events of one commit once, and none after a rollback', () => {
  const { ledger, recorder, announced } = windowOn();
  const how = { by: 'shopify', ring: true };
  ledger.transaction(() => {
    for (const sourceId of ['1', '2', '1']) recorder.record(incomingOrder({ sourceId }), how);
  });
  expect(() =>
    ledger.transaction(() => {
      recorder.record(incomingOrder({ sourceId: '3' }), how);
      throw new Error('disk full');
    }),
  ).toThrow('disk full');
  const ids = ['shopify:1', 'shopify:2'];
  expect(announced).toEqual([{ kind: 'orders-changed', ids, newIds: ids }]);
});

it('announces drafts and people apart from orders', () => {
  const { ledger, announced } = windowOn();
  const draft = { draftId: 'd-1', state: 'creating', tag: 'orderbell-d-1' };
  ledger.entries.append(fact({ id: 'draft:1', kind: 'draft-changed', orderId: null, data: draft }));
  const touch = { subscriberId: '7001', name: 'Olena', wantsManager: false };
  ledger.entries.append(fact({ id: 'touch:1', kind: 'touched', orderId: null, data: touch }));
  expect(announced).toEqual([{ kind: 'drafts-changed', ids: ['d-1'] }, { kind: 'chats-changed' }]);
});

it('rings for a quarantined order when released, and not before', () => {
  const { recorder, rung } = windowOn();
  const doubtful = incomingOrder({ sourceId: '1', review: [{ code: 'unverified-sender' }] });
  const { orderId } = recorder.record(doubtful, { by: 'gmail', ring: false });
  expect(rung).toEqual([]);
  recorder.release(orderId, 'Anna');
  expect(rung).toEqual(['shopify:1']);
});

it('rings for a merged order when its part is cancelled, not paid', () => {
  const { ledger, recorder, rung } = windowOn();
  const [kept, part] = ['a', 'b'].map(
    (sourceId) =>
      recorder.record(incomingOrder({ source: 'manual', sourceId }), { by: 'Anna', ring: false }).orderId,
  );
  if (!kept || !part) throw new Error('no orders');
  createSameOrders({ ledger, clock: fakeClock() }).merge(kept, part, 'Anna');
  const update = { source: 'manual', sourceId: 'b', paymentStatus: 'paid' } as const;
  recorder.record(incomingOrder({ ...update, version: 2 }), { by: 'gmail', ring: true });
  expect(rung).toEqual([]);
  const cancelledAt = '2025-03-04T10:05:00Z';
  recorder.record(incomingOrder({ ...update, version: 3, cancelledAt }), { by: 'gmail', ring: true });
  expect(rung).toEqual([kept]);
});

it('rings once per cancellation of a part', () => {
  const { ledger, recorder, rung } = windowOn();
  const same = createSameOrders({ ledger, clock: fakeClock() });
  let version = 1;
  const receive = (sourceId: string, parts: OrderParts = {}) => {
    version += 1;
    const order = incomingOrder({ source: 'manual', sourceId, version, ...parts });
    return recorder.record(order, { by: 'gmail', ring: false }).orderId;
  };
  const [kept, part, inner] = [receive('a'), receive('b'), receive('c')];
  same.merge(part, inner, 'Anna');
  same.merge(kept, part, 'Anna');
  const cancelled = { cancelledAt: '2025-03-04T10:05:00Z' };
  receive('b', cancelled);
  expect(rung.splice(0)).toEqual([kept]);
  receive('b', { ...cancelled, paymentStatus: 'refunded' });
  same.undo(part, inner, 'Anna');
  expect(rung).toEqual([]);
  receive('b', { paymentStatus: 'refunded' });
  receive('b', { ...cancelled, paymentStatus: 'refunded' });
  expect(rung).toEqual([kept]);
});

it('rings for a manual order and not for its copy in Shopify', () => {
  const { ledger, recorder, rung } = windowOn();
  recorder.record(incomingOrder({ source: 'manual', sourceId: 'a' }), { by: 'Anna', ring: true });
  const tag = 'orderbell-order-0123456789abcdef01234567';
  ledger.entries.append(
    fact({ id: 'copy-asked:manual:a', kind: 'copy-asked', orderId: 'manual:a', data: { tag } }),
  );
  recorder.record(incomingOrder({ sourceId: '7', tags: [tag] }), { by: 'shopify', ring: true });
  expect(rung).toEqual(['manual:a']);
});

it('rings once when two computers record the same fact', () => {
  const { ledger, recorder, rung } = windowOn();
  recorder.record(incomingOrder({ sourceId: '1' }), { by: 'shopify', ring: false });
  const facts = [
    fact({
      id: 'copy-told:1',
      kind: 'copy-told',
      orderId: 'shopify:1',
      data: {
        copy: 'mail:dostavo:7',
        why: 'merged',
        version: 2,
        paymentStatus: 'pending',
        cancelledAt: '2025-03-04T10:00:00Z',
      },
    }),
    fact({ id: 'released:shopify:1', kind: 'released', orderId: 'shopify:1', data: {} }),
  ];
  for (const [at, one] of facts.entries()) {
    ledger.entries.append(one);
    ledger.entries.importRemote([{ ...one, desk: 'desk-2', seq: at + 1, recordedAt: 1 }]);
  }
  expect(rung).toEqual(['shopify:1', 'shopify:1']);
});

it('refreshes the shop’s details in windows when another computer changes them', () => {
  const { ledger, announced } = windowOn();
  const zone = { timeZone: 'Europe/Berlin', currency: 'EUR', decision: 1 };
  const { id, ...zoneSet } = fact({ id: 'zone-set:desk-2:1', kind: 'zone-set', orderId: null, data: zone });
  ledger.entries.importRemote([{ ...zoneSet, id, desk: 'desk-2', seq: 1, recordedAt: 0 }]);
  expect(announced).toEqual([{ kind: 'insights-changed' }, { kind: 'app-changed' }]);
});

it('refreshes windows without ringing when BigQuery completes an event', () => {
  const { ledger, announced, rung } = windowOn();
  const order = { order: incomingOrder({ sourceId: '1' }) };
  const touch = { subscriberId: '7001', name: 'Olena', wantsManager: false };
  const draft = { draftId: 'd-1', state: 'creating', tag: 'orderbell-d-1' };
  const zone = { timeZone: 'Europe/Berlin', currency: 'EUR', decision: 1 };
  const mark = { about: 'shopify:1', mark: 'vip', on: true, decision: 1 };
  const duty = { manager: 'Anna', on: true, decision: 1, via: 'app' };
  const remote = [
    fact({ id: 'received:shopify:1', kind: 'order-received', orderId: 'shopify:1', data: order }),
    fact({ id: 'draft:1', kind: 'draft-changed', orderId: null, data: draft }),
    fact({ id: 'touch:1', kind: 'touched', orderId: null, data: touch }),
    fact({ id: 'mark:1', kind: 'customer-marked', orderId: null, data: mark }),
    fact({ id: 'duty:1', kind: 'duty-set', orderId: null, data: duty }),
    fact({ id: 'zone-set:desk-2:1', kind: 'zone-set', orderId: null, data: zone }),
    fact({
      id: 'recipe-taught:1',
      kind: 'recipe-taught',
      orderId: null,
      data: { recipe: kiosklyTemplate() },
    }),
  ].map((one, at) => ({ ...one, desk: 'desk-2', seq: at + 1, recordedAt: 1 }));
  ledger.entries.importRemote(remote, { by: 'link' });
  const first = announced.splice(0);
  expect(first.map(({ kind }) => kind)).toEqual([
    'orders-changed',
    'drafts-changed',
    'chats-changed',
    'customers-changed',
    'alert-rules-changed',
    'insights-changed',
    'mail-templates-changed',
    'app-changed',
  ]);
  rung.length = 0;
  ledger.entries.importRemote(
    remote.map((one) => ({ ...one, data: { ...one.data, of: 'a newer version' } })),
  );
  expect(announced).toEqual(
    first.map((event) => (event.kind === 'orders-changed' ? { ...event, newIds: [] } : event)),
  );
  expect(rung).toEqual([]);
});

it('refreshes the mail templates when another computer was taught one', () => {
  const { ledger, announced } = windowOn();
  const data = { recipe: kiosklyTemplate() };
  const taught = fact({ id: 'recipe-taught:1', kind: 'recipe-taught', orderId: null, data });
  ledger.entries.importRemote([{ ...taught, desk: 'desk-2', seq: 1, recordedAt: 0 }]);
  expect(announced).toEqual([{ kind: 'mail-templates-changed' }, { kind: 'app-changed' }]);
});
