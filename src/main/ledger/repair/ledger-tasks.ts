import { faultsOf } from './check-file.ts';
import { copyLedger } from './copy-ledger.ts';
import { placesOf } from './places.ts';
import type { RepairParts } from './repair-ledger.ts';
import { repairLedger } from './repair-ledger.ts';

/** What goes through a whole ledger, and is done apart from the app. */
export type LedgerTask =
  | { readonly task: 'check'; readonly file: string }
  | { readonly task: 'copy'; readonly file: string; readonly now: number }
  | ({ readonly task: 'repair' } & Omit<RepairParts, 'mover'>);

export function runTask(task: LedgerTask): unknown {
  switch (task.task) {
    case 'check':
      // a log that a crash left behind is looked at with its file
      return { faults: faultsOf(task.file) };
    case 'copy':
      return { faults: copyLedger(placesOf(task.file), task.now) };
    case 'repair':
      return repairLedger(task);
  }
}
