import { expect, it } from 'vitest';
import { createUndo } from '../../../src/renderer/state/undo.ts';

it('takes back the latest thing, then the one before it, each once', () => {
  const taken: string[] = [];
  const undo = createUndo();
  undo.offer(() => taken.push('first'));
  undo.offer(() => taken.push('second'));
  undo.take();
  undo.take();
  undo.take();
  expect(taken).toEqual(['second', 'first']);
});

it('undoes nothing that its own button has undone', () => {
  const taken: string[] = [];
  const undo = createUndo();
  undo.offer(() => taken.push('first'));
  const withdraw = undo.offer(() => taken.push('second'));
  withdraw();
  undo.take();
  expect(taken).toEqual(['first']);
});

it('remembers the latest twenty', () => {
  const taken: number[] = [];
  const undo = createUndo();
  for (let thing = 1; thing <= 25; thing += 1) undo.offer(() => taken.push(thing));
  for (let time = 0; time < 30; time += 1) undo.take();
  expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
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
