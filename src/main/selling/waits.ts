import type { DraftId } from '../../shared/ids.ts';
import { isProblem, messageOf } from '../../shared/problem.ts';
import type { DraftWork } from '../../shared/views.ts';
import type { Clock } from '../ports.ts';
import { longestWaitMs, settleMs } from './selling-parts.ts';

/** Retry timers for each draft order, so that the screen can show the next attempt and a stop cancels them. */
export function createWaits(clock: Clock, onChange: (ids: readonly DraftId[]) => void) {
  const timers = new Set<() => void>();
  /** One timer for each kind of work; a new plan replaces it. */
  const planned = new Map<string, () => void>();
  const shown = new Map<DraftId, Omit<DraftWork, 'made'>>();
  const tries = new Map<DraftId, number>();
  let stopped = false;

  /** @returns a function that cancels it */
  function after(ms: number, then: () => void): () => void {
    if (stopped) return () => {};
    const stopTimer = clock.after(ms, () => {
      timers.delete(cancel);
      then();
    });
    const cancel = (): void => {
      timers.delete(cancel);
      stopTimer();
    };
    timers.add(cancel);
    return cancel;
  }

  /** Schedules the next attempt of this work and cancels the one scheduled before. */
  function plan(id: DraftId, doing: DraftWork['doing'], ms: number, then: () => void): void {
    const work = `${doing}:${id}`;
    planned.get(work)?.();
    const cancel = after(ms, () => {
      planned.delete(work);
      then();
    });
    planned.set(work, cancel);
  }

  function show(id: DraftId, work: Omit<DraftWork, 'made'> | null): void {
    const before = shown.get(id) ?? null;
    if (JSON.stringify(before) === JSON.stringify(work)) return;
    if (work === null) shown.delete(id);
    else shown.set(id, work);
    if (!stopped) onChange([id]);
  }

  return {
    after,
    plan,
    show,
    of: (id: DraftId) => shown.get(id) ?? null,
    /** Schedules a retry after `error`, with backoff, and reports its time. */
    again(id: DraftId, doing: DraftWork['doing'], error: unknown, then: () => void): void {
      const count = tries.get(id) ?? 0;
      tries.set(id, count + 1);
      const asked = isProblem(error) ? (error.retryAfterMs ?? 0) : 0;
      const ms = Math.max(asked, Math.min(longestWaitMs, settleMs * 2 ** count));
      const kind = isProblem(error) ? error.kind : 'bug';
      show(id, { doing, why: kind, until: clock.now() + ms, reason: messageOf(error) });
      plan(id, doing, ms, then);
    },
    /** Resets the backoff after a success. */
    done(id: DraftId): void {
      tries.delete(id);
      show(id, null);
    },
    stop(): void {
      stopped = true;
      for (const cancel of timers) cancel();
      timers.clear();
    },
  };
}
export type Waits = ReturnType<typeof createWaits>;
