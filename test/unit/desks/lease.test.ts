import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Lease } from '../../../src/main/desks/lease.ts';
import { createLease } from '../../../src/main/desks/lease.ts';
import { createOwnMeans } from '../../../src/main/desks/own-means.ts';
import { createClaim } from '../../../src/main/warehouse/claim.ts';
import { openBigQuery } from '../../../src/main/warehouse/client.ts';
import { createCost } from '../../../src/main/warehouse/cost.ts';
import { createDesksTable } from '../../../src/main/warehouse/desks-table.ts';
import { ensureTable } from '../../../src/main/warehouse/ensure.ts';
import { deskMeans } from '../../../src/shared/desk-source.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';
import type { FakeClock } from '../../support/clock.ts';
import { fakeClock } from '../../support/clock.ts';
import type { FakeBigQuery } from '../../support/fake-bigquery.ts';
import { startFakeBigQuery } from '../../support/fake-bigquery.ts';
import { memoryLedger } from '../../support/ledger.ts';
import { quietLog } from '../../support/log.ts';

let clock: FakeClock;
let fake: FakeBigQuery;
const open: Lease[] = [];

beforeEach(async () => {
  clock = fakeClock();
  fake = await startFakeBigQuery(clock);
  await ensureTable(openBigQuery(fake.config), fake.config);
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((lease) => lease.stop()));
  await fake.close();
});

/** A desk of its own watch; `roles` is what its shop was told. */
function desk(name: string, its = clock, ledger = memoryLedger({ clock: its, deskId: `desk-${name}` })) {
  const roles: boolean[] = [];
  const lease = createLease({
    table: createDesksTable(openBigQuery(fake.config), fake.config),
    deskId: ledger.deskId,
    settings: ledger.settings,
    clock: its,
    log: quietLog(),
    means: createOwnMeans(deskMeans, {}, clock),
    mailbox: () => null,
    onRole: ({ isOurs }) => roles.push(isOurs),
  });
  open.push(lease);
  return { lease, roles, id: ledger.deskId, ledger };
}
const minutes = (count: number): number => count * 60_000;

describe('the desk that listens', () => {
  it('is the first that comes, and the same one while it gives signs, for every desk', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await taras.lease.now();
    for (let half = 0; half < 40; half += 1) {
      clock.sleep(30_000);
      await anna.lease.now();
      await taras.lease.now();
    }
    expect(anna.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: true });
    expect(taras.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: false });
    expect([anna.lease.isSure(), taras.lease.isSure()]).toEqual([true, false]);
    expect(taras.roles).toEqual([false]);
  });

  it('is replaced when it has been silent for five minutes, and not before', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await taras.lease.now();
    clock.sleep(minutes(5) - 1_000);
    await taras.lease.now();
    expect(taras.lease.role().isOurs).toBe(false);
    clock.sleep(2_000);
    await taras.lease.now();
    expect(taras.lease.role()).toEqual({ receiver: 'desk-taras', isOurs: true });
    expect(taras.lease.handovers()).toHaveLength(1);
    // by then the silent one does not take itself for the holder either
    expect(anna.lease.isSure()).toBe(false);
    await anna.lease.now();
    expect(anna.lease.role()).toEqual({ receiver: 'desk-taras', isOurs: false });
  });

  it('is one of several that take over at once', async () => {
    const anna = desk('anna');
    const others = ['b', 'c', 'd', 'e'].map((name) => desk(name));
    await anna.lease.now();
    await Promise.all(others.map(({ lease }) => lease.now()));
    clock.sleep(minutes(6));
    await Promise.all(others.map(({ lease }) => lease.now()));
    clock.sleep(30_000);
    await Promise.all(others.map(({ lease }) => lease.now()));
    const holders = others.filter(({ lease }) => lease.role().isOurs);
    expect(holders).toHaveLength(1);
    expect(new Set(others.map(({ lease }) => lease.role().receiver))).toEqual(new Set([holders[0]?.id]));
  });

  it('is known by each desk’s own watch, however wrong its clock is', async () => {
    const late = fakeClock('2025-03-04T08:00:00Z');
    const [anna, taras] = [desk('anna'), desk('taras', late)];
    await anna.lease.now();
    await taras.lease.now();
    for (let half = 0; half < 20; half += 1) {
      for (const one of [clock, late]) one.sleep(30_000);
      late.set(half % 2 === 0 ? 3_600_000 : -3_600_000);
      await anna.lease.now();
      await taras.lease.now();
    }
    expect(taras.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: false });
  });

  it('stays what it was while BigQuery cannot be asked, and says why; sure of it only for a while', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await taras.lease.now();
    fake.faults.outage = () => ({ code: 503, reason: 'backendError', message: 'down for now' });
    clock.sleep(minutes(3));
    await anna.lease.now();
    expect([anna.lease.role().isOurs, anna.lease.isSure()]).toEqual([true, true]);
    clock.sleep(minutes(2));
    await Promise.all([anna.lease.now(), taras.lease.now()]);
    expect([anna.lease.role().isOurs, anna.lease.isSure()]).toEqual([true, false]);
    expect(taras.lease.role().isOurs).toBe(false);
    expect(taras.lease.problem()).toMatch(/down for now/);
  });

  it('can be taken over and handed over by hand', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await taras.lease.now();
    clock.sleep(10_000); // a table takes five changes in ten seconds
    await taras.lease.takeOver();
    await anna.lease.now();
    expect(anna.roles).toEqual([true, false]);
    clock.sleep(10_000);
    await taras.lease.handOver();
    await taras.lease.now();
    expect(taras.lease.role().isOurs).toBe(false);
    await anna.lease.now();
    expect(anna.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: true });
  });

  it('is not taken back at once by the one that gave it away, though its shop is opened anew', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await anna.lease.handOver();
    await anna.lease.stop();
    const again = desk('anna', clock, anna.ledger);
    expect(again.lease.role()).toEqual({ receiver: null, isOurs: false });
    await again.lease.now();
    clock.sleep(10_000); // a table takes five changes in ten seconds
    await taras.lease.now();
    expect([again.lease.role().isOurs, taras.lease.role().isOurs]).toEqual([false, true]);
    // what was given away once is as free as to any when the next one gives it away
    await again.lease.now();
    clock.sleep(10_000);
    await taras.lease.handOver();
    await again.lease.now();
    expect(again.lease.role().isOurs).toBe(true);
  });

  it('listens again by itself when nobody has come for what it gave away', async () => {
    const anna = desk('anna');
    await anna.lease.now();
    await anna.lease.handOver();
    for (let half = 0; half < 11; half += 1) {
      clock.sleep(30_000);
      await anna.lease.now();
    }
    expect(anna.lease.role()).toEqual({ receiver: 'desk-anna', isOurs: true });
  });

  it('says since when it listens and when its last sign was seen, by the clock of whoever looks', async () => {
    const [anna, taras] = [desk('anna'), desk('taras', fakeClock('2025-03-04T08:00:00Z'))];
    await anna.lease.now();
    await taras.lease.now();
    expect(taras.lease.since()).toBe(Date.parse('2025-03-04T08:00:00Z'));
    const age = (at: number | null, from: number): number => Math.round((from - (at ?? 0)) / 1_000);
    expect(age(taras.lease.signAt(), Date.parse('2025-03-04T08:00:00Z'))).toBe(0);
    const since = clock.now();
    clock.sleep(minutes(2));
    expect([anna.lease.since(), age(anna.lease.signAt(), since)]).toEqual([since, 0]);
  });
});

