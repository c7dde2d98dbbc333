import type { AppEvent } from '../../../shared/contract.ts';
import type { Toast } from '../../host.ts';
import type { Clock, Ledger, Log, Loop } from '../../ports.ts';

export type AlertSoundsParts = {
  readonly ledger: Pick<Ledger, 'entries'>;
  readonly clock: Clock;
  readonly log: Log;
  /** The manager who works at this computer. */
  readonly manager: () => string;
  /** Whether this computer may ring now for an alert of a rule, by the rule's id. */
  readonly mayRing: (rule: string | undefined) => boolean;
  readonly emit: (event: AppEvent) => void;
  readonly toast: (toast: Toast) => void;
};

/** Older alerts, such as from a computer that was offline, appear in the lists without a sound. */
const newsMs = 15 * 60_000;

/** Shows and rings alerts to this computer's manager once, whichever computer raised them. */
export function createAlertSounds(parts: AlertSoundsParts): Loop {
  const { ledger, clock, log, manager, mayRing, emit, toast } = parts;
  let unsubscribe = (): void => {};
  return {
    start() {
      unsubscribe = ledger.entries.onAppended((entries) => {
        for (const entry of entries) {
          if (entry.kind !== 'alert-raised' || clock.now() - entry.at >= newsMs) continue;
          const { to, rule, sound, text, occasion } = entry.data;
          if (!to.includes(manager())) continue;
          const [title = '', ...rest] = text.split('\n');
          try {
            toast({ title, body: rest.at(-1) ?? '', orderId: entry.orderId });
          } catch (error) {
            log.error('a notice was not shown', { error });
          }
          // an open chat rings together with the orders until it is answered
          if (occasion === 'chat') continue;
          if (sound !== undefined && mayRing(rule)) emit({ kind: 'alert-once', sound });
        }
      });
    },
    stop: async () => unsubscribe(),
  };
}
