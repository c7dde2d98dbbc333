import type { WorkstationId } from '../../../shared/ids.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { noteBackupRestored } from '../backup-restored.ts';
import type { Progress } from '../catch-up.ts';
import { isDamage } from '../database.ts';
import { openLedgerInSteps } from '../open.ts';
import { damaged } from '../verify.ts';
import { crashFault } from './check-in-process.ts';
import { forgetDamage, noteDamage, wasDamageMet } from './damage-note.ts';
import { isMarkedSound, isReplaced, stampOf } from './file-mark.ts';
import type { Places } from './places.ts';
import { placesOf } from './places.ts';
import { finishPutting } from './put-in-place.ts';
import type { RepairProcess } from './repair-process.ts';
import type { RepairStory } from './repair-story.ts';
import { readStory } from './repair-story.ts';

export type OpenParts = {
  readonly file: string;
  readonly deskId: WorkstationId;
  /** The possible addressees of notifications. */
  readonly managers: readonly ManagerConfig[];
  readonly clock: Clock;
  readonly log: Log;
  readonly keeper: Pick<RepairProcess, 'check' | 'repair'>;
  /** Called when the ledger turns out to be damaged while it is open. */
  readonly onDamage: () => void;
  /** Called while a check or repair runs. */
  readonly onProgress: (progress: Progress) => void;
};
export type Opened = {
  readonly ledger: Ledger;
  /** The repair done at this start; null if none was needed. */
  readonly repaired: RepairStory | null;
  /** Records damage that another component found. */
  readonly meet: (fault: string) => void;
};

/** Bytes per second on a slow or busy computer. */
const quickCheckSpeed = 50_000_000;
const otherSpeed = 10_000_000;

/**
 * Opens the ledger, and repairs it first if it is damaged. The full check runs only if the file is not as it was last closed, as
 * after a crash or a change from outside. Indexes are checked too if damage was found since.
 */
export async function openOrRepair(parts: OpenParts): Promise<Opened> {
  const { file, deskId, managers, clock, log, keeper, onProgress } = parts;
  const places = placesOf(file);
  const wasHalfWay = finishPutting(places);
  const isPutBack = isReplaced(places);

  async function repair(faults: readonly string[]): Promise<void> {
    log.error('the ledger is damaged, and is repaired', { faults });
    const isReadable = !faults.includes(crashFault);
    const work = keeper.repair(file, { now: clock.now(), deskId, managers, isReadable });
    await showProgress(parts, otherSpeed, work);
  }
  let met: string | null = null;
  function meet(fault: string): void {
    met = fault;
    try {
      noteDamage(places, fault);
    } catch (error) {
      log.warn('that the ledger is damaged could not be noted', { error });
    }
    parts.onDamage();
  }
  function open(): Promise<Ledger> {
    // just checked or repaired: new damage is recorded from here on
    met = null;
    try {
      forgetDamage(places);
    } catch (error) {
      // it is checked once more at the next start
      log.warn('the note that the ledger was damaged could not be removed', { error });
    }
    return openLedgerInSteps({ file, clock, deskId, onDamage: meet }, onProgress);
  }

  const faults = await faultsBefore(parts, places);
  if (faults.length > 0) await repair(faults);
  let ledger: Ledger;
  let isRepaired = faults.length > 0;
  try {
    ledger = await open();
  } catch (error) {
    // damage that the check missed, or that is new
    if (isRepaired || !isDamage(error)) throw error;
    isRepaired = true;
    await repair([String(error)]);
    ledger = await open();
  }
  // events that a repair lost may have had effects as well
  if (isPutBack || isRepaired || wasHalfWay) noteBackupRestored(ledger.settings, clock.now());
  if (isPutBack) log.warn('the ledger is not the file that was closed last');
  const story = isRepaired || wasHalfWay ? readStory(ledger.settings) : null;
  if (story !== null) log.warn('the ledger was repaired', { ...story });
  return { ledger: telling(ledger, () => met), repaired: story, meet };
}

/** Reports damage found while the ledger is open in its health checks. */
const telling = (ledger: Ledger, met: () => string | null): Ledger => ({
  ...ledger,
  glance() {
    const fault = met();
    return [...(fault === null ? [] : [damaged(fault)]), ...ledger.glance()];
  },
  isDamaged: () => met() !== null || ledger.isDamaged(),
});

async function faultsBefore(parts: OpenParts, places: Places): Promise<readonly string[]> {
  const isMet = wasDamageMet(places);
  if (isMarkedSound(places) && !isMet) return [];
  if (stampOf(places.ledger) === null) return stampOf(places.copy) === null ? [] : ['the file is gone'];
  const work = parts.keeper.check(places.ledger, isMet ? 'integrity_check' : 'quick_check');
  return showProgress(parts, isMet ? otherSpeed : quickCheckSpeed, work);
}

const tickMs = 1_000;
/** The progress is an estimate, so it stops near the end. */
const mostShown = 0.95;

/** Reports an estimated progress each second, by the size of the file. */
async function showProgress<T>(
  { file, clock, onProgress }: OpenParts,
  bytesPerSecond: number,
  work: Promise<T>,
): Promise<T> {
  const total = Math.max(1, ((stampOf(file)?.size ?? 0) / bytesPerSecond) * 1000);
  let cancel = (): void => {};
  let passed = 0;
  const tick = (): void => {
    cancel = clock.after(tickMs, () => {
      passed += tickMs;
      onProgress({ done: Math.min(passed, total * mostShown), total });
      tick();
    });
  };
  tick();
  try {
    return await work;
  } finally {
    cancel();
  }
}
