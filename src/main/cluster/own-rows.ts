import { setImmediate } from 'node:timers/promises';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { Dataset } from './dataset.ts';

export type OwnRowsParts = {
  readonly dataset: Dataset;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly isStopped: () => boolean;
  /** Called when this ledger must be reopened, which gives it a new workstation id. */
  readonly onCopied: () => void;
};

export type OwnRows = {
  /** Compares the dataset's rows under this computer's id with the ledger. @returns whether another copy wrote some of them */
  look(all: boolean): Promise<boolean>;
};

const provenSetting = 'desks.ownProvenAt';
const dayMs = 86_400_000;
/** Two clocks may be wrong by hours, and one may have been set since. */
const marginMs = 2 * dayMs;

/**
 * Detects that a second computer uses a copy of this data directory, or that it was restored from a backup: the dataset has a
 * row of this computer with a sequence that belongs to another event or was never written here.
 */
export function createOwnRows(parts: OwnRowsParts): OwnRows {
  const { dataset, ledger, clock, log, isStopped, onCopied } = parts;
  const { settings, copied } = ledger;

  /** The lowest sequence, written since a time, whose row differs from this ledger; null if there is none. */
  async function firstStrange(since: number): Promise<number | null> {
    for (const slice of await dataset.ownSlices(since)) {
      if (isStopped()) return null;
      if (!copied.isOurs(slice, since)) {
        const strange = copied.strangeAmong(await dataset.ownNumbers(slice, since));
        if (strange.length > 0) return Math.min(...strange.map(({ seq }) => seq));
      }
      await setImmediate();
    }
    return null;
  }

  return {
    async look(all) {
      if (copied.isParting()) return true;
      const begun = clock.now();
      const since = all ? 0 : Math.max(0, Number(settings.get(provenSetting) ?? 0) - marginMs);
      const seen = await firstStrange(since);
      if (isStopped()) return false;
      const byLink = copied.shownByLink();
      if (seen === null && byLink === null) {
        settings.set(provenSetting, String(begun));
        return false;
      }
      // the first difference found may not be the earliest one
      const strange = since === 0 ? seen : await firstStrange(0);
      if (isStopped()) return false;
      const first = Math.min(strange ?? Number.POSITIVE_INFINITY, byLink ?? Number.POSITIVE_INFINITY);
      // rows above the last local sequence are imported as another computer's, once this one has a new id
      const last = ledger.entries.numbers().get(ledger.deskId)?.at(-1)?.last ?? 0;
      copied.part(first > last ? [] : await dataset.ownRows(first, last), first);
      log.warn('another copy of this ledger writes under its name', { desk: ledger.deskId, first });
      onCopied();
      return true;
    },
  };
}
