import { describe, expect, it } from 'vitest';
import { computerName, leadingOf } from '../../../src/renderer/state/leading.ts';
import type { ComputersView } from '../../../src/shared/computers-view.ts';
import { workstationIdSchema } from '../../../src/shared/ids.ts';

const now = 1_000_000_000;
type Computer = ComputersView['computers'][number];
const computer = (id: string, name: string, change: Partial<Computer> = {}): Computer => ({
  id: workstationIdSchema.parse(id),
  name,
  isThis: false,
  isLeader: false,
  lastSeenAt: null,
  backAt: null,
  ...change,
});
const live = { problem: null, pending: 0, lagMs: 0, unreadable: 0 };
const view = (computers: readonly Computer[], change: Partial<ComputersView> = {}): ComputersView => ({
  computers,
  canBeChosen: true,
  problem: null,
  leaderSince: null,
  live,
  ...change,
});
const here = computer('desk-0001', 'Taras', { isThis: true });

describe('the leader', () => {
  it('is not mentioned while only this computer is known', () => {
    expect(leadingOf(view([{ ...here, isLeader: true }]), now)).toEqual({ kind: 'alone' });
    expect(leadingOf(view([here], { canBeChosen: false }), now)).toEqual({ kind: 'alone' });
  });

  it('is another computer by name, with how long it has not answered', () => {
    const anna = (lastSeenAt: number) => computer('desk-0002', 'Anna', { isLeader: true, lastSeenAt });
    const silent = (ms: number) => leadingOf(view([here, anna(now - ms)]), now);
    expect(silent(110_000)).toEqual({ kind: 'there', name: 'Anna', silentMs: null });
    expect(silent(180_000)).toEqual({ kind: 'there', name: 'Anna', silentMs: 180_000 });
  });

  it('is not reported silent without Pub/Sub and signals', () => {
    const anna = computer('desk-0002', 'Anna', { isLeader: true, lastSeenAt: 0 });
    expect(leadingOf(view([here, anna], { live: null }), now)).toMatchObject({ silentMs: null });
  });

  it('may be none', () => {
    expect(leadingOf(view([here, computer('desk-0002', 'Anna')]), now)).toEqual({ kind: 'nobody' });
  });

  it('shows part of the id when one person has two computers', () => {
    const [one, other] = [computer('desk-00aa', 'Anna'), computer('desk-00bb', 'Anna', { isLeader: true })];
    expect(computerName(view([here, one, other]), one)).toBe('Anna (00aa)');
    expect(computerName(view([here, one]), one)).toBe('Anna');
  });
});
