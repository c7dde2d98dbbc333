import type { WorkstationId } from '../../../shared/ids.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { goneComputers } from '../forgotten.ts';
import { writtenAt } from './written-at.ts';

export type LastSeen = {
  /** When each other computer last sent a signal since the start, epoch milliseconds by this computer's clock. */
  readonly times: ReadonlyMap<WorkstationId, number>;
  /** @returns whether it is the first signal since the start */
  note(from: WorkstationId): boolean;
  forget(gone: WorkstationId): void;
  /** Whether no other computer was on in the last seven days, by its signals and events. */
  isAlone(): boolean;
};

const prefix = 'cluster.seen:';
const aloneAfterMs = 7 * 86_400_000;
/** Limits writes to the disk: signals arrive every few seconds. */
const keepEveryMs = 3_600_000;

/** Remembers when the other computers were last on, across restarts. */
export function createLastSeen(ledger: Ledger, clock: Clock): LastSeen {
  const { settings, entries } = ledger;
  const times = new Map<WorkstationId, number>();
  // a clock that was wrong may have left a time in the future
  const isRecent = (at: number, forMs: number): boolean => Math.abs(clock.now() - at) < forMs;

  return {
    times,
    note(from) {
      const isFirst = !times.has(from);
      times.set(from, clock.now());
      if (!isRecent(Number(settings.get(prefix + from) ?? 0), keepEveryMs))
        settings.set(prefix + from, String(clock.now()));
      return isFirst;
    },
    forget(gone) {
      times.delete(gone);
      settings.set(prefix + gone, null);
    },
    isAlone() {
      if ([...times.values()].some((at) => isRecent(at, aloneAfterMs))) return false;
      if (settings.names(prefix, '').some((name) => isRecent(Number(settings.get(name)), aloneAfterMs)))
        return false;
      const gone = goneComputers(ledger);
      return [...entries.heard()].every(([id, ranges]) => {
        const last = ranges.at(-1)?.last;
        return (
          gone.has(id) || last === undefined || !isRecent(writtenAt(entries, id, last) ?? 0, aloneAfterMs)
        );
      });
    },
  };
}
