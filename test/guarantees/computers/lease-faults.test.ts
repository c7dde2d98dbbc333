import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import { memoryLedger } from '../../support/ledger.ts';
import type { BoardDesk } from '../../unit/desks/board-desk.ts';
import { boardDesk, lookOn } from '../../unit/desks/board-desk.ts';
import type { SimulatedHub } from '../../unit/desks/simulated-hub.ts';
import { simulatedHub } from '../../unit/desks/simulated-hub.ts';

const minute = 60_000;
let clock: FakeClock;
let hub: SimulatedHub;
beforeEach(() => {
  clock = fakeClock();
  hub = simulatedHub(clock.now);
});

const desk = (name: string): BoardDesk => boardDesk(hub, clock, name);
const pass = (ms: number, ...desks: readonly BoardDesk[]) => lookOn(clock, ms, desks);
/** Two desks that know of each other; the first listens. */
async function two(): Promise<readonly [BoardDesk, BoardDesk]> {
  const [anna, taras] = [desk('anna'), desk('taras')];
  await pass(2 * minute, anna, taras);
  return [anna, taras];
}

describe('a desk that takes over after days', () => {
  const days = 60 * 60 * minute;

  it('doubts no more than what one that knew of it may still have told: the rest it tells itself', async () => {
    const [anna, taras] = await two();
    await pass(2 * minute, anna, taras);
    const again = taras.again();
    clock.sleep(days);
    await pass(6 * minute, again);
    expect(again.lease.role().isOurs).toBe(true);
    const [doubt] = again.lease.handovers();
    expect(doubt && doubt.to - doubt.from).toBe(5 * minute);
  });

  it('doubts all of it when the one before may have taken itself for the only computer all along', async () => {
    const anna = desk('anna');
    await pass(5 * minute, anna);
    clock.sleep(days);
    const taras = desk('taras');
    await pass(6 * minute, taras);
    expect(taras.lease.role().isOurs).toBe(true);
    const [doubt] = taras.lease.handovers();
    expect(doubt && doubt.to - doubt.from).toBeGreaterThan(days);
  });
});

describe('a desk whose take-over went through though its answer was lost', () => {
  it('doubts what the one before may have told', async () => {
    const [, taras] = await two();
    taras.sky.push('fair', 'cut-after');
    await expect(taras.lease.takeOver()).rejects.toThrow(/lost/);
    await taras.lease.now();
    expect(taras.lease.role().isOurs).toBe(true);
    expect(taras.lease.handovers()).toHaveLength(1);
  });

  it('doubts it too when it died in between', async () => {
    const [, taras] = await two();
    taras.sky.push('fair', 'cut-after');
    await expect(taras.lease.takeOver()).rejects.toThrow(/lost/);
    const again = taras.again();
    await again.lease.now();
    expect(again.lease.handovers()).toHaveLength(1);
  });

  it('doubts nothing of a take-over that did not come about', async () => {
    const [anna, taras] = await two();
    taras.sky.push('fair', 'cut-before');
    await expect(taras.lease.takeOver()).rejects.toThrow(/reached/);
    await anna.lease.handOver();
    await taras.lease.now();
    expect(taras.lease.role().isOurs).toBe(true);
    expect(taras.lease.handovers()).toEqual([]);
  });
});

describe('a desk that hands over', () => {
  it('is not sure of its role any more when the answer is lost: another may have it, and doubt nothing', async () => {
    const [anna, taras] = await two();
    anna.sky.push('fair', 'cut-after');
    await expect(anna.lease.handOver()).rejects.toThrow(/lost/);
    await taras.lease.now();
    expect(taras.lease.role().isOurs).toBe(true);
    expect(anna.lease.isSure()).toBe(false);
  });

  it('waits while it cannot vouch for the one it took over from a moment ago', async () => {
    const [, taras] = await two();
    await taras.lease.takeOver();
    await expect(taras.lease.handOver()).rejects.toThrow(/may not know of yet/);
    await pass(20 * minute, taras);
    await taras.lease.handOver();
    expect(hub.holder()).toBe('nobody');
  });
});

describe('the word that nothing was told unclaimed', () => {
  it('is not given by a desk that is new and knows nothing of it', async () => {
    const [, taras] = await two();
    await taras.lease.takeOver();
    const nina = desk('nina');
    await pass(minute, nina, taras);
    expect(taras.lease.handovers()).toHaveLength(1);
  });

  it('is not taken from another desk than the one that was replaced', async () => {
    const [anna, taras] = await two();
    const nina = desk('nina');
    await pass(minute, anna, taras, nina);
    await pass(6 * minute, taras, nina);
    await pass(20 * minute, taras, nina);
    const [first, second] = taras.lease.role().isOurs ? [taras, nina] : [nina, taras];
    await second.lease.takeOver();
    await anna.lease.now();
    await second.lease.now();
    expect(second.lease.handovers()).toMatchObject([{ before: first.ledger.deskId }]);
    await first.lease.now();
    await second.lease.now();
    expect(second.lease.handovers()).toEqual([]);
  });

  it('is given later when it could not be written at once, also by an app that was started anew', async () => {
    const [anna, taras] = await two();
    await taras.lease.takeOver();
    anna.sky.push('fair', 'cut-before');
    await anna.lease.now();
    const again = anna.again();
    await again.lease.now();
    await taras.lease.now();
    expect(taras.lease.handovers()).toEqual([]);
  });

  it('is not given while an order was told unclaimed a moment ago, though the clock is set an hour on', async () => {
    const [anna, taras] = await two();
    anna.lease.toldUnclaimed();
    clock.set(60 * minute);
    await taras.lease.takeOver();
    await pass(minute, anna, taras);
    expect(taras.lease.handovers()).toHaveLength(1);
    await pass(20 * minute, anna, taras);
    expect(taras.lease.handovers()).toEqual([]);
  });
});

