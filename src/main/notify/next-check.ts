import type { Clock } from '../ports.ts';

/** Schedules the next check; it can be brought forward. */
export type NextCheck = {
  /** The check runs after at most this many milliseconds. */
  in(ms: number): void;
  end(): void;
};

export function createNextCheck(clock: Clock, look: () => void): NextCheck {
  let cancel: (() => void) | null = null;
  let dueAt = Number.POSITIVE_INFINITY;

  function end(): void {
    cancel?.();
    cancel = null;
  }

  return {
    in(ms) {
      const at = clock.uptime() + ms;
      if (cancel !== null && at >= dueAt) return;
      end();
      dueAt = at;
      cancel = clock.after(ms, () => {
        cancel = null;
        look();
      });
    },
    end,
  };
}
