import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DestinationStream } from 'pino';

export type RotatingFileOptions = {
  /** `…/orderbell.log`; older ones become `orderbell.1.log`, `orderbell.2.log`… */
  readonly file: string;
  readonly maxBytes?: number;
  /** How many older files are kept. */
  readonly keep?: number;
  /** Refused on Windows while somebody looks at the file. */
  readonly rename?: (from: string, to: string) => void;
};

/** A log file that grows past its size only while it cannot be renamed: then it goes aside, and the oldest one goes. */
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
      // first of all: the oldest one goes for it, and must not go for nothing
      if (!existsSync(aside)) {
        rename(file, aside);
        bytes = 0;
      }
      let free = 1;
      while (free < keep && existsSync(older(free))) free++;
      for (let age = free - 1; age > 0; age--) rename(older(age), older(age + 1));
      rename(aside, older(1));
    } catch {
      // somebody looks at one of them on Windows: the next line tries again
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
        // a full disk: a line that is lost must not stop who wrote it
      }
    },
  };
}
