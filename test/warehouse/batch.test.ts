import { describe, expect, it } from 'vitest';
import { batchOf, halvesOf, nextTurn } from '../../src/main/warehouse/batch.ts';
import type { Entry } from '../../src/shared/entry.ts';
import { parseEntry } from '../../src/shared/entry.ts';
import { deskIdSchema } from '../../src/shared/ids.ts';

const desk = deskIdSchema.parse('desk 1/кав’ярня');
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

describe('batch', () => {
  it('names a job with the letters BigQuery takes, the same each time', () => {
    expect(batchOf(deskIdSchema.parse('01JD-a_b'), { firstSeq: 1, lastSeq: 20 }, 0).job).toBe(
      '01JD-a_b-1-20',
    );
    expect(batchOf(desk, { firstSeq: 1, lastSeq: 2 }, 0).job).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('gives the same entries another name where they are loaded anew', () => {
    const d = deskIdSchema.parse('d');
    const [first, again] = [0, 1].map((round) => batchOf(d, { firstSeq: 1, lastSeq: 2 }, round).job);
    expect(again).not.toBe(first);
  });

  it('gives a batch whose job failed a new id that follows from the old one', () => {
    const batch = batchOf(deskIdSchema.parse('d'), { firstSeq: 1, lastSeq: 2 }, 0);
    expect(nextTurn(deskIdSchema.parse('d'), batch).job).toBe('d-1-2-r2');
    expect(nextTurn(deskIdSchema.parse('d'), nextTurn(deskIdSchema.parse('d'), batch)).job).toBe('d-1-2-r3');
  });

  it('halves what is left of a batch, gaps and all, and never a single row', () => {
    const halves = halvesOf(desk, [1, 2, 5, 9, 10].map(entry), 0);
    expect(halves?.map(({ firstSeq, lastSeq }) => [firstSeq, lastSeq])).toEqual([
      [1, 5],
      [9, 10],
    ]);
    expect(halvesOf(desk, [entry(3)], 0)).toBeNull();
  });
});
