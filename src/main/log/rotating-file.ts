import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DestinationStream } from 'pino';

export type RotatingFileOptions = {
  /** `…/orderbell.log`; older ones become `orderbell.1.log`, `orderbell.2.log`… */
  readonly file: string;
  readonly maxBytes?: number;
  /** How many older files are kept. */
  readonly keep?: number;
};

/** A log file that never grows past its size: it is renamed aside and the oldest one goes. */
export function toRotatingFile({
  file,
  maxBytes = 5_000_000,
  keep = 3,
}: RotatingFileOptions): DestinationStream {
  mkdirSync(dirname(file), { recursive: true });
  const older = (age: number): string => (age === 0 ? file : file.replace(/(\.\w+)?$/, `.${age}$1`));
  let bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  function rotate(): void {
    for (let age = keep - 1; age >= 0; age--) {
      if (existsSync(older(age))) renameSync(older(age), older(age + 1));
    }
    bytes = 0;
  }

  return {
    write: (line) => {
      const length = Buffer.byteLength(line);
      try {
        if (bytes > 0 && bytes + length > maxBytes) rotate();
        appendFileSync(file, line, { mode: 0o600 });
        bytes += length;
      } catch {
        // a full disk, or a file somebody looks at on Windows: a line that is lost must not stop who wrote it
      }
    },
  };
}
