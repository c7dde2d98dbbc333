import { beforeEach, describe, expect, it } from 'vitest';
import { chooseLeader, chosenLeader, oldestComputer } from '../../../src/main/cluster/chosen-leader.ts';
import type { Ledger } from '../../../src/main/ports.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { incomingOrder, received } from '../../support/orders.ts';

const [anna, borys] = ['desk-anna', 'desk-borys'].map((id) => workstationIdSchema.parse(id));
if (!anna || !borys) throw new Error('two computers were named');
let clock: FakeClock;
let annas: Ledger;
let boryss: Ledger;

beforeEach(() => {
  clock = fakeClock();
  annas = memoryLedger({ clock, deskId: anna });
  boryss = memoryLedger({ clock, deskId: borys });
});

/** Everything that one has written comes to the other. */
function exchange(): void {
  const [fromAnna, fromBorys] = [annas, boryss].map(({ entries, deskId }) =>
    [...entries.each()].filter(({ desk }) => desk === deskId),
  );
  annas.entries.importRemote(fromBorys ?? []);
  boryss.entries.importRemote(fromAnna ?? []);
}
const order = (ledger: Ledger, sourceId: string) =>
  ledger.entries.append(received(incomingOrder({ sourceId }), clock.now()));

describe('the leader that a manager chose', () => {
  it('is none at first, then the one chosen, on every computer', () => {
    expect(chosenLeader(annas)).toBeNull();
    chooseLeader(annas, clock, borys, 'Anna');
    exchange();
    expect([annas, boryss].map(chosenLeader)).toEqual([borys, borys]);
    chooseLeader(boryss, clock, anna, 'Borys');
    exchange();
    expect([annas, boryss].map(chosenLeader)).toEqual([anna, anna]);
  });

  it('is written once when it is chosen twice', () => {
    chooseLeader(annas, clock, borys, 'Anna');
    chooseLeader(annas, clock, borys, 'Anna');
    expect([...annas.entries.each()].filter(({ kind }) => kind === 'leader-set')).toHaveLength(1);
  });

  it('is one alone when two managers chose at the same time', () => {
    chooseLeader(annas, clock, anna, 'Anna');
    chooseLeader(boryss, clock, borys, 'Borys');
    exchange();
    expect(chosenLeader(annas)).toBe(chosenLeader(boryss));
  });

  it('goes by the order of the choices, not by clocks', () => {
    chooseLeader(annas, clock, borys, 'Anna');
    exchange();
    clock.set(-3_600_000);
    chooseLeader(boryss, clock, anna, 'Borys');
    exchange();
    expect([annas, boryss].map(chosenLeader)).toEqual([anna, anna]);
  });
});

describe('the leader where no manager chose one', () => {
  it('is this computer while nothing was written', () => {
    expect(oldestComputer(annas)).toBe(anna);
  });

  it('is the one that wrote first, whichever computer asks', () => {
    order(boryss, '1');
    clock.sleep(1_000);
    order(annas, '2');
    exchange();
    expect([annas, boryss].map(oldestComputer)).toEqual([borys, borys]);
    clock.sleep(1_000);
    order(annas, '3');
    exchange();
    expect([annas, boryss].map(oldestComputer)).toEqual([borys, borys]);
  });

  it('is one alone when two wrote at the same moment', () => {
    order(annas, '1');
    order(boryss, '2');
    exchange();
    expect([annas, boryss].map(oldestComputer)).toEqual([anna, anna]);
  });
});
