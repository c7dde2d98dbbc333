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
    title: 'Copy of the ledger',
    tried: 'Looked when the last sound copy was made',
    run: async () =>
      copyOfLedger ? copyResult(copyOfLedger(), clock.now()) : skipped('There is no ledger here yet'),
  },
  {
    id: 'computer.repaired',
    title: 'Repairs of the ledger',
    tried: 'Looked back whether the ledger was damaged',
    run: async () =>
      copyOfLedger
        ? repairedResult(ledger && readStory(ledger.settings), copyOfLedger().damaged)
        : skipped('There is no ledger here yet'),
  },
];

function copyResult({ at, problem }: CopyStatus, now: number): CheckResult {
  const fix = 'Free some space where the ledger lies: from the copy it is repaired when its file breaks';
  if (problem !== null) return at === null ? fail(problem, fix) : warn(problem, fix);
  if (at === null) return skipped('None yet: the first is made some minutes after the start');
  return ok(`Made ${Math.max(0, Math.floor((now - at) / minute))} min ago`);
}

/** Warns as long as a damaged file is kept, however old: it also holds the data of customers erased since. */
function repairedResult(story: RepairStory | null, { folder, files }: CopyStatus['damaged']): CheckResult {
  if (files.length > 0) {
    return warn(
      story === null ? 'A broken file was put aside' : wordsOf(story),
      `Broken files lie in ${folder}: ${files.join(', ')}; remove them once you miss nothing, they hold customers’ data`,
    );
  }
  if (story === null) return ok('It was sound each time it was looked at');
  return ok(`${wordsOf(story)}; no broken file is kept`);
}

function wordsOf(story: RepairStory): string {
  const age = copyAgeMinutes(story);
  const from =
    age === null
      ? 'It was damaged and made again without a copy'
      : `It was damaged and made again from a copy that was ${age} min old`;
  const read = `${from}; ${story.orders} more orders were read out of the broken file`;
  const found = story.isWhole ? read : `${read}; not all of it could be read, look through the latest orders`;
  const { inDoubt } = story;
  return inDoubt === 0 ? found : `${found}; of ${inDoubt} messages nobody knows whether they went out`;
}
