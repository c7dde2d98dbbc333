import { expect, it } from 'vitest';
import { reachAt } from '../../../../src/shared/alert-rules/reach.ts';
import { windowEnd } from '../../../../src/shared/messenger-window.ts';

const hour = 3_600_000;
const now = Date.parse('2025-03-04T10:00:00Z');

it.each([
  ['wrote an hour ago', now - hour, null, 'open', windowEnd(now - hour)],
  ['wrote 22 hours ago', now - 22 * hour, null, 'closing', windowEnd(now - 22 * hour)],
  ['wrote yesterday morning', now - 25 * hour, null, 'closed', null],
  ['never wrote', null, null, 'closed', null],
  ['is unknown', undefined, null, 'unknown', null],
  ['began a shift in Messenger since', now - 30 * hour, now - hour, 'open', windowEnd(now - hour)],
  ['began one before ManyChat was asked', undefined, now - hour, 'open', windowEnd(now - hour)],
  ['began one days ago, and nothing newer is known', undefined, now - 50 * hour, 'unknown', null],
] as const)('reports whether a manager who %s can be reached', (_, last, shiftBegan, state, until) => {
  expect(reachAt(last, shiftBegan, now)).toEqual({ state, until });
});
