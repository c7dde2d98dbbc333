import { beforeEach, expect, it } from 'vitest';
import type { ComputersParts } from '../../../src/main/cluster/computers-view.ts';
import { computersOf, knownComputers } from '../../../src/main/cluster/computers-view.ts';
import { noteBack, noteForgotten } from '../../../src/main/cluster/forgotten.ts';
import { keepRole, leaderSince } from '../../../src/main/cluster/role.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { entryOf } from '../../support/orders.ts';
import { idOf } from './cluster-shop.ts';

let clock: FakeClock;
let ledger: Ledger;
beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock, deskId: 'desk-anna' });
});

const view = (change: Partial<ComputersParts> = {}) => {
  const role = { leader: idOf('anna'), isLeader: true };
  const parts = { ledger, role, lastSeen: new Map(), name: 'Anna', now: clock.now() };
  return { computers: computersOf({ ...parts, ...change }) };
};
/** Imports the event by which another computer says its name. */
const named = (name: string) =>
  ledger.entries.importRemote([
    entryOf({ id: name, kind: 'desk-named', orderId: null, desk: idOf(name), data: { name } }),
  ]);

it('shows this computer alone while no other is known', () => {
  expect(view().computers).toEqual([
    { id: 'desk-anna', name: 'Anna', isThis: true, isLeader: true, lastSeenAt: null, backAt: null },
  ]);
});

it.each([
  [{ leader: idOf('anna'), isLeader: true }, ['Anna leads', 'borys', 'desk-vira']],
  [{ leader: idOf('olha'), isLeader: false }, ['Anna', 'borys', 'desk-vira', 'desk-olha leads']],
  [{ leader: null, isLeader: true }, ['Anna leads', 'borys', 'desk-vira']],
  [{ leader: null, isLeader: false }, ['Anna', 'borys', 'desk-vira']],
])('shows every computer by name or id, and the leader: %j', (role, shown) => {
  named('borys');
  const { computers } = view({ role, lastSeen: new Map([[idOf('vira'), clock.now()]]) });
  expect(computers.map(({ name, isLeader }) => (isLeader ? `${name} leads` : name))).toEqual(shown);
});

it('hides forgotten computers, and shows for a day that one is back', () => {
  named('borys');
  noteForgotten(ledger, clock, idOf('borys'), 'Anna');
  expect(view().computers.map(({ name }) => name)).toEqual(['Anna']);
  expect(knownComputers(ledger)).toEqual([]);
  noteForgotten(ledger, clock, idOf('anna'), 'Borys');
  noteBack(ledger, clock, 'Anna');
  expect(view().computers).toMatchObject([{ backAt: clock.now() }]);
  clock.sleep(25 * 3_600_000);
  expect(view().computers).toMatchObject([{ backAt: null }]);
});

it('shows since when the leader is the leader', () => {
  expect(leaderSince(ledger.settings)).toBeNull();
  for (const now of [1_000, 2_000]) {
    keepRole(ledger.settings, { leader: idOf('anna'), isLeader: false }, now);
  }
  expect(leaderSince(ledger.settings)).toBe(1_000);
});
