import { basename, dirname, join } from 'node:path';

/** What lies beside a ledger. */
export type Places = {
  readonly ledger: string;
  /** The last copy of it that was sound. */
  readonly copy: string;
  /** When that was made, and where its ledger's tables began. */
  readonly copyNote: string;
  /** A copy that is being made. */
  readonly copying: string;
  /** As what the ledger was last known to be sound. */
  readonly mark: string;
  /** That damage was met, and nobody has gone through all of it since. */
  readonly met: string;
  /** A ledger that is being made out of a copy and a broken one. */
  readonly repairing: string;
  /** What is done once that is ready. */
  readonly plan: string;
  /** Where broken ledgers are put. */
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
