import { isProblem, messageOf } from '../../shared/problem.ts';
import type { Command } from './command.ts';
import { findLedger, withLedger } from './find-ledger.ts';

/** The ledger's integrity: every fault is a line, and the exit code says whether there is one. */
export const verify: Command = {
  usage: 'verify',
  flags: {},
  takesNoWords: true,
  run: ({ dataDir, output }) => {
    const { file } = findLedger(dataDir);
    const faults = faultsOf(dataDir);
    for (const fault of faults) output.line(fault);
    output.say(`${file}: ${faults.length === 0 ? 'sound' : `${faults.length} faults`}`);
    return faults.length === 0 ? 0 : 1;
  },
};

/** A file too damaged to be opened is a fault of its own. */
export function faultsOf(dataDir: string): readonly string[] {
  try {
    return withLedger(dataDir, (ledger) => ledger.verify());
  } catch (error) {
    if (isProblem(error) && error.kind === 'not-found') throw error;
    return [`The ledger cannot be read: ${messageOf(error)}.`];
  }
}