describe('what a desk that took over doubts', () => {
  it('begins with the last sign of the one before, whoever wrote on the board since', async () => {
    const [anna, taras] = await two();
    const lastSign = clock.now();
    await pass(3 * minute, taras);
    await desk('nina').lease.now();
    await pass(3 * minute, taras);
    expect(taras.lease.role().isOurs).toBe(true);
    expect((taras.lease.handovers()[0]?.from ?? 0) - lastSign).toBeLessThanOrEqual(0);
    expect(anna.lease.isSure()).toBe(false);
  });

  it('keeps what it doubts of two desks apart', async () => {
    const [anna, taras] = await two();
    await taras.lease.takeOver();
    await pass(minute, taras);
    await anna.lease.takeOver();
    await pass(minute, anna);
    // the one that was replaced first comes to vouch for its own time alone
    expect(anna.lease.handovers()).toMatchObject([{ before: 'desk-taras' }]);
    expect(taras.lease.handovers()).toMatchObject([{ before: 'desk-anna' }]);
  });
});

describe('a receiver that lives', () => {
  it('is not taken for silent because an answer took minutes to come', async () => {
    const [anna, taras] = await two();
    let letGo = (): void => {};
    const slow = boardDesk(
      {
        ...hub,
        hubOf: (id, weather) => {
          const its = hub.hubOf(id, weather, () => 0);
          const late = async () => {
            // asked now, answered when the receiver has given its next sign, and that is the last one for a while
            await new Promise<void>((resolve) => {
              letGo = resolve;
            });
            return its.table.read();
          };
          let reads = 0;
          return { ...its, table: { ...its.table, read: () => (++reads === 1 ? late() : its.table.read()) } };
        },
      },
      clock,
      'nina',
    );
    const look = slow.lease.now();
    await clock.advance(1);
    clock.sleep(4 * minute);
    await anna.lease.now();
    letGo();
    await look;
    clock.sleep(2 * minute);
    await slow.lease.now();
    expect(slow.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: false });
    expect(anna.lease.isSure()).toBe(true);
    expect(taras.lease.role().isOurs).toBe(false);
  });
});

describe('a desk that comes new', () => {
  it('takes over from one that is gone after a few beats, when BigQuery’s clock says how long it is gone', async () => {
    await two();
    clock.sleep(12 * 60 * minute);
    const nina = desk('nina');
    await nina.lease.now();
    expect(nina.lease.role().isOurs).toBe(false);
    await pass(2 * minute, nina);
    expect(nina.lease.role().isOurs).toBe(true);
  });

  it('does so by the holder’s own word when others have written since', async () => {
    await two();
    clock.sleep(4 * minute);
    await desk('olha').lease.now();
    const nina = desk('nina');
    await pass(3 * minute, nina);
    expect(nina.lease.role().isOurs).toBe(true);
  });

  it('takes nothing from one that lives, though it has seen one beat and the last one was old', async () => {
    const [anna] = await two();
    await anna.lease.stop();
    clock.sleep(12 * 60 * minute);
    // both computers are switched on in the morning; the first beat is written before BigQuery’s time is known
    const [morning, nina] = [anna.again(), desk('nina')];
    await morning.lease.now();
    await nina.lease.now();
    await pass(10 * minute, morning, nina);
    expect(nina.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: false });
    expect(hub.holder()).toBe('desk-anna');
  });

  it('does not wait for ever where it never learns BigQuery’s time', async () => {
    await two();
    const nina = desk('nina');
    // everything it writes is lost before it is carried out
    for (let look = 0; look < 12; look += 1) {
      nina.sky.push('fair', 'cut-before');
      clock.sleep(30_000);
      await nina.lease.now();
    }
    nina.sky.splice(0);
    await nina.lease.now();
    expect(nina.lease.role().isOurs).toBe(true);
  });
});

describe('being known to the others', () => {
  it('is remembered over a restart, and begins anew on a board that was made anew', async () => {
    const [anna] = await two();
    const again = anna.again();
    await again.lease.now();
    expect(again.lease.isKnown()).toBe(true);
    hub.makeBoardAnew();
    await again.lease.now();
    await again.lease.now();
    expect([again.lease.isKnown(), again.lease.isAlone()]).toEqual([false, false]);
    await pass(2 * minute, again);
    expect(again.lease.isKnown()).toBe(true);
  });

  it('is not claimed by a ledger that never said it', async () => {
    const { lease } = boardDesk(hub, clock, 'anna', memoryLedger({ clock, deskId: 'desk-anna' }));
    await lease.now();
    expect(lease.isKnown()).toBe(false);
  });
});
