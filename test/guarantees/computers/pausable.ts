import type { Clock } from '../../../src/main/ports.ts';
import { computerClock } from '../sleep/computer-clock.ts';

/** Where a process stands still: wherever it is, or with the next message to a manager ready to leave. */
export type PausedAt = 'once' | 'send';

/**
 * A process that may stand still while the world goes on: its timers run late, all at once, and what it was about to ask or
 * to send leaves when it goes on. Between two requests no time passes, so it need stand still nowhere else.
 */
export function pausable(world: Clock) {
  const clock = computerClock(world);
  let ready: { readonly at: PausedAt; readonly forMs: number } | null = null;
  let still: Promise<void> | null = null;
  let goOn = (): void => {};
  let cancel = (): void => {};

  function standStill(forMs: number): void {
    clock.fallAsleep();
    ready = null;
    still = new Promise((resolve) => {
      cancel = world.after(forMs, () => goOn());
      goOn = () => {
        cancel();
        still = null;
        clock.wakeUp('late');
        resolve();
      };
    });
  }

  return {
    clock,
    isStill: () => still !== null,
    pause(at: PausedAt, forMs: number): void {
      if (still !== null) return;
      if (at === 'once') standStill(forMs);
      else ready = { at, forMs };
    },
    /** Before the end of its pause; one that is only meant to come does not. */
    goOn(): void {
      ready = null;
      if (still !== null) goOn();
    },
    /** It is killed where it stands, and never goes on. */
    end: (): void => cancel(),
    /** To be awaited before whatever leaves the process. @returns when it goes on */
    async leaves(what: 'send' | 'question'): Promise<void> {
      if (what === ready?.at) standStill(ready.forMs);
      await still;
    },
  };
}
export type Pausable = ReturnType<typeof pausable>;
