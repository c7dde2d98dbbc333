import { expect, it } from 'vitest';
import { createUndo } from '../../src/renderer/state/undo.ts';

it('takes back the latest thing, once', () => {
  const taken: string[] = [];
  const undo = createUndo();
  undo.offer(() => taken.push('first'));
  undo.offer(() => taken.push('second'));
  undo.take();
  undo.take();
  expect(taken).toEqual(['second']);
});

it('keeps a later offer when an earlier one is withdrawn', () => {
  const taken: string[] = [];
  const undo = createUndo();
  const withdraw = undo.offer(() => taken.push('failed'));
  undo.offer(() => taken.push('later'));
  withdraw();
  undo.take();
  expect(taken).toEqual(['later']);
});

it('has nothing to take back once its only offer is withdrawn', () => {
  const taken: string[] = [];
  const undo = createUndo();
  undo.offer(() => taken.push('failed'))();
  undo.take();
  expect(taken).toEqual([]);
});
