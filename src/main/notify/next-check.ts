import type { Clock } from '../ports.ts';

/** Looks again after a time, or sooner when somebody asks for it. */
export type NextCheck = {
  /** The look is due in so long at the latest, in milliseconds. */
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
