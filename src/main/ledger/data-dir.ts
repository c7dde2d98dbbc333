import { randomBytes } from 'node:crypto';
import { rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type WorkstationId, workstationIdSchema } from '../../shared/ids.ts';
import type { Mode } from '../../shared/mode.ts';
import { hasCode, messageOf, Problem } from '../../shared/problem.ts';
import { readIfThere } from '../read-if-there.ts';
import { writeAtomically } from '../write-atomically.ts';
import { busy, diskFull, resultCode } from './database.ts';
import { keepToOwner } from './keep-to-owner.ts';
import { makeFolder } from './make-folder.ts';

export type DataDir = {
  readonly deskId: WorkstationId;
  ledgerFile(mode: Mode): string;
  /** Releases the directory for another process. */
  close(): void;
};

const deskFileSchema = z.object({ deskId: workstationIdSchema });

/** The ledger file of a data directory, also for read-only processes. */
export const ledgerFileIn = (dir: string, mode: Mode): string =>
  mode === 'sample' ? join(resolve(dir), 'sample', 'ledger.db') : join(resolve(dir), 'ledger.db');

/**
 * Locks a data directory for this process, and creates it if it is missing.
 * @throws Problem in one line: `bad-input` when it cannot be written, `refused` when another process has it
 */
export function openDataDir(dir: string): DataDir {
  const path = resolve(dir);
  proveWritable(path);
  const release = lock(path);
  try {
    noteHolder(path);
    const deskId = deskIdOf(path);
    return {
      deskId,
      ledgerFile(mode) {
        if (mode === 'sample') makeFolder(join(path, 'sample'));
        return ledgerFileIn(path, mode);
      },
      close: release,
    };
  } catch (error) {
    release();
    throw hasCode(error, 'ENOSPC') ? full(path, error) : error;
  }
}

const full = (path: string, cause: unknown): Problem =>
  new Problem('bad-input', `the data directory ${path} cannot be written: the disk is full`, {
    cause,
    fix: 'Free up disk space, or use another directory with --data-dir.',
  });

function proveWritable(path: string): void {
  try {
    makeFolder(path);
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    unlinkSync(probe);
  } catch (cause) {
    if (hasCode(cause, 'ENOSPC')) throw full(path, cause);
    throw new Problem('bad-input', `the data directory ${path} cannot be written: ${messageOf(cause)}`, {
      cause,
      fix: 'Name another directory with --data-dir, or change its permissions.',
    });
  }
}

const holderFile = (path: string): string => join(path, 'lock.pid');

/** Stores the process id for the error message of another process. On a full disk the app starts without it. */
function noteHolder(path: string): void {
  try {
    writeFileSync(holderFile(path), String(process.pid), { mode: 0o600 });
  } catch (error) {
    if (!hasCode(error, 'ENOSPC')) throw error;
  }
}

/**
 * Creates the lock file readable only for its owner: another user's SQLite reader could hold a shared lock and keep the app from
 * starting. Only SQLite opens it, since closing it elsewhere in this process would release the lock (POSIX).
 */
function makeLockFile(file: string): void {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    keepToOwner(file);
  }
}

/**
 * Locks with an exclusive transaction on a file that is never written. The operating system releases it with the process, so no
 * stale lock remains. The process id is only for the message.
 */
function lock(path: string): () => void {
  const file = join(path, 'lock.db');
  let database: DatabaseSync | undefined;
  try {
    makeLockFile(file);
    database = new DatabaseSync(file, { timeout: 0 });
    // a journal file could fail on a full disk
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    if (hasCode(cause, 'ENOSPC') || resultCode(cause) === diskFull) throw full(path, cause);
    if (resultCode(cause) !== busy) {
      throw new Problem('bad-input', `the data directory ${path} cannot be locked: ${messageOf(cause)}`, {
        cause,
        fix: 'Keep it on a local disk, and remove its lock.db while no Orderbell runs.',
      });
    }
    const pid = pidIn(holderFile(path));
    throw new Problem(
      'refused',
      `the data directory ${path} is in use by another Orderbell${pid === null ? '' : ` (process ${pid})`}`,
      {
        cause,
        fix: 'Close it first, or name another directory with --data-dir.',
      },
    );
  }
  const held = database;
  let open = true;
  return () => {
    if (!open) return;
    open = false;
    try {
      rmSync(holderFile(path), { force: true });
    } catch {
      // a virus scanner or the disk blocks it; without the lock the process id has no meaning
    } finally {
      held.close();
    }
  };
}

/**
 * Finds the process that has a data directory, without locking it.
 * @returns the process id, or 'unknown' if it could not be stored; null if the directory is free
 */
export function holderOf(dir: string): number | 'unknown' | null {
  const pid = pidIn(holderFile(dir));
  // test the lock only if the process exists (its id may be reused): a start at this moment would find the lock taken
  if (pid !== null && !isRunning(pid)) return null;
  return isLocked(dir) ? (pid ?? 'unknown') : null;
}

function isLocked(dir: string): boolean {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(dir, 'lock.db'), { timeout: 0, readOnly: true });
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    // for example, there is no lock file
    return resultCode(error) === busy;
  } finally {
    database?.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

function pidIn(file: string): number | null {
  const pid = readIfThere(file)?.toString('utf8').trim() ?? '';
  return /^[1-9]\d*$/.test(pid) ? Number(pid) : null;
}

/** The computer id in every event of this installation, created once. */
function deskIdOf(path: string): WorkstationId {
  const file = join(path, 'desk.json');
  const stored = readIfThere(file)?.toString('utf8') ?? null;
  if (stored === null) {
    const deskId = workstationIdSchema.parse(`desk-${randomBytes(6).toString('hex')}`);
    writeAtomically(file, `${JSON.stringify({ deskId })}\n`);
    return deskId;
  }
  try {
    return deskFileSchema.parse(JSON.parse(stored)).deskId;
  } catch (cause) {
    throw new Problem('bad-input', `${file} is damaged`, {
      cause,
      fix: 'Restore it from a backup, or remove it: a ledger that is begun keeps its desk.',
    });
  }
}
