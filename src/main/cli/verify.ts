import { isProblem, messageOf } from '../../shared/problem.ts';
import { isDamage } from '../ledger/database.ts';
import { noteDamage } from '../ledger/repair/damage-note.ts';
import { placesOf } from '../ledger/repair/places.ts';
import { damaged, isOfFile } from '../ledger/verify.ts';
import type { Command } from './command.ts';
import { findLedger, withLedger } from './find-ledger.ts';

/** The ledger's integrity: every fault is a line, and the exit code says whether there is one. */
export const verify: Command = {
  usage: 'verify',
  flags: {},
  takesNoWords: true,
  run: ({ dataDir, output }) => {
    const { file } = findLedger(dataDir);
    const faults = orWhyNot(() => faultsOf(dataDir));
    for (const fault of faults) output.line(fault);
    output.say(`${file}: ${faults.length === 0 ? 'sound' : `${faults.length} faults`}`);
    return faults.length === 0 ? 0 : 1;
  },
};

/** One that cannot be looked at is not sound either. */
function orWhyNot(look: () => readonly string[]): readonly string[] {
  try {
    return look();
  } catch (error) {
    if (isProblem(error) && error.kind === 'not-found') throw error;
    const fix = isProblem(error) && error.fix ? ` ${error.fix}.` : '';
    return [`The ledger cannot be read: ${messageOf(error)}.${fix}`];
  }
}

/**
 * A broken file is noted beside it: the app would take it for what it closed, and not look at it again.
 * @throws what keeps it from being looked at, such as that it is of another version
 */
export function faultsOf(dataDir: string): readonly string[] {
  const faults = faultsIn(dataDir);
  const broken = faults.find(isOfFile);
  return broken === undefined ? faults : [...faults, ...noted(dataDir, broken)];
}

/** A file too damaged to be opened is a fault of its own. */
function faultsIn(dataDir: string): readonly string[] {
  try {
    return withLedger(dataDir, (ledger) => ledger.verify());
  } catch (error) {
    if (!isDamage(error)) throw error;
    return [damaged(messageOf(error))];
  }
}

/** @returns why it could not be */
function noted(dataDir: string, fault: string): readonly string[] {
  try {
    noteDamage(placesOf(findLedger(dataDir).file), fault);
    return [];
  } catch (error) {
    return [`That could not be noted for the next start of Orderbell: ${messageOf(error)}.`];
  }
}
