import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { hasCode } from '../../../shared/problem.ts';
import { readIfThere } from '../../read-if-there.ts';
import type { LogPages } from './log-pages.ts';
import { isSize, readLog } from './log-pages.ts';

/** The pages of a database file and its log, read without SQLite, which refuses a file whose first page is damaged. */
export type FilePages = {
  readonly pageSize: number;
  readonly count: number;
  /** Whether the log could be read whole. */
  readonly isLogWhole: boolean;
  /** @returns null where the file has no such page, or the disk does not give it */
  read(page: number): Uint8Array | null;
  close(): void;
};

const usualSize = 4096;

/** Nothing else of this process may have the database open: to close the file gives up the locks that SQLite holds on it. */
export function openPages(file: string): FilePages {
  const handle = openSync(file, 'r');
  const log = readLog(readIfThere(`${file}-wal`) ?? new Uint8Array());
  const pageSize = sizeOf(handle, log);
  const count = Math.max(log.pageCount ?? 0, Math.ceil(fstatSync(handle).size / pageSize));
  return {
    pageSize,
    count,
    isLogWhole: log.isWhole,
    read(page) {
      if (!Number.isInteger(page) || page < 1 || page > count) return null;
      const newest = log.pages.get(page);
      if (newest) return newest;
      const bytes = new Uint8Array(pageSize);
      try {
        return readSync(handle, bytes, 0, pageSize, (page - 1) * pageSize) === pageSize ? bytes : null;
      } catch (error) {
        if (hasCode(error, 'EIO')) return null;
        throw error;
      }
    },
    close: () => closeSync(handle),
  };
}

function sizeOf(handle: number, log: LogPages): number {
  if (isSize(log.pageSize)) return log.pageSize;
  const head = Buffer.alloc(18);
  readSync(handle, head, 0, 18, 0);
  const named = head.readUInt16BE(16);
  const size = named === 1 ? 65_536 : named;
  return head.toString('latin1', 0, 15) === 'SQLite format 3' && isSize(size) ? size : usualSize;
}
