import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/main/ledger/database.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { documentIdSchema } from '../../../src/shared/ids.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';
import { shopTimeAt } from '../../support/shop-time.ts';

let ledger: Ledger;
beforeEach(() => {
  ledger = memoryLedger();
});

const add = (sourceId: string) => ledger.entries.append(received(incomingOrder({ sourceId })));
const orders = () => [...ledger.orders.each()].map(({ order }) => order.sourceId);
const recordBatches = () => {
  const batches: string[][] = [];
  ledger.entries.onAppended((entries) => batches.push(entries.map(({ id }) => id)));
  return batches;
};
const search = (text: string) =>
  ledger.orders.rows({ view: 'all', text, offset: 0, limit: 10 }, shopTimeAt()).total;

describe('a transaction', () => {
  it('keeps everything or nothing', () => {
    expect(() =>
      ledger.transaction(() => {
        add('1');
        ledger.outbox.put({ kind: 'notify', key: 'k', payload: {} });
        ledger.checkpoints.set('gmail', '7');
        ledger.documents.settle(documentIdSchema.parse('missing'), 'understood');
      }),
    ).toThrow('no document missing');
    expect(orders()).toEqual([]);
    expect(ledger.outbox.nextDue('notify')).toBeNull();
    expect(ledger.checkpoints.get('gmail')).toBeNull();
    expect(ledger.verify()).toEqual([]);
  });

  it('undoes a step that failed and was caught, and keeps the rest', () => {
    const batches = recordBatches();
    ledger.transaction(() => {
      add('one');
      expect(() =>
        ledger.transaction(() => {
          add('two');
          throw new Error('unreadable');
        }),
      ).toThrow('unreadable');
      ledger.transaction(() => add('three'));
    });
    expect(orders()).toEqual(['one', 'three']);
    expect(batches).toEqual([['received:shopify:one', 'received:shopify:three']]);
    expect(ledger.entries.list().map(({ seq }) => seq)).toEqual([1, 2]);
    expect(['one', 'two', 'three'].map(search)).toEqual([1, 0, 1]);
    expect(ledger.verify()).toEqual([]);
  });

  it('undoes its inner transactions when it fails after them', () => {
    expect(() =>
      ledger.transaction(() => {
        ledger.transaction(() => add('1'));
        throw new Error('later');
      }),
    ).toThrow('later');
    expect(orders()).toEqual([]);
    add('2');
    expect(orders()).toEqual(['2']);
    expect(ledger.verify()).toEqual([]);
  });

  it('announces its events once, after they are on disk', () => {
    const batches = recordBatches();
    ledger.transaction(() => {
      add('1');
      ledger.transaction(() => add('2'));
      expect(batches).toEqual([]);
    });
    expect(batches).toEqual([['received:shopify:1', 'received:shopify:2']]);
  });

  it('announces nothing of a rollback, then or later', () => {
    const batches = recordBatches();
    expect(() =>
      ledger.transaction(() => {
        add('1');
        throw new Error('no');
      }),
    ).toThrow();
    add('2');
    expect(batches).toEqual([['received:shopify:2']]);
  });

  it('lets a listener write, and end its listening', () => {
    const appended: string[] = [];
    const stop = ledger.entries.onAppended((entries) => {
      appended.push(...entries.map(({ id }) => id));
      if (appended.length === 1) add('2');
    });
    add('1');
    stop();
    add('3');
    expect(appended).toEqual(['received:shopify:1', 'received:shopify:2']);
  });

  it('cannot wait for anything', () => {
    expect(() => ledger.transaction(async () => add('1'))).toThrow('a transaction cannot wait');
    expect(orders()).toEqual([]);
  });

  it('gives back what its work gives', () => {
    expect(ledger.transaction(() => ledger.transaction(() => 42))).toBe(42);
  });
});

describe('work in steps', () => {
  it('runs the commit work after each step, not once at the end', () => {
    const database = openDatabase(':memory:');
    const done: string[] = [];
    database.beforeCommit(() => void done.push('indexed'));
    for (const step of database.inSteps(() => ['one', 'two'])) done.push(step);
    expect(done).toEqual(['indexed', 'one', 'indexed', 'two', 'indexed']);
    database.close();
  });
});
