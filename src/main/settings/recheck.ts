import type { ConnectionName } from '../../shared/views.ts';
import type { Handlers } from '../ipc/dispatch.ts';
import type { Clock, Log, Loop } from '../ports.ts';

export type RecheckParts = {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** Whether BigQuery now has a key that the shop was not opened with. */
  readonly hasOtherKey: () => Promise<boolean>;
  readonly reopen: () => Promise<void>;
  /** Reopens the shop without a caller that waits. */
  readonly reopenSoon: () => void;
  /** The handlers of the shop that is open at the time. */
  readonly handlers: () => Handlers;
};

const lookEveryMs = 60_000;

/** Reopens the shop when BigQuery has a new key: by polling, and before a check of BigQuery. */
export function createRecheck({ clock, log, hasOtherKey, reopen, reopenSoon, handlers }: RecheckParts) {
  let cancel = (): void => {};
  let isStopped = false;

  async function look(): Promise<void> {
    const isOther = await hasOtherKey();
    // the reopened shop polls by itself
    if (isOther && !isStopped) reopenSoon();
    else again();
  }

  function again(): void {
    if (isStopped) return;
    cancel = clock.after(lookEveryMs, () => {
      look().catch((error: unknown) => {
        log.error('whether BigQuery has another key could not be looked at', { error });
        again();
      });
    });
  }

  async function anew(name: ConnectionName, own: Handlers): Promise<Handlers> {
    // the file may be on a missing drive, which takes long to fail: no other account waits for that
    if (name !== 'bigquery' || !(await hasOtherKey())) return own;
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
      'setup.check': async (input) => (await anew(input.name, own))['setup.check'](input),
      'connections.check': async (input) => (await anew(input.name, own))['connections.check'](input),
    }),
  } satisfies Loop & { checking: (own: Handlers) => Handlers };
}
