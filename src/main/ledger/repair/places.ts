import { basename, dirname, join } from 'node:path';

/** The paths of the files beside a ledger. */
export type Places = {
  readonly ledger: string;
  /** The last copy of it that was sound. */
  readonly copy: string;
  /** The note of the copy: its time, and the computer id of its ledger. */
  readonly copyNote: string;
  /** A copy that is being made. */
  readonly copying: string;
  /** The metadata of the ledger when it was last known to be sound. */
  readonly mark: string;
  /** The note that damage was found and no full check has run since. */
  readonly met: string;
  /** A ledger that is being made out of a copy and a broken one. */
  readonly repairing: string;
  /** The plan for putting the repaired ledger in place. */
  readonly plan: string;
  /** The folder of broken ledgers. */
  readonly damaged: string;
};

export function placesOf(ledger: string): Places {
  const folder = dirname(ledger);
  const beside = (name: string): string => join(folder, `${basename(ledger, '.db')}-${name}`);
  return {
    ledger,
    copy: beside('copy.db'),
    copyNote: beside('copy.json'),
    copying: beside('copying.db'),
    mark: beside('sound.json'),
    met: beside('damage.json'),
    repairing: beside('repair.db'),
    plan: beside('repair.json'),
    damaged: join(folder, 'damaged'),
  };
}

/** The files SQLite keeps beside a database. */
export const sideFiles = ['-wal', '-shm', '-journal'] as const;
