import { expect, it } from 'vitest';
import { computersFindings } from '../../../src/main/cli/computers-findings.ts';
import type { RunningApp } from '../../../src/main/cli/running-app.ts';
import { Problem } from '../../../src/shared/problem.ts';

const now = 1_000_000_000;
const borys = { id: 'desk-2', name: 'Borys', isThis: false, isLeader: true, backAt: null };
const appOf =
  (view: unknown): (() => RunningApp) =>
  () => ({ call: async () => view });
const live = { problem: null, pending: 0, lagMs: 0, unreadable: 0 };

it('lists how far each computer is behind, as the running app knows', async () => {
  const seen = { ...borys, lastSeenAt: now, lag: { events: 41, ms: 185_000 } };
  const silent = { ...borys, id: 'desk-3', name: 'Vira', lastSeenAt: null };
  expect(await computersFindings(appOf({ computers: [seen, silent], live }), now)).toEqual([
    { name: 'Sync of Borys', ok: true, state: 'ok', detail: '3 min behind (41 events)' },
    { name: 'Sync of Vira', ok: true, state: 'skipped', detail: 'not seen recently' },
  ]);
});

it('lists nothing without Pub/Sub or without a running app', async () => {
  const view = { computers: [{ ...borys, lastSeenAt: now }], live: null };
  expect(await computersFindings(appOf(view), now)).toEqual([]);
  expect(await computersFindings(appOf('no view'), now)).toEqual([]);
  const notRunning = (): RunningApp => {
    throw new Problem('not-found', 'not running');
  };
  expect(await computersFindings(notRunning, now)).toEqual([]);
});
