import { expect, it } from 'vitest';
import { append, makeDesks, projectionOf, writtenBy } from '../../support/desks.ts';
import { incomingOrder, received } from '../../support/orders.ts';

it('lets a computer forward all events, duplicates and unreadable ones too', () => {
  const [one, two, three] = makeDesks([0, 60_000, -60_000]);
  if (!one || !two || !three) throw new Error('three desks');
  append(one, [received(incomingOrder()), received(incomingOrder({ sourceId: '1002' }))]);
  append(two, [received(incomingOrder()), received(incomingOrder({ sourceId: '1003' }))]);
  const newer = { ...writtenBy(two)[0], seq: 3, id: 'of-a-newer-version', kind: 'not-known-yet' };
  one.ledger.entries.importRemote([...writtenBy(two), newer]);

  const { entries } = one.ledger;
  for (const [desk, ranges] of entries.numbers()) {
    for (const { first, last } of ranges)
      three.ledger.entries.importRemote(entries.ofNumbers(desk, first, last));
  }

  expect(three.ledger.entries.numbers()).toEqual(entries.numbers());
  expect(three.ledger.entries.countUnread()).toBe(1);
  expect(projectionOf(three.ledger)).toEqual(projectionOf(one.ledger));
});

it('hands on no more than was asked for', () => {
  const [one] = makeDesks([0]);
  if (!one) throw new Error('a desk');
  append(
    one,
    ['1', '2', '3', '4'].map((sourceId) => received(incomingOrder({ sourceId }))),
  );
  expect(one.ledger.entries.ofNumbers(one.ledger.deskId, 2, 3)).toEqual(writtenBy(one).slice(1, 3));
});
