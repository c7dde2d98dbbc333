import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { WorkstationId } from '../../../shared/ids.ts';
import { hasCode, messageOf } from '../../../shared/problem.ts';
import { freeIn } from '../../free-bytes.ts';
import type { Clock, Log, Loop } from '../../ports.ts';
import { noteOfCopy } from './copy-note.ts';
import type { Stamp } from './file-mark.ts';
import { isUnwritten, stampOf } from './file-mark.ts';
import type { Places } from './places.ts';
import { isAside } from './put-in-place.ts';
import type { RepairProcess } from './repair-process.ts';

export type CopyStatus = {
  /** When the last copy was made, epoch milliseconds; null if there is none. */
  readonly at: number | null;
  /** Why there is no newer copy, as text; null if there is no problem. */
  readonly problem: string | null;
  /** The folder of broken ledgers, and its files. */
  readonly damaged: { readonly folder: string; readonly files: readonly string[] };
};

export type LedgerCopiesParts = {
  readonly places: Places;
  /** The computer id of the ledger: a copy made under an earlier id cannot be used for a repair. */
  readonly deskId: WorkstationId;
  readonly keeper: Pick<RepairProcess, 'copy'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Returns the free bytes on the disk of the ledger. */
  readonly freeBytes?: (folder: string) => Promise<number>;
  /** Called when the ledger is found damaged; copying then stops. */
  readonly onDamage: (fault: string) => void;
};
export type LedgerCopies = Loop & { status(): CopyStatus };

const minute = 60_000;
const everyMs = 60 * minute;
/** The first copy waits until the start of the app is over. */
const firstMs = 5 * minute;
const lookEveryMs = 5 * minute;
/** Free space reserved for the ledger itself. */
const spareBytes = 100 * 1024 * 1024;
const noRoom = 'There is not enough disk space for a copy of the database';

/** The status of the files beside a ledger, also for read-only processes. */
export const statusOf = (places: Places, problem: string | null = null): CopyStatus => ({
  at: noteOfCopy(places)?.at ?? null,
  problem,
  damaged: { folder: places.damaged, files: brokenIn(places) },
});

function brokenIn(places: Places): readonly string[] {
  try {
    return readdirSync(places.damaged)
      .filter((name) => isAside(places, name))
      .toSorted();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}

/** While the app runs, keeps a copy of the ledger that is at most an hour older than it. */
export function createLedgerCopies(parts: LedgerCopiesParts): LedgerCopies {
  const { places, deskId, keeper, clock, log, onDamage, freeBytes = freeIn } = parts;
  let problem: string | null = null;
  let cancel = (): void => {};
  let isOver = false;
  /** The file metadata at the time of the last copy. */
  let copied: readonly (Stamp | null)[] = [];

  const stamps = (): readonly (Stamp | null)[] => [stampOf(places.ledger), stampOf(`${places.ledger}-wal`)];

  function isDue(): boolean {
    const note = noteOfCopy(places);
    if (note === null || note.desk !== deskId) return true;
    const age = clock.now() - note.at;
    // a time in the future means that the clock was set back
    if (age >= 0 && age < everyMs) return false;
    return !stamps().every((stamp, index) => isUnwritten(stamp, copied[index] ?? null));
  }

  async function copy(): Promise<void> {
    const before = stamps();
    const size = before.reduce((sum, stamp) => sum + (stamp?.size ?? 0), 0);
    if ((await freeBytes(dirname(places.ledger))) < size + spareBytes) return tell(noRoom);
    const faults = await keeper.copy(places.ledger, clock.now());
    const [fault] = faults;
    if (fault !== undefined) {
      isOver = true;
      log.error('the ledger is damaged', { faults });
      onDamage(fault);
      return;
    }
    copied = before;
    tell(null);
  }

  /** Logs a problem once, however long it lasts. */
  function tell(next: string | null): void {
    if (next !== null && next !== problem) log.warn('the ledger could not be copied', { reason: next });
    problem = next;
  }

  async function look(): Promise<void> {
    try {
      if (isDue()) await copy();
    } catch (error) {
      tell(messageOf(error));
    }
  }

  function again(ms: number): void {
    if (isOver) return;
    cancel = clock.after(ms, () => {
      void look().finally(() => again(lookEveryMs));
    });
  }

  return {
    status: () => statusOf(places, problem),
    start: () => again(firstMs),
    stop: async () => {
      isOver = true;
      // a running copy is not awaited; the next one removes its leftovers
      cancel();
    },
  };
}
