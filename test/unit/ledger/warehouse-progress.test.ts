import { beforeEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/main/ports.ts';
import { entryIdSchema, messageIdSchema, orderIdOf } from '../../../src/shared/ids.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

const add = (sourceId: string) => {
  const entry = ledger.entries.append(received(incomingOrder({ sourceId })));
  if (!entry) throw new Error(`order ${sourceId} was there before`);
  return entry.id;
};
const note = (sourceId: string, text: string) =>
  ledger.entries.append(
    fact({
      id: `note:${sourceId}:${text}`,
      kind: 'note-added',
      orderId: `shopify:${sourceId}`,
      data: { text },
    }),
  );
const update = (sourceId: string, version: number) =>
  ledger.entries.append(
    fact({
      id: `updated:${sourceId}:${version}`,
      kind: 'order-updated',
      orderId: `shopify:${sourceId}`,
      data: { order: incomingOrder({ sourceId, version }) },
    }),
  );
const state = (sourceId: string) => ledger.orders.warehouseState(orderIdOf('shopify', sourceId));
const range = (firstSeq: number, lastSeq: number) =>
  ledger.warehouse.range({ firstSeq, lastSeq }).map(({ seq }) => seq);

describe('batches', () => {
  it('cover every entry once, in order', () => {
    expect(ledger.warehouse.unbatched()).toBeNull();
    for (const id of ['1', '2', '3']) add(id);
    expect(ledger.warehouse.unbatched()).toEqual({ firstSeq: 1, lastSeq: 3 });
    ledger.warehouse.batched({ firstSeq: 1, lastSeq: 2 });
    expect(ledger.warehouse.unbatched()).toEqual({ firstSeq: 3, lastSeq: 3 });
    ledger.warehouse.batched({ firstSeq: 3, lastSeq: 3 });
    expect(ledger.warehouse.unbatched()).toBeNull();
    expect(range(1, 3)).toEqual([1, 2, 3]);
  });

  it.each([
    [2, 3],
    [1, 4],
    [1, 0],
  ])('cannot leave a gap or run ahead: %i to %i', (firstSeq, lastSeq) => {
    for (const id of ['1', '2', '3']) add(id);
    expect(() => ledger.warehouse.batched({ firstSeq, lastSeq })).toThrow('does not follow entry 0');
  });

  it('are undone with their transaction', () => {
    add('1');
    expect(() =>
      ledger.transaction(() => {
        ledger.warehouse.batched({ firstSeq: 1, lastSeq: 1 });
        throw new Error('no');
      }),
    ).toThrow();
    expect(ledger.warehouse.unbatched()).toEqual({ firstSeq: 1, lastSeq: 1 });
  });
});

describe('an order', () => {
  beforeEach(() => ledger.warehouse.setConnected(true));

  it('is pending until what was ordered is in the warehouse', () => {
    const first = add('1');
    expect(state('1')).toBe('pending');
    expect(ledger.warehouse.committed([first], 'job', 5)).toEqual(['shopify:1']);
    expect(state('1')).toBe('committed');
    const second = update('1', 2);
    expect(state('1')).toBe('pending');
    expect(range(1, 9)).toEqual([2]);
    if (second) ledger.warehouse.committed([second.id], 'job-2', 6);
    expect(state('1')).toBe('committed');
  });

  it('stays committed when it is only worked on', () => {
    ledger.warehouse.committed([add('1')], 'job', 5);
    note('1', 'called');
    expect(state('1')).toBe('committed');
    expect(ledger.warehouse.counts()).toEqual({ waiting: 1, committed: 1, parked: 0 });
  });

  it('is parked while one of its events is, then pending again', () => {
    const entry = add('1');
    const message = messageIdSchema.parse(ledger.outbox.put({ kind: 'load', key: 'k', payload: 1 }));
    ledger.outbox.park(message, 'row refused');
    ledger.warehouse.parked(entry, 'row refused', message);
    expect([state('1'), range(1, 9)]).toEqual(['parked', []]);
    expect(ledger.warehouse.counts()).toEqual({ waiting: 0, committed: 0, parked: 1 });
    expect(ledger.orders.detail(orderIdOf('shopify', '1'))?.timeline.at(-1)).toMatchObject({
      step: 'parked',
      messageId: message,
    });
    ledger.outbox.unpark(message, 0);
    expect([state('1'), range(1, 9)]).toEqual(['pending', [1]]);
    ledger.warehouse.committed([entry], 'job', 5);
    expect(ledger.warehouse.counts()).toEqual({ waiting: 0, committed: 1, parked: 0 });
  });

  it('that was parked can still be committed', () => {
    const entry = add('1');
    ledger.warehouse.parked(entry, 'row refused', messageIdSchema.parse('m1'));
    ledger.warehouse.committed([entry], 'job', 5);
    expect(state('1')).toBe('committed');
  });

  it('is committed once: a second word changes nothing', () => {
    const entry = add('1');
    ledger.warehouse.committed([entry], 'job', 5);
    ledger.warehouse.committed([entry], 'later-job', 9);
    ledger.warehouse.parked(entry, 'too late', messageIdSchema.parse('m1'));
    expect(state('1')).toBe('committed');
    expect(ledger.warehouse.counts()).toEqual({ waiting: 0, committed: 1, parked: 0 });
    const steps = ledger.orders
      .detail(orderIdOf('shopify', '1'))
      ?.timeline.filter(({ step }) => step === 'committed');
    expect(steps).toEqual([{ step: 'committed', at: 5, job: 'job' }]);
  });

  it('is off without a warehouse, and pending when there is one', () => {
    ledger.warehouse.committed([add('1')], 'job', 5);
    add('2');
    ledger.warehouse.setConnected(false);
    add('3');
    expect(['1', '2', '3'].map(state)).toEqual(['committed', 'off', 'off']);
    ledger.warehouse.setConnected(true);
    expect(['1', '2', '3'].map(state)).toEqual(['committed', 'pending', 'pending']);
  });
});

it('an entry that is not here cannot be parked', () => {
  const none = entryIdSchema.parse('none');
  expect(() => ledger.warehouse.parked(none, 'x', messageIdSchema.parse('m1'))).toThrow('no entry none');
  expect(ledger.warehouse.committed([none], 'job', 1)).toEqual([]);
});
