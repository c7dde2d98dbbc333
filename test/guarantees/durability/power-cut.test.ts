import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger } from '../../../src/main/ledger/open.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';
import { fakeClock } from '../../support/clock.ts';
import { byForm, inFullForm } from '../../support/form.ts';
import { randomFrom } from '../../support/random.ts';
import { prove } from '../prove.ts';
import { createDisk } from './power-cut/disk.ts';
import type { Call } from './power-cut/traced.ts';
import { canTrace, tracedWriter } from './power-cut/traced.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'orderbell-power-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Found = { readonly cuts: number; readonly losing: number; readonly broken: readonly string[] };

/** Cuts the power at random moments after the first acknowledgement, and checks what survived. */
function cutAt(calls: readonly Call[], cuts: number, seed: number): Found {
  const random = randomFrom(seed);
  const disk = createDisk();
  const first = calls.findIndex(({ kind }) => kind === 'acknowledge');
  const moments = Array.from({ length: cuts }, () => first + 1 + random.below(calls.length - first - 1));
  const at = new Map<number, number>();
  for (const moment of moments) at.set(moment, (at.get(moment) ?? 0) + 1);
  let acknowledged = 0;
  let losing = 0;
  const broken: string[] = [];
  for (const [index, call] of calls.entries()) {
    disk.take(call);
    if (call.kind === 'acknowledge') acknowledged = call.order;
    for (let nth = 0; nth < (at.get(index) ?? 0); nth += 1) {
      const place = join(dir, `${index}-${nth}`);
      mkdirSync(place);
      for (const [name, bytes] of disk.cut(random)) writeFileSync(join(place, name), bytes);
      const left = whatIsLeft(place);
      if (typeof left === 'string') broken.push(`call ${index}: ${left}`);
      else if (left < acknowledged) losing += 1;
      rmSync(place, { recursive: true });
    }
  }
  return { cuts, losing, broken };
}

/** @returns the number of consecutive orders with their notifications, or the fault of the ledger */
function whatIsLeft(place: string): number | string {
  try {
    const file = join(place, 'ledger.db');
    const ledger = openLedger({ file, clock: fakeClock(), deskId: workstationIdSchema.parse('desk-1') });
    const numbers = [...ledger.orders.each()].map(({ order }) => Number(order.sourceId));
    const notices = ledger.outbox.open('notify').length;
    const faults = ledger.verify();
    ledger.close();
    const gap = numbers.findIndex((number, index) => number !== index + 1);
    if (gap >= 0) return `order ${gap + 1} is missing before later ones`;
    if (notices !== numbers.length) return `${numbers.length} orders, ${notices} notices`;
    return faults[0] ?? numbers.length;
  } catch (error) {
    return String(error);
  }
}

describe.skipIf(!canTrace())('power cuts (no strace that may trace)', () => {
  it('loses no acknowledged order and breaks no ledger', { timeout: 1_800_000 }, async () => {
    const calls = await tracedWriter(dir, 200, 'synced');
    expect(calls.filter(({ kind }) => kind === 'acknowledge')).toHaveLength(200);
    const { cuts, losing, broken } = cutAt(calls, byForm({ short: 10, full: 50, long: 1_000 }), 20260304);
    expect(broken).toEqual([]);
    prove(2, 'cuts', cuts);
    prove(2, 'lost', losing);
    prove(2, 'broken', broken.length);
  });

  inFullForm(() => {
    it('detects lost orders when the ledger does not wait for the disk', { timeout: 600_000 }, async () => {
      const calls = await tracedWriter(dir, 200, 'unsynced');
      const { cuts, losing } = cutAt(calls, 40, 20260304);
      expect(losing).toBeGreaterThanOrEqual(cuts / 2);
    });
  });
});
