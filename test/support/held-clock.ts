import type { Clock } from '../../src/main/ports.ts';
import { systemClock } from '../../src/main/shell/system-clock.ts';

/** The system clock, except for timers of these lengths in milliseconds, which run on request. */
export function heldClock(...lengths: readonly number[]) {
  const due = new Set<() => void>();
  const clock: Clock = {
    ...systemClock,
    after(ms, work) {
      if (!lengths.includes(ms)) return systemClock.after(ms, work);
      due.add(work);
      return () => void due.delete(work);
    },
  };
  const runDue = (): void => {
    const now = [...due];
    due.clear();
    for (const work of now) work();
  };
  return { clock, runDue };
}
