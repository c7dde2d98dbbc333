import { z } from 'zod';
import type { Clock, Settings } from '../ports.ts';

const setting = 'desks.unclaimed';
/** By then what was told without a claim is known to all by way of BigQuery. */
const unclaimedForMs = 15 * 60_000;
const toldSchema = z.union([
  z.object({ at: z.number(), uptime: z.number() }),
  // as an earlier version wrote it down
  z.number().transform((at) => ({ at, uptime: Number.NEGATIVE_INFINITY })),
]);

/** When this desk last told an order that it had not claimed. */
export function createUnclaimed(settings: Settings, clock: Clock) {
  return {
    told: (): void => settings.set(setting, JSON.stringify({ at: clock.now(), uptime: clock.uptime() })),
    /** Whether others may not know of it yet. A clock that was set by hand must not make it long ago. */
    isRecent(): boolean {
      const kept = settings.get(setting);
      if (kept === null) return false;
      const { at, uptime } = toldSchema.parse(JSON.parse(kept));
      const passed = clock.uptime() - uptime;
      return Math.abs(clock.now() - at) < unclaimedForMs || (passed >= 0 && passed < unclaimedForMs);
    },
  };
}
