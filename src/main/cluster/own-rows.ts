import { setImmediate } from 'node:timers/promises';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { Dataset } from './dataset.ts';

export type OwnRowsParts = {
  readonly dataset: Dataset;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly isStopped: () => boolean;
  /** Called when this ledger is to be opened again, which gives it a desk of its own. */
  readonly onCopied: () => void;
};

export type OwnRows = {
  /** Asks what stands in the dataset under this desk's name. @returns whether somebody else has written some of it */
  look(all: boolean): Promise<boolean>;
};

const provenSetting = 'desks.ownProvenAt';
const dayMs = 86_400_000;
/** Two computers' clocks may be wrong by hours; that of one may have been set since. */
const marginMs = 2 * dayMs;

/**
 * Notices that this data directory runs on a second computer as well, or was put back from a backup: the dataset shows a row of
 * this desk under a number that it gave to another entry, or above all it has written.
 */
export function createOwnRows(parts: OwnRowsParts): OwnRows {
  const { dataset, ledger, clock, log, isStopped, onCopied } = parts;
  const { settings, copied } = ledger;

  /** The least number that stands there, written from a moment on, and is not this ledger's; null when there is none. */
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
      // what was seen first need not be what came first
      const strange = since === 0 ? seen : await firstStrange(0);
      if (isStopped()) return false;
      const first = Math.min(strange ?? Number.POSITIVE_INFINITY, byLink ?? Number.POSITIVE_INFINITY);
      // what lies above all that was written here comes as another desk's, once this one has a name of its own
      const last = ledger.entries.numbers().get(ledger.deskId)?.at(-1)?.last ?? 0;
      copied.part(first > last ? [] : await dataset.ownRows(first, last), first);
      log.warn('another copy of this ledger writes under its name', { desk: ledger.deskId, first });
      onCopied();
      return true;
    },
  };
}
