import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Entry } from '../../../src/shared/entry.ts';
import { foldOrder } from '../../../src/shared/fold.ts';
import { orderIdOf } from '../../../src/shared/ids.ts';
import { entryOf, incomingOrder } from '../../support/orders.ts';

const id = orderIdOf('shopify', '1001');
const came = entryOf({ id: 'came', kind: 'order-received', data: { order: incomingOrder() } });
const fold = (entries: readonly Entry[]) => foldOrder(id, [came, ...entries]);

const anyFact = fc.oneof(
  fc.record({
    kind: fc.constant('tag-set' as const),
    data: fc.record({
      tag: fc.constantFrom('gift', 'call back'),
      on: fc.boolean(),
      decision: fc.integer({ min: 1, max: 6 }),
    }),
  }),
  fc.record({
    kind: fc.constant('assigned' as const),
    data: fc.record({
      manager: fc.constantFrom('Anna', 'Taras', null),
      decision: fc.integer({ min: 1, max: 6 }),
    }),
  }),
  fc.record({
    kind: fc.constant('snoozed' as const),
    data: fc.record({
      until: fc.constantFrom(1_000, 2_000, null),
      decision: fc.integer({ min: 1, max: 6 }),
    }),
  }),
);
const facts = fc
  .array(anyFact, { maxLength: 8 })
  .map((list) => list.map((one, index) => entryOf({ id: `deed:${index}`, ...one })));

it('has the same tags, assignee and snooze in any event order', () => {
  fc.assert(
    fc.property(
      facts.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.subarray(list)),
      ),
      ([list, shuffled, twice]) => {
        expect(fold([...shuffled, ...twice])).toEqual(fold(list));
      },
    ),
  );
});

it('follows the last decision on each tag, and forgets undone ones', () => {
  const tag = (decision: number, name: string, on: boolean): Entry =>
    entryOf({ id: `tag:${decision}`, kind: 'tag-set', data: { tag: name, on, decision } });
  expect(fold([tag(1, 'gift', true), tag(2, 'vip', true), tag(3, 'gift', false)])).toMatchObject({
    tags: ['vip'],
    decisions: 3,
  });
  const back = fold([tag(1, 'gift', true), tag(2, 'gift', false)]);
  expect(back).not.toHaveProperty('tags');
});

it('counts every decision, so that the next is the latest', () => {
  const status = entryOf({ id: 's', kind: 'status-set', data: { status: 'taken', decision: 4 } });
  const assigned = entryOf({ id: 'a', kind: 'assigned', data: { manager: 'Anna', decision: 7 } });
  expect(fold([assigned, status])?.decisions).toBe(7);
});