describe('a desk without sources', () => {
  it('never listens, by itself or by hand, and does not say that nobody does', async () => {
    const ledger = memoryLedger({ clock, deskId: 'desk-till' });
    const lease = createLease({
      table: createDesksTable(openBigQuery(fake.config), fake.config),
      deskId: ledger.deskId,
      settings: ledger.settings,
      clock,
      log: quietLog(),
      means: createOwnMeans([], {}, clock),
      mailbox: () => null,
      onRole: () => {},
    });
    open.push(lease);
    await lease.now();
    clock.sleep(minutes(30));
    await lease.now();
    expect(lease.role().receiver).toBeNull();
    await expect(lease.takeOver()).rejects.toThrow(/no source/);
    const anna = desk('anna');
    await anna.lease.now();
    await lease.now();
    clock.sleep(minutes(30));
    await lease.now();
    expect(lease.role()).toEqual({ receiver: 'desk-anna', isOurs: false });
  });
});

describe('a desk that told something without a claim', () => {
  it('does not hand over before the others can know of it', async () => {
    const anna = desk('anna');
    await anna.lease.now();
    anna.lease.toldUnclaimed();
    await expect(anna.lease.handOver()).rejects.toThrow(/may not know of yet/);
    clock.sleep(minutes(16));
    await anna.lease.now();
    await anna.lease.handOver();
    expect(anna.lease.role().isOurs).toBe(false);
  });
});

describe('a desk that took over', () => {
  it('doubts what came meanwhile until the one before says that it told nothing without a claim', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await taras.lease.now();
    clock.sleep(10_000);
    await taras.lease.takeOver();
    expect(taras.lease.handovers()).toHaveLength(1);
    await anna.lease.now();
    clock.sleep(10_000);
    await taras.lease.now();
    expect(taras.lease.handovers()).toEqual([]);
  });

  it('goes on doubting it when the one before did tell something so', async () => {
    const [anna, taras] = [desk('anna'), desk('taras')];
    await anna.lease.now();
    await taras.lease.now();
    anna.lease.toldUnclaimed();
    clock.sleep(10_000);
    await taras.lease.takeOver();
    await anna.lease.now();
    clock.sleep(10_000);
    await taras.lease.now();
    expect(taras.lease.handovers()).toHaveLength(1);
  });
});

describe('a claim', () => {
  it('is won by one of five desks, each time, and by the same one when it asks again', async () => {
    const claims = ['a', 'b', 'c', 'd', 'e'].map((name) => {
      const { settings } = memoryLedger({ clock, deskId: `desk-${name}` });
      const cost = createCost({ settings, clock });
      return createClaim(openBigQuery(fake.config), fake.config, deskIdSchema.parse(`desk-${name}`), cost);
    });
    for (let notice = 0; notice < 20; notice += 1) {
      const first = await Promise.all(claims.map((claim) => claim(`notice-${notice}`)));
      expect(first.filter((whose) => whose === 'ours')).toHaveLength(1);
      expect(await Promise.all(claims.map((claim) => claim(`notice-${notice}`)))).toEqual(first);
    }
  });

  it('is still ours when the answer to it was lost', async () => {
    const { settings } = memoryLedger({ clock });
    const claim = createClaim(
      openBigQuery(fake.config),
      fake.config,
      deskIdSchema.parse('desk-a'),
      createCost({ settings, clock }),
    );
    fake.faults.refuse.push({ on: 'POST', with: 'cut-after' });
    await expect(claim('n')).rejects.toThrow();
    expect(await claim('n')).toBe('ours');
  });
});
