import { describe, expect, it } from 'vitest';
import { deskName, listeningOf } from '../../../src/renderer/state/listening.ts';
import type { DesksView } from '../../../src/shared/desks-view.ts';
import { deskIdSchema } from '../../../src/shared/ids.ts';

const now = 1_000_000_000;
const desk = (id: string, name: string, is: { isThis?: boolean; listens?: boolean } = {}) => ({
  id: deskIdSchema.parse(id),
  name,
  isThis: false,
  listens: false,
  signAt: null,
  backAt: null,
  means: null,
  ...is,
});
const view = (desks: DesksView['desks'], change: Partial<DesksView> = {}): DesksView => ({
  desks,
  unheard: [],
  canBeChosen: true,
  problem: null,
  since: null,
  signAt: now,
  link: { state: 'alone', problem: null, nextAt: null, linked: [], online: [], left: null },
  ...change,
});
const here = desk('desk-0001', 'Taras', { isThis: true });

describe('who listens', () => {
  it('is not spoken of while only this computer is known', () => {
    expect(listeningOf(view([{ ...here, listens: true }]), now)).toEqual({ kind: 'alone' });
    expect(listeningOf(view([here], { canBeChosen: false }), now)).toEqual({ kind: 'alone' });
  });

  it('is another one by name, and for how long it has been silent once four signs have not come', () => {
    const desks = [here, desk('desk-0002', 'Anna', { listens: true })];
    expect(listeningOf(view(desks, { signAt: now - 110_000 }), now)).toEqual({
      kind: 'there',
      name: 'Anna',
      silentMs: null,
    });
    expect(listeningOf(view(desks, { signAt: now - 180_000 }), now)).toEqual({
      kind: 'there',
      name: 'Anna',
      silentMs: 180_000,
    });
  });

  it('is nobody when nobody took it, and not known while BigQuery cannot be asked', () => {
    const desks = [here, desk('desk-0002', 'Anna')];
    expect(listeningOf(view(desks), now)).toEqual({ kind: 'nobody' });
    expect(listeningOf(view([here]), now)).toEqual({ kind: 'nobody' });
    expect(listeningOf(view(desks, { problem: 'down' }), now)).toEqual({ kind: 'unknown' });
  });

  it('is told apart where one person works at two computers', () => {
    const [one, other] = [desk('desk-00aa', 'Anna'), desk('desk-00bb', 'Anna', { listens: true })];
    expect(deskName(view([here, one, other]), one)).toBe('Anna (00aa)');
    expect(deskName(view([here, one]), one)).toBe('Anna');
  });
});
