import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryOfRow } from '../../../src/main/cluster/rows-back.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import type { Entry, EntryDraft } from '../../../src/shared/entry.ts';
import { parseEntry } from '../../../src/shared/entry.ts';
import { entryIdSchema } from '../../../src/shared/ids.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { fact, incomingOrder, received } from '../../support/orders.ts';

/** Any sixteen bits one after the other, halves of surrogate pairs among them. */
const anyUnits = fc
  .array(fc.oneof(fc.integer({ min: 0xd800, max: 0xdfff }), fc.integer({ min: 1, max: 0xffff })), {
    minLength: 1,
    maxLength: 12,
  })
  .map((units) => String.fromCharCode(...units));

/** The event on another computer, after a load job's line and a query's result. */
function throughBigQuery(entry: Entry): Entry {
  const line: unknown = JSON.parse(Buffer.from(JSON.stringify(readRow(entry)), 'utf8').toString('utf8'));
  const { at, recorded_at, data, ...rest } = Object(line);
  const row = {
    ...rest,
    at: Date.parse(at),
    recorded_at: Date.parse(recorded_at),
    data: JSON.stringify(data),
  };
  return parseEntry(entryOfRow(row));
}

it('is the same event on every computer, with any UTF-16 text', () => {
  const ledger = memoryLedger();
  fc.assert(
    fc.property(anyUnits, anyUnits, anyUnits, (title, by, note) => {
      const order = incomingOrder({ note: title, customer: { name: by }, tags: [note] });
      const entry = ledger.entries.append({
        id: entryIdSchema.parse(`received:${title}${by}`),
        kind: 'order-received',
        orderId: received(order).orderId,
        at: 0,
        by,
        data: { order, form: { [title]: note } },
      });
      const kept = ledger.entries.list().at(-1);
      if (entry === null) return;
      expect(kept).toEqual(entry);
      expect(throughBigQuery(entry)).toEqual(entry);
    }),
    { numRuns: 200 },
  );
  ledger.close();
});

it('is appended once, with or without half a surrogate pair', () => {
  const ledger = memoryLedger();
  const note = (id: string): EntryDraft => ({
    id: entryIdSchema.parse(id),
    kind: 'note-added',
    orderId: null,
    at: 0,
    by: 'Iryna',
    data: { text: 'call' },
  });
  ledger.entries.append(note('note:\ud83d'));
  expect(ledger.entries.append(note('note:\ud83d'))).toBeNull();
  expect(ledger.entries.append(note('note:\ufffd'))).toBeNull();
  expect(ledger.entries.list()).toHaveLength(1);
  ledger.close();
});

it('repairs half surrogate pairs of earlier versions and of other computers', () => {
  const ledger = memoryLedger({ deskId: 'desk-2' });
  const sent = {
    ...fact({ id: 'note:1', kind: 'note-added', data: { text: 'a' } }),
    data: { text: 'a\ud83d' },
    desk: 'desk-1',
    seq: 1,
    recordedAt: 1,
  };
  const [taken] = ledger.entries.importRemote([sent]);
  expect(taken?.data).toEqual({ text: 'a\ufffd' });
  expect(parseEntry({ ...sent, data: { text: '\udc00b' } }).data).toEqual({ text: '\ufffdb' });
  ledger.close();
});
