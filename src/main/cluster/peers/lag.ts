import type { WorkstationId } from '../../../shared/ids.ts';
import type { Lag } from '../../../shared/lag.ts';
import type { Clock } from '../../ports.ts';

/** The last imported sequence of each computer. */
export type Imported = ReadonlyMap<WorkstationId, number>;

export type LagBook = {
  /** Records that these computers have written these events. */
  know(written: Iterable<readonly [writer: WorkstationId, sequence: number]>): void;
  /** How far a computer with these imports is behind all known events. */
  behind(imported: Imported): Lag;
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
  const marks = new Map<WorkstationId, readonly Mark[]>();
  return {
    know(written) {
      const at = clock.uptime();
      for (const [writer, sequence] of written) {
        const known = marks.get(writer) ?? [];
        if (sequence <= (known.at(-1)?.sequence ?? 0)) continue;
        const next = [...known, { sequence, at }];
        marks.set(writer, next.length > mostMarks ? halved(next) : next);
      }
    },
    behind(imported) {
      const now = clock.uptime();
      let [events, since] = [0, now];
      for (const [writer, known] of marks) {
        const has = imported.get(writer) ?? 0;
        const lacking = known.filter(({ sequence, at }) => sequence > has && now - at >= underWayMs);
        events += (lacking.at(-1)?.sequence ?? has) - has;
        since = Math.min(since, lacking[0]?.at ?? now);
      }
      return { events, ms: now - since };
    },
  };
}

/** Merges pairs of marks; each keeps the earlier time. */
const halved = (marks: readonly Mark[]): readonly Mark[] =>
  marks.flatMap(({ at, sequence }, index) =>
    index % 2 === 1 ? [] : [{ at, sequence: marks[index + 1]?.sequence ?? sequence }],
  );
