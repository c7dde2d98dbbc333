import { chmodSync, statSync } from 'node:fs';
import { hasCode } from '../../shared/problem.ts';

/**
 * Makes a database the file of its owner alone, also in a folder that others may enter. SQLite gives the same rights to what
 * it makes beside it; what it left there after a crash is older.
 */
export function keepToOwner(file: string): void {
  for (const each of [file, `${file}-wal`, `${file}-shm`]) {
    const mode = statSync(each, { throwIfNoEntry: false })?.mode;
    if (mode !== undefined && (mode & 0o077) !== 0) chmod(each);
  }
}

function chmod(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    // a disk without rights, or a file that somebody else has lent: no reason to do without the ledger
    if (!['EPERM', 'ENOTSUP', 'EROFS', 'EACCES'].some((code) => hasCode(error, code))) throw error;
  }
}
