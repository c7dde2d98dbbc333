import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryOfRow } from '../../../src/main/cluster/rows-back.ts';
import { readRow } from '../../../src/main/warehouse/rows.ts';
import { entryKinds, parseEntry } from '../../../src/shared/entry.ts';
import { anyFact } from '../../support/any-fact.ts';

it('an entry of any kind comes back from BigQuery as it was written', () => {
  const kinds = new Set<string>();
  fc.assert(
    fc.property(anyFact, fc.integer({ min: 1, max: 9 }), (draft, seq) => {
      const entry = parseEntry({ ...draft, desk: 'desk-2', seq, recordedAt: 1_741_082_400_123 });
      kinds.add(entry.kind);
      const row = readRow(entry);
      const asked = {
        ...row,
        at: Date.parse(row.at),
        recorded_at: Date.parse(row.recorded_at),
        data: JSON.stringify(row.data),
      };
      expect(entryOfRow(asked)).toEqual(JSON.parse(JSON.stringify(entry)));
    }),
    { numRuns: 1000 },
  );
  expect([...kinds].sort()).toEqual([...entryKinds].sort());
});
