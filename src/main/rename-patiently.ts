import { renameSync } from 'node:fs';
import { hasCode } from '../shared/problem.ts';

/** Injected by tests. */
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

/** Whether another program has the file open, so that Windows refuses to move or remove it. */
export const isHeld = (error: unknown): boolean =>
  ['EPERM', 'EACCES', 'EBUSY'].some((code) => hasCode(error, code));

const everyMs = 50;
const tries = 40;

/**
 * Renames a file and replaces an existing one. Windows refuses that while another program has either file open, such as a virus
 * scanner. There it retries for up to two seconds.
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
