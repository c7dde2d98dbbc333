import type { Handlers } from '../ipc/dispatch.ts';
import type { Clock, Log, Loop } from '../ports.ts';

export type CheckAnewParts = {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** Whether an account that could not be used when the shop was opened can be now. */
  readonly isMended: () => Promise<boolean>;
  readonly reopen: () => Promise<void>;
  /** Opens the shop anew for nobody who waits. */
  readonly reopenSoon: () => void;
  /** Of the shop that is open then. */
  readonly handlers: () => Handlers;
};

const lookEveryMs = 60_000;

/** Takes an account up again that could not be used when the shop was opened: by itself, and before it is checked. */
export function createCheckAnew({ clock, log, isMended, reopen, reopenSoon, handlers }: CheckAnewParts) {
  let cancel = (): void => {};
  let isStopped = false;

  async function look(): Promise<void> {
    const isNow = await isMended();
    // the shop that is opened then has a look of its own
    if (isNow && !isStopped) reopenSoon();
    else again();
  }

  function again(): void {
    if (isStopped) return;
    cancel = clock.after(lookEveryMs, () => {
      look().catch((error: unknown) => {
        log.error('whether an account can be used again could not be looked at', { error });
        again();
      });
    });
  }

  async function mended(own: Handlers): Promise<Handlers> {
    if (!(await isMended())) return own;
    await reopen();
    return handlers();
  }

  return {
    start: again,
    async stop() {
      isStopped = true;
      cancel();
    },
    checking: (own: Handlers): Handlers => ({
      ...own,
      'setup.check': async (input) => (await mended(own))['setup.check'](input),
      'connections.check': async (input) => (await mended(own))['connections.check'](input),
    }),
  } satisfies Loop & { checking: (own: Handlers) => Handlers };
}
