import { isProblem, messageOf } from '../../shared/problem.ts';
import { isDamage } from '../ledger/database.ts';
import { noteDamage } from '../ledger/repair/damage-note.ts';
import { placesOf } from '../ledger/repair/places.ts';
import { damaged, isOfFile } from '../ledger/verify.ts';
import type { Command } from './command.ts';
import { findLedger, withLedger } from './find-ledger.ts';

/** Checks the ledger's integrity: one line per fault, and an exit code. */
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

/** A ledger that cannot be checked counts as faulty. */
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
 * A damaged file is marked beside it: otherwise the app would trust its last clean close and skip the check.
 * @throws the reason why it cannot be checked, such as another version
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

/** @returns the error if the mark could not be written */
function noted(dataDir: string, fault: string): readonly string[] {
  try {
    noteDamage(placesOf(findLedger(dataDir).file), fault);
    return [];
  } catch (error) {
    return [`That could not be noted for the next start of Orderbell: ${messageOf(error)}.`];
  }
}
