import type { WorkstationId } from '../../../shared/ids.ts';
import type { Lag } from '../../../shared/lag.ts';
import type { Clock, SeenNumbers } from '../../ports.ts';

/** The last imported sequence of each computer. */
export type Imported = ReadonlyMap<WorkstationId, number>;

export type LagBook = {
  /** Records that a computer has written this event. */
  know(writer: WorkstationId, sequence: number): void;
  /** How far a computer with these imports is behind all known events; null if it has all. */
  behind(imported: Imported): Lag | null;
};

/** An event younger than this is in transit and no lag. */
const underWayMs = 5_000;
const mostMarks = 200;
type Mark = { readonly sequence: number; readonly at: number };

/**
 * Records when this computer first knew of each event. Times are uptime, so that no two clocks are compared; events from before
 * the start count from the start.
 */
export function createLagBook(clock: Pick<Clock, 'uptime'>): LagBook {
  const marks = new Map<WorkstationId, Mark[]>();
  return {
    know(writer, sequence) {
      const own = marks.get(writer) ?? [];
      if (sequence <= (own.at(-1)?.sequence ?? 0)) return;
      own.push({ sequence, at: clock.uptime() });
      marks.set(writer, own.length > mostMarks ? halved(own) : own);
    },
    behind(imported) {
      const now = clock.uptime();
      let [events, since] = [0, now];
      for (const [writer, own] of marks) {
        const has = imported.get(writer) ?? 0;
        const lacking = own.filter(({ sequence, at }) => sequence > has && now - at >= underWayMs);
        events += (lacking.at(-1)?.sequence ?? has) - has;
        since = Math.min(since, lacking[0]?.at ?? now);
      }
      return events === 0 ? null : { events, ms: now - since };
    },
  };
}

/** Merges pairs of marks; each keeps the earlier time. */
const halved = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap((mark, index) => {
    if (index % 2 === 1) return [];
    return [{ at: mark.at, sequence: marks[index + 1]?.sequence ?? mark.sequence }];
  });

export const lastOf = (numbers: SeenNumbers): Imported =>
  new Map([...numbers].map(([id, ranges]) => [id, ranges.at(-1)?.last ?? 0]));
