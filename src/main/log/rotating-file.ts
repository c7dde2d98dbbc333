import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DestinationStream } from 'pino';

export type RotatingFileOptions = {
  /** `…/orderbell.log`; older ones become `orderbell.1.log`, `orderbell.2.log`… */
  readonly file: string;
  readonly maxBytes?: number;
  /** How many older files are kept. */
  readonly keep?: number;
  /** Fails on Windows while another program has the file open. */
  readonly rename?: (from: string, to: string) => void;
};

/**
 * A log file that is renamed at its maximum size, and the oldest file deleted. It grows further only while it cannot be renamed.
 */
export function toRotatingFile({
  file,
  maxBytes = 5_000_000,
  keep = 3,
  rename = renameSync,
}: RotatingFileOptions): DestinationStream {
  mkdirSync(dirname(file), { recursive: true });
  const older = (age: number): string => file.replace(/(\.\w+)?$/, `.${age}$1`);
  const aside = `${file}.aside`;
  let bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  function rotate(): void {
    try {
      // first, so that the oldest file is not deleted for nothing
      if (!existsSync(aside)) {
        rename(file, aside);
        bytes = 0;
      }
      let free = 1;
      while (free < keep && existsSync(older(free))) free++;
      for (let age = free - 1; age > 0; age--) rename(older(age), older(age + 1));
      rename(aside, older(1));
    } catch {
      // another program has one of them open on Windows: the next line retries
    }
  }

  return {
    write: (line) => {
      const length = Buffer.byteLength(line);
      try {
        if (bytes > 0 && bytes + length > maxBytes) rotate();
        appendFileSync(file, line, { mode: 0o600 });
        bytes += length;
      } catch {
        // a full disk: a lost line must not stop the caller
      }
    },
  };
}
