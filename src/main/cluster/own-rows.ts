import { setImmediate } from 'node:timers/promises';
import type { Clock, Ledger, Log } from '../ports.ts';
import type { Dataset } from './dataset.ts';

export type OwnRowsParts = {
  readonly dataset: Pick<Dataset, 'ownNumbers' | 'ownRows'>;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** Called when this ledger must be reopened, which gives it a new workstation id. */
  readonly onCopied: () => void;
  /** Resolves with the answer; rejects once the shop is closed. */
  readonly unlessStopped: <T>(answer: Promise<T>) => Promise<T>;
};

const provenSetting = 'desks.ownProvenAt';
const dayMs = 86_400_000;
/** Two clocks may be wrong by hours, and one may have been set since. */
const marginMs = 2 * dayMs;
/** Rows compared before windows and deliveries are served again. */
const rowsAtOnce = 5_000;

/**
 * Detects that a second computer uses a copy of this data directory, or that it was restored from a backup: the dataset has a
 * row of this computer with a sequence that belongs to another event or was never written here.
 * @param all whether to compare older rows than those since the last check
 */
export async function findCopy(parts: OwnRowsParts, all: boolean): Promise<boolean> {
  const { dataset, ledger, clock, log, unlessStopped } = parts;
  const { settings, copied } = ledger;

  async function firstStrange(since: number): Promise<number> {
    const rows = await unlessStopped(dataset.ownNumbers(since));
    let first = Number.POSITIVE_INFINITY;
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const strange = copied.strangeAmong(rows.slice(from, from + rowsAtOnce));
      first = strange.reduce((lowest, { seq }) => Math.min(lowest, seq), first);
      await unlessStopped(setImmediate());
    }
    return first;
  }

  if (copied.isParting()) return true;
  const begun = clock.now();
  const byLink = copied.shownByLink();
  const since = all || byLink !== null ? 0 : Math.max(0, Number(settings.get(provenSetting) ?? 0) - marginMs);
  let first = Math.min(await firstStrange(since), byLink ?? Number.POSITIVE_INFINITY);
  if (first === Number.POSITIVE_INFINITY) {
    settings.set(provenSetting, String(begun));
    return false;
  }
  // an earlier row may be another computer's too
  if (since > 0) first = await firstStrange(0);
  // rows above the last local sequence are imported as another computer's, once this one has a new id
  const last = ledger.entries.numbers().get(ledger.deskId)?.at(-1)?.last ?? 0;
  copied.part(first > last ? [] : await unlessStopped(dataset.ownRows(first, last)), first);
  log.warn('another copy of this ledger writes under its name', { desk: ledger.deskId, first });
  parts.onCopied();
  return true;
}
