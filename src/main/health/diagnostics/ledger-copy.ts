import type { CopyStatus } from '../../ledger/repair/copies-of-ledger.ts';
import type { RepairStory } from '../../ledger/repair/repair-story.ts';
import { copyAgeMinutes, readStory } from '../../ledger/repair/repair-story.ts';
import type { Ledger } from '../../ports.ts';
import type { CheckResult, HealthCheck, HealthParts } from './health-check.ts';
import { fail, ok, skipped, warn } from './health-check.ts';

const minute = 60_000;

type Parts = Pick<HealthParts, 'clock' | 'copyOfLedger'> & {
  readonly ledger: Pick<Ledger, 'settings'> | null;
};

/** Whether the ledger can be repaired from a copy, and whether it was. */
export const ledgerCopyChecks = ({ clock, ledger, copyOfLedger }: Parts): readonly HealthCheck[] => [
  {
    id: 'computer.copy',
    title: 'Database copy',
    tried: 'Reads the age of the last copy',
    run: async () =>
      copyOfLedger ? copyResult(copyOfLedger(), clock.now()) : skipped('There is no database here yet'),
  },
  {
    id: 'computer.repaired',
    title: 'Earlier database damage',
    tried: 'Checks for earlier damage',
    run: async () =>
      copyOfLedger
        ? repairedResult(ledger && readStory(ledger.settings), copyOfLedger().damaged)
        : skipped('There is no database here yet'),
  },
];

function copyResult({ at, problem }: CopyStatus, now: number): CheckResult {
  const fix = 'Free up space on the disk of the database: damage is repaired from the copy';
  if (problem !== null) return at === null ? fail(problem, fix) : warn(problem, fix);
  if (at === null) return skipped('None yet: the first is made a few minutes after the start');
  return ok(`Made ${Math.max(0, Math.floor((now - at) / minute))} min ago`);
}

/** Warns as long as a damaged file is kept, however old: it also holds the data of customers erased since. */
function repairedResult(story: RepairStory | null, { folder, files }: CopyStatus['damaged']): CheckResult {
  if (files.length > 0) {
    return warn(
      story === null ? 'A damaged file was kept' : wordsOf(story),
      `Damaged files are kept in ${folder}: ${files.join(', ')}. Delete them when nothing is missing: they contain customer data`,
    );
  }
  if (story === null) return ok('No damage was ever found');
  return ok(`${wordsOf(story)}; no damaged file is kept`);
}

function wordsOf(story: RepairStory): string {
  const age = copyAgeMinutes(story);
  const from =
    age === null
      ? 'It was damaged and rebuilt without a copy'
      : `It was damaged and rebuilt from a copy that was ${age} min old`;
  const read = `${from}; ${story.orders} more orders were recovered from the damaged file`;
  const found = story.isWhole ? read : `${read}; some data could not be recovered, check the latest orders`;
  const { inDoubt } = story;
  return inDoubt === 0 ? found : `${found}; delivery of ${inDoubt} messages is unknown`;
}
