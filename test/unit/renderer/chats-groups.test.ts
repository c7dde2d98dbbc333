import { expect, it } from 'vitest';
import { groupsOf } from '../../../src/renderer/features/chats/groups.ts';
import { personOf } from '../../support/people.ts';

const person = (id: string, wantsManager: boolean, touchedAt: number) =>
  personOf(id, { wantsManager, touchedAt });

it('lists customers who wait for a manager first, longest first', () => {
  const people = [person('1', false, 9), person('2', true, 5), person('3', true, 1), person('4', false, 10)];
  expect(groupsOf(people).map(({ people: list }) => list.map(({ subscriberId }) => subscriberId))).toEqual([
    ['3', '2'],
    ['4', '1'],
  ]);
});
