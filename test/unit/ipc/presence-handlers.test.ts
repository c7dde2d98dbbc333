import { expect, it } from 'vitest';
import { createPresenceHandlers } from '../../../src/main/ipc/presence-handlers.ts';
import { fakeClock } from '../../support/clock.ts';
import { lastSaid, order, presenceDesk, receive } from '../cluster/presence-desks.ts';

const edits = [{ order, doing: 'edits' as const }];

it('shows since when a person is there by this computer’s clock', async () => {
  const clock = fakeClock('2026-11-27T14:05:00Z');
  const anna = presenceDesk('desk-a', clock, 'Anna');
  const ivan = presenceDesk('desk-i', clock, 'Ivan');
  const handlers = createPresenceHandlers({ presence: ivan.presence, clock, onHere: () => {} });
  anna.presence.here('window', edits);
  await clock.advance(90_000);
  receive(ivan, anna);

  const since = Date.parse('2026-11-27T14:05:00Z');
  expect(await handlers['presence.list'](undefined)).toEqual([
    { order, desk: anna.id, name: 'Anna', doing: 'edits', since, took: false },
  ]);
  await handlers['presence.here']({ orders: edits }, 'page-1');
  await handlers['presence.here']({ orders: edits }, 'page-2');
  expect(await handlers['presence.takeEdit']({ order })).toMatchObject([{ name: 'Anna', doing: 'looks' }]);
  await handlers['presence.here']({ orders: [] }, 'page-1');
  await clock.advance(3_000);
  expect(lastSaid(ivan)).toMatchObject({ orders: [{ order, doing: 'edits' }] });
  await handlers['presence.here']({ orders: [] }, 'page-2');
  await clock.advance(3_000);
  expect(lastSaid(ivan)).toMatchObject({ orders: [] });
});
