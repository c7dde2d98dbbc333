import { isLedgerRefusal } from '../ledger/database.ts';
import type { Log } from '../ports.ts';

export type UncaughtParts = {
  readonly program: Pick<NodeJS.EventEmitter, 'on'>;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
};

/** Handles uncaught errors. A disk error is no bug: its transaction is rolled back, and succeeds when the disk is writable. */
export function hearUncaught({ program, log, onBug }: UncaughtParts): void {
  program.on('unhandledRejection', (error: unknown) => log.error('a failure nobody waited for', { error }));
  program.on('uncaughtException', (error: unknown) => {
    if (isLedgerRefusal(error)) log.error('the disk refused what nobody waited for', { error });
    else onBug(error);
  });
}
