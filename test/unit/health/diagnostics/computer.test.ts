import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { computerChecks } from '../../../../src/main/health/diagnostics/computer.ts';
import { runCheck } from '../../../../src/main/health/diagnostics/health-check.ts';
import { damaged } from '../../../../src/main/ledger/verify.ts';
import type { ComputersView } from '../../../../src/shared/computers-view.ts';
import { workstationIdSchema } from '../../../../src/shared/ids.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { fakeClock } from '../../../support/clock.ts';
import { noAccounts } from '../../../support/no-accounts.ts';

const clock = fakeClock();
const gap = 'Desk desk-1 has a gap among its newest entries.';

/** What is said to do about a ledger at which a glance finds that. */
async function fixOf(glance: () => readonly string[]): Promise<string | null> {
  const checks = computerChecks({
    clock,
    dataDir: tmpdir(),
    config: noAccounts,
    ledger: {
      glance,
      entries: { countUnread: () => 0 },
    },
  });
  const check = checks.find(({ id }) => id === 'computer.ledger');
  return check ? (await runCheck(check, clock)).fix : null;
}

it('promises a repair of a broken ledger, and says what to do where it does not last', async () => {
  const fix = await fixOf(() => [damaged('page 7 is used twice'), gap]);
  expect(fix).toContain('it repairs its database');
  expect(fix).toMatch(/damaged again, .*have it checked and make another computer the leader/);
});

it('promises no repair of what no start repairs', async () => {
  expect(await fixOf(() => [gap])).toMatch(/if that does not help, report it$/);
  const full = () => {
    throw new Problem('unreachable', 'the disk is full', { fix: 'Free up disk space' });
  };
  expect(await fixOf(full)).toBe('Free up disk space');
});

it('has a line for each computer with how far it is behind', async () => {
  const computer = { isThis: false, isLeader: false, backAt: null, lastSeenAt: clock.now() };
  const named = (name: string) => ({ ...computer, name, id: workstationIdSchema.parse(`desk-${name}`) });
  const view: ComputersView = {
    computers: [
      { ...named('Anna'), isThis: true, lastSeenAt: null, lag: { events: 0, ms: 0 } },
      { ...named('Borys'), lag: { events: 41, ms: 185_000 } },
      { ...named('Vira'), lastSeenAt: clock.now() - 600_000 },
    ],
    canBeChosen: true,
    problem: null,
    leaderSince: null,
    live: { problem: null, pending: 0, lagMs: 0, unreadable: 0 },
  };
  const parts = { clock, dataDir: tmpdir(), config: noAccounts, ledger: null };
  const lines = computerChecks({ ...parts, computers: () => view }).filter(({ id }) =>
    id.startsWith('computer.sync:'),
  );
  const results = await Promise.all(lines.map((line) => runCheck(line, clock)));
  expect(results.map(({ title, state, cameBack }) => [title, state, cameBack])).toEqual([
    ['Sync of Anna', 'ok', 'in sync'],
    ['Sync of Borys', 'warn', '3 min behind (41 events)'],
    ['Sync of Vira', 'skipped', 'last seen 10 min ago'],
  ]);
});
