import { describe, expect, it } from 'vitest';
import { insertIdOf, readLines, readRow, withAmounts } from '../../../src/main/warehouse/rows.ts';
import { parseEntry } from '../../../src/shared/entry.ts';
import { entryIdSchema } from '../../../src/shared/ids.ts';

const entry = parseEntry({
  id: 'received:shopify:1',
  desk: 'desk-1',
  seq: 7,
  orderId: 'shopify:1',
  kind: 'order-received',
  at: Date.parse('2025-03-04T10:00:00.250Z'),
  recordedAt: Date.parse('2025-03-04T10:00:01Z'),
  by: 'shopify',
  data: {
    order: {
      source: 'shopify',
      sourceId: '1',
      version: 1,
      content: {
        number: '#1001',
        total: { minor: 124050, currency: 'UAH' },
        paymentStatus: 'paid',
        customer: { name: 'Олена\nП.' },
        items: [
          { title: 'Tea', quantity: 1, unitPrice: { minor: 1500, currency: 'JPY' }, options: ['"big"'] },
          { title: 'Oud', quantity: 1, lineTotal: { minor: -5, currency: 'KWD' }, options: [] },
        ],
      },
    },
  },
});

describe('rows', () => {
  it('writes times as UTC and leaves no column out', () => {
    expect(readRow(entry)).toMatchObject({
      id: 'received:shopify:1',
      desk: 'desk-1',
      seq: 7,
      order_id: 'shopify:1',
      kind: 'order-received',
      at: '2025-03-04T10:00:00.250Z',
      recorded_at: '2025-03-04T10:00:01.000Z',
      by: 'shopify',
    });
  });

  it('gives every amount its exact decimal, with the places of its currency', () => {
    expect(readRow(entry).data).toMatchObject({
      order: {
        content: {
          total: { minor: 124050, currency: 'UAH', amount: '1240.50' },
          items: [
            { unitPrice: { minor: 1500, currency: 'JPY', amount: '1500' } },
            { lineTotal: { minor: -5, currency: 'KWD', amount: '-0.005' } },
          ],
        },
      },
    });
  });

  it('loses nothing: without the decimals the data is what the ledger holds', () => {
    const plain: unknown = JSON.parse(
      JSON.stringify(readRow(entry).data, (name, value: unknown) => (name === 'amount' ? undefined : value)),
    );
    expect(plain).toEqual(entry.data);
  });

  it('takes only an exact amount for one', () => {
    const alike = { minor: 1, currency: 'UAH', note: 'x' };
    expect(withAmounts(alike)).toEqual(alike);
  });

  it('mends half a surrogate pair, for BigQuery would refuse the whole row', () => {
    expect(withAmounts({ note: 'a\ud83d' })).toEqual({ note: 'a\ufffd' });
  });

  it('keeps the insert ids of long ids apart, within what BigQuery takes', () => {
    const order = 'notified:new-order:mail:bloomdash:'.padEnd(190, 'x');
    const [ann = '', bob = ''] = [`${order}:Ann`, `${order}:Bob`].map((id) =>
      insertIdOf({ id: entryIdSchema.parse(id) }),
    );
    expect(ann).not.toBe(bob);
    expect(Math.max(ann.length, bob.length)).toBeLessThanOrEqual(128);
    expect(insertIdOf(entry)).toBe(entry.id);
  });

  it('is one line a row, the same bytes each time', () => {
    const lines = readLines([entry, entry]);
    expect(lines.split('\n')).toHaveLength(3);
    expect(lines.split('\n')[0]).toBe(lines.split('\n')[1]);
    expect(readLines([entry, entry])).toBe(lines);
  });
});
