import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { runCheck } from '../../../../src/main/health/doctor/check.ts';
import { computerChecks } from '../../../../src/main/health/doctor/computer.ts';
import { damaged } from '../../../../src/main/ledger/verify.ts';
import { Problem } from '../../../../src/shared/problem.ts';
import { fakeClock } from '../../../support/clock.ts';

const clock = fakeClock();
const gap = 'Desk desk-1 has a gap among its newest entries.';

/** What is said to do about a ledger at which a glance finds that. */
async function fixOf(glance: () => readonly string[]): Promise<string | null> {
  const checks = computerChecks({
    clock,
    dataDir: tmpdir(),
    servers: [],
    ledger: {
      glance,
      entries: { countUnread: () => 0 },
      copied: { story: () => null, isParting: () => false },
    },
  });
  const check = checks.find(({ id }) => id === 'computer.ledger');
  return check ? (await runCheck(check, clock)).fix : null;
}

it('promises a repair of a broken ledger, and says what to do where it does not last', async () => {
  const fix = await fixOf(() => [damaged('page 7 is used twice'), gap]);
  expect(fix).toContain('it repairs its ledger');
  expect(fix).toMatch(/damaged again, have this computer looked at.*let another one receive the orders/);
});

it('promises no repair of what no start repairs', async () => {
  expect(await fixOf(() => [gap])).toMatch(/where that does not help, report it$/);
  const full = () => {
    throw new Problem('unreachable', 'the disk is full', { fix: 'Free some space on the disk' });
  };
  expect(await fixOf(full)).toBe('Free some space on the disk');
});
