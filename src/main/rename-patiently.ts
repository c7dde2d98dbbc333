import { renameSync } from 'node:fs';
import { hasCode } from '../shared/problem.ts';

/** What a test hands in. */
type Parts = {
  readonly platform: string;
  readonly rename: (from: string, to: string) => void;
  readonly wait: (ms: number) => void;
};
const real: Parts = {
  platform: process.platform,
  rename: renameSync,
  wait: (ms) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms),
};

/** Whether a file was not to be moved or removed just now, as Windows says while another program has it open. */
export const isHeld = (error: unknown): boolean =>
  ['EPERM', 'EACCES', 'EBUSY'].some((code) => hasCode(error, code));

const everyMs = 50;
const tries = 40;

/**
 * Renames a file, over another where there is one. Windows refuses that while anybody has one of the two open, as a virus
 * scanner has each new file for a moment: there it is tried again, for two seconds at most.
 */
export function renamePatiently(from: string, to: string, { platform, rename, wait } = real): void {
  for (let left = platform === 'win32' ? tries : 0; ; left -= 1) {
    try {
      rename(from, to);
      return;
    } catch (error) {
      if (left === 0 || !isHeld(error)) throw error;
    }
    wait(everyMs);
  }
}
