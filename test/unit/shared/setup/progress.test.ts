import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SetupNote } from '../../../../src/shared/setup/progress.ts';
import {
  noProgress,
  setupNoteSchema,
  setupProgressSchema,
  setupSteps,
  withNote,
} from '../../../../src/shared/setup/progress.ts';

const step = fc.constantFrom(...setupSteps);
const answer = fc.constantFrom('yes' as const, 'no' as const);
const note: fc.Arbitrary<SetupNote> = fc.oneof(
  fc.record({ kind: fc.constant('open' as const), step: fc.option(step) }),
  fc.record({ kind: fc.constant('skip' as const), step, on: fc.boolean() }),
  fc.record({
    kind: fc.constant('tick' as const),
    step,
    click: fc.integer({ min: 1, max: 20 }),
    on: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('sense' as const),
    sense: fc.constantFrom('sound' as const, 'toast' as const),
    answer,
  }),
  fc.record({ kind: fc.constant('invitation-closed' as const) }),
);
const after = (notes: readonly SetupNote[]) => notes.reduce(withNote, noProgress);

it('stays what can be kept and read again, whatever is noted', () => {
  fc.assert(
    fc.property(fc.array(note), (notes) => {
      const progress = after(notes);
      expect(setupProgressSchema.parse(JSON.parse(JSON.stringify(progress)))).toEqual(progress);
      for (const each of notes) expect(setupNoteSchema.parse(each)).toEqual(each);
    }),
  );
});

it('is not changed by a repeated note', () => {
  fc.assert(
    fc.property(fc.array(note), note, (notes, last) => {
      const once = after([...notes, last]);
      expect(withNote(once, last)).toEqual(once);
    }),
  );
});

it('closes a step that is skipped, and no other', () => {
  const open = after([{ kind: 'open', step: 'gmail' }]);
  expect(withNote(open, { kind: 'skip', step: 'gmail', on: true })).toMatchObject({
    open: null,
    skipped: ['gmail'],
  });
  expect(withNote(open, { kind: 'skip', step: 'tunnel', on: true })).toMatchObject({
    open: 'gmail',
    skipped: ['tunnel'],
  });
});

it('records each completed click by number, in order', () => {
  const ticks = [3, 1, 2].map((click) => ({ kind: 'tick', step: 'shopify', click, on: true }) as const);
  const all = after(ticks);
  expect(all.ticked.shopify).toEqual([1, 2, 3]);
  expect(withNote(all, { kind: 'tick', step: 'shopify', click: 2, on: false }).ticked.shopify).toEqual([
    1, 3,
  ]);
});
