import { describe, expect, it } from 'vitest';
import { batchOf, halvesOf, idsOf, nextTurn } from '../../../src/main/warehouse/batch.ts';
import type { Entry } from '../../../src/shared/entry.ts';
import { parseEntry } from '../../../src/shared/entry.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';

const desk = workstationIdSchema.parse('desk 1/кав’ярня');
const entry = (seq: number): Entry =>
  parseEntry({
    id: `note:${seq}`,
    desk,
    seq,
    orderId: 'manual:1',
    kind: 'note-added',
    at: 0,
    recordedAt: 0,
    by: 'Olena',
    data: { text: 'x' },
  });

const two = [entry(1), entry(2)];
const d = workstationIdSchema.parse('d');
const span = { firstSeq: 1, lastSeq: 2 };

describe('batch', () => {
  it('names a job with the letters BigQuery takes, the same each time', () => {
    const batch = batchOf(workstationIdSchema.parse('01JD-a_b'), { firstSeq: 1, lastSeq: 20 }, idsOf(two), 0);
    expect(batch.job).toMatch(/^01JD-a_b-1-20-[0-9a-f]{12}$/);
    expect(batchOf(desk, span, idsOf(two), 0).job).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(batchOf(desk, span, idsOf(two), 0)).toEqual(batchOf(desk, span, idsOf(two), 0));
  });

  it('gives other entries another name, though they have the same running numbers', () => {
    const others = two.map((one) => parseEntry({ ...one, id: `other:${one.seq}` }));
    expect(batchOf(d, span, idsOf(others), 0).job).not.toBe(batchOf(d, span, idsOf(two), 0).job);
  });

  it('gives the same events another id when they are loaded again', () => {
    const [first, again] = [0, 1].map((round) => batchOf(d, span, idsOf(two), round).job);
    expect(again).not.toBe(first);
  });

  it('gives a failed batch a new id based on the old', () => {
    const batch = batchOf(d, span, idsOf(two), 0);
    const next = nextTurn(d, batch, two);
    expect(next.job).toBe(`${batch.job}-r2`);
    expect(nextTurn(d, next, two).job).toBe(`${batch.job}-r3`);
  });

  it('halves a batch with its gaps, down to one row', () => {
    const halves = halvesOf(desk, [1, 2, 5, 9, 10].map(entry), 0);
    expect(halves?.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
      [1, 5],
      [9, 10],
    ]);
    expect(halvesOf(desk, [entry(3)], 0)).toBeNull();
  });
});
