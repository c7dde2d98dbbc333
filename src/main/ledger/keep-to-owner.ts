import { chmodSync, statSync } from 'node:fs';
import { hasCode } from '../../shared/problem.ts';

/**
 * Makes a database file readable only for its owner, even in a shared folder. SQLite gives the same permissions to the files it
 * creates beside it; files left by a crash are older and need it too.
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
    // a disk without permissions, or another user's file, must not keep the ledger from opening
    if (!['EPERM', 'ENOTSUP', 'EROFS', 'EACCES'].some((code) => hasCode(error, code))) throw error;
  }
}
