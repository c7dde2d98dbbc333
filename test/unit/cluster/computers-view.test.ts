import { beforeEach, describe, expect, it } from 'vitest';
import type { ComputersParts } from '../../../src/main/cluster/computers-view.ts';
import { computersOf, knownComputers } from '../../../src/main/cluster/computers-view.ts';
import { noteBack, noteForgotten } from '../../../src/main/cluster/forgotten.ts';
import { keepRole, leaderSince } from '../../../src/main/cluster/role.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';

const hour = 3_600_000;
const id = (name: string) => workstationIdSchema.parse(`desk-${name}`);
let clock: FakeClock;
let ledger: Ledger;

beforeEach(() => {
  clock = fakeClock();
  ledger = memoryLedger({ clock, deskId: 'desk-anna' });
});

const view = (change: Partial<ComputersParts> = {}) => {
  const role = { leader: id('anna'), isLeader: true };
  const parts = { ledger, role, lastSeen: new Map(), name: 'Anna', now: clock.now() };
  return { computers: computersOf({ ...parts, ...change }) };
};

/** The event by which another computer says what it is called. */
function named(name: string): void {
  const event = { kind: 'desk-named', orderId: null, at: 1, recordedAt: 1, by: name, data: { name } };
  ledger.entries.importRemote([{ ...event, id: `named:${name}`, desk: id(name), seq: 1 }]);
}

describe('the computers that are shown', () => {
  it('are this one alone while no other is known', () => {
    expect(view().computers).toEqual([
      { id: 'desk-anna', name: 'Anna', isThis: true, isLeader: true, lastSeenAt: null, backAt: null },
    ]);
  });

  it('have the names they gave themselves, or else their ids', () => {
    named('borys');
    const lastSeen = new Map([[id('vira'), clock.now()]]);
    expect(view({ lastSeen }).computers.map(({ name }) => name)).toEqual(['Anna', 'borys', 'desk-vira']);
  });

  it('include the leader, though nothing else is known of it', () => {
    const role = { leader: id('borys'), isLeader: false };
    expect(view({ role }).computers.map(({ isThis, isLeader }) => [isThis, isLeader])).toEqual([
      [true, false],
      [false, true],
    ]);
  });

  it('have this one as the leader while none is known', () => {
    expect(view({ role: { leader: null, isLeader: true } }).computers).toMatchObject([{ isLeader: true }]);
  });

  it('have no leader where none is known and others are there', () => {
    named('borys');
    const { computers } = view({ role: { leader: null, isLeader: false } });
    expect(computers.some(({ isLeader }) => isLeader)).toBe(false);
  });

  it('are without those that were forgotten', () => {
    named('borys');
    noteForgotten(ledger, clock, id('borys'), 'Anna');
    expect(view().computers.map(({ name }) => name)).toEqual(['Anna']);
    expect(knownComputers(ledger)).toEqual([]);
  });

  it('show for a day that one was forgotten and is back', () => {
    noteForgotten(ledger, clock, id('anna'), 'Borys');
    noteBack(ledger, clock, 'Anna');
    const at = clock.now();
    expect(view().computers).toMatchObject([{ backAt: at }]);
    clock.sleep(25 * hour);
    expect(view().computers).toMatchObject([{ backAt: null }]);
  });
});

it('shows since when the leader is the leader', () => {
  expect(leaderSince(ledger.settings)).toBeNull();
  const role = { leader: id('anna'), isLeader: false };
  keepRole(ledger.settings, role, 1_000);
  keepRole(ledger.settings, role, 2_000);
  expect(leaderSince(ledger.settings)).toBe(1_000);
});
