import { beforeEach, expect, it } from 'vitest';
import { chooseLeader, chosenLeader, oldestComputer } from '../../../src/main/cluster/chosen-leader.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { exchange } from '../../support/desks.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';

let clock: FakeClock;
let anna: Ledger;
let borys: Ledger;
beforeEach(() => {
  clock = fakeClock();
  anna = memoryLedger({ clock, deskId: 'desk-anna' });
  borys = memoryLedger({ clock, deskId: 'desk-borys' });
});
const choose = (at: Ledger, leader: Ledger) => chooseLeader(at, clock, leader.deskId, 'a manager');
const chosen = () => [anna, borys].map(chosenLeader);
const oldest = () => [anna, borys].map(oldestComputer);
const order = (ledger: Ledger, sourceId: string) =>
  ledger.entries.append(received(incomingOrder({ sourceId }), clock.now()));

it('goes by the order of the choices, not by clocks', () => {
  expect(chosen()).toEqual([null, null]);
  choose(anna, borys);
  exchange(anna, borys);
  expect(chosen()).toEqual([borys.deskId, borys.deskId]);
  clock.set(-3_600_000);
  choose(borys, anna);
  exchange(anna, borys);
  expect(chosen()).toEqual([anna.deskId, anna.deskId]);
});

it('stores a repeated choice once', () => {
  for (let times = 0; times < 2; times += 1) choose(anna, borys);
  expect([...anna.entries.each()].filter(({ kind }) => kind === 'leader-set')).toHaveLength(1);
});

it('agrees on one leader when two managers chose at the same time', () => {
  choose(anna, anna);
  choose(borys, borys);
  exchange(anna, borys);
  expect(new Set(chosen()).size).toBe(1);
});

it('makes the computer that wrote first the leader while none is chosen', () => {
  expect(oldest()).toEqual([anna.deskId, borys.deskId]);
  order(borys, '1');
  for (const id of ['2', '3']) {
    clock.sleep(1_000);
    order(anna, id);
    exchange(anna, borys);
    expect(oldest()).toEqual([borys.deskId, borys.deskId]);
  }
});

it('agrees on one leader when two wrote at the same moment', () => {
  order(anna, '1');
  order(borys, '2');
  exchange(anna, borys);
  expect(oldest()).toEqual([anna.deskId, anna.deskId]);
});
