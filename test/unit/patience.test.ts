import { expect, it } from 'vitest';
import { gmailProblem } from '../../src/main/intake/gmail/gmail-problem.ts';
import { problemOfAnswer } from '../../src/main/manychat/problems.ts';
import { createPatience } from '../../src/main/patience.ts';
import { Problem } from '../../src/shared/problem.ts';
import { fakeClock } from '../support/clock.ts';

const thrown = (headers: unknown): Error => Object.assign(new Error('503'), { response: { headers } });
const throttled = (headers: unknown): Error =>
  Object.assign(new Error('429'), { response: { status: 429, headers, data: '' } });
const asked = { kind: 'unreachable', retryAfterMs: 20_000 };

it.each([
  ['by the fetch of Node', thrown(new Headers({ 'Retry-After': '20' }))],
  ['by another fetch', thrown({ get: (name: string) => (name === 'retry-after' ? '20' : null) })],
  ['by name', thrown({ 'retry-after': '20' })],
  ['by name, in a list', thrown({ 'Retry-After': ['20'] })],
  [
    'in what it made a problem of',
    new Problem('throttled', 'slower', { cause: thrown({ 'retry-after': '20' }) }),
  ],
])('all callers wait for the time that one answer requested: %s', async (_, error) => {
  const clock = fakeClock();
  const patience = createPatience('Gmail', clock);
  await expect(patience.keep(() => Promise.reject(error))).rejects.toBe(error);
  await expect(patience.keep(async () => 'asked')).rejects.toMatchObject(asked);
  await clock.advance(19_000);
  expect(() => patience.check()).toThrow('Gmail is limiting requests for a while');
  await clock.advance(1_000);
  expect(await patience.keep(async () => 'asked')).toBe('asked');
});

it('waits for the longest requested time, and otherwise not at all', async () => {
  const patience = createPatience('Gmail', fakeClock());
  const error = new Error('cut off');
  await expect(patience.keep(() => Promise.reject(error))).rejects.toBe(error);
  patience.heard(null);
  patience.heard('soon');
  patience.check();
  patience.heard('20');
  patience.heard('5');
  expect(() => patience.check()).toThrow(expect.objectContaining(asked));
});

it.each([
  ['Gmail', gmailProblem(throttled({ 'retry-after': '86400' }))],
  [
    'ManyChat, whose clock is a day ahead of this one',
    problemOfAnswer(
      { status: 429, retryAfter: 'Wed, 05 Mar 2025 10:00:30 GMT', body: undefined },
      { writes: false, now: Date.parse('2025-03-04T10:00:00Z') },
    ),
  ],
])('an answer that requests a day is limited to an hour: %s', (_, problem) => {
  expect(problem).toMatchObject({ kind: 'throttled', retryAfterMs: 3_600_000 });
});

it('avoids a service for an hour at most, with any answer', async () => {
  const clock = fakeClock();
  const patience = createPatience('Gmail', clock);
  patience.heard('31536000');
  await clock.advance(3_599_000);
  expect(() => patience.check()).toThrow('Gmail is limiting requests for a while');
  await clock.advance(1_000);
  patience.check();
});
