import type { Reach } from '../../../shared/alert-rules/reach.ts';
import { reachAt } from '../../../shared/alert-rules/reach.ts';
import type { SubscriberId } from '../../../shared/ids.ts';
import type { Problem } from '../../../shared/problem.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { Contact, Manychat } from '../../manychat/client.ts';
import type { PollingLoop } from '../../polling-loop.ts';
import { createPollingLoop } from '../../polling-loop.ts';
import type { Clock, Log } from '../../ports.ts';
import type { ManagerConfig } from '../../settings/config.ts';
import { tryEveryMs } from '../../standing.ts';
import type { RuleStore } from './rule-store.ts';

export type ReachabilityParts = {
  readonly clock: Clock;
  readonly log: Log;
  readonly manychat: () => Manychat | null;
  readonly managers: () => readonly ManagerConfig[];
  readonly lastInteraction: (id: SubscriberId) => Contact['lastInteraction'];
  readonly book: Pick<RuleStore, 'duties'>;
  /** Called with the problem that stops every message; null: ManyChat accepts the key. */
  readonly onAnswer: (problem: Problem | null) => void;
  /** Checks whether e-mails can be sent; sends nothing. @returns the problem that stops them all */
  readonly checkEmail: () => Promise<Problem | null>;
  /** Called after ManyChat was checked again. */
  readonly onAsked: () => void;
};
export type Reachability = PollingLoop & {
  /** Null for a manager without a Messenger contact. */
  of(manager: string): Reach | null;
};

/** A window lasts a day, so this interval is enough. In doubt, ManyChat is asked before each notification. */
const everyMs = tryEveryMs;
/** Limits how long a fault is shown after it has passed. */
const againMs = 60_000;

/** Checks before an order arrives who can be reached by Messenger, and whether each channel works. */
export function createReachability(parts: ReachabilityParts): Reachability {
  const { clock, log, manychat, managers, lastInteraction, book, onAnswer, checkEmail, onAsked } = parts;
  let isRunning = false;

  /** @returns the problem that stops every Messenger message */
  async function ask(): Promise<Problem | null> {
    const client = manychat();
    let stops: Problem | null = null;
    let isAnswered = false;
    for (const { name, subscriberId } of client ? managers() : []) {
      if (!isRunning) return null;
      if (subscriberId === null) continue;
      try {
        await client?.contact(subscriberId);
        isAnswered = true;
      } catch (error) {
        if (!isProblem(error)) throw error;
        // keep the manager's last known state; a refusal of one contact does not stop messages to others
        if (error.kind === 'refused' || error.kind === 'not-found') isAnswered = true;
        else stops = error;
        log.debug('a manager could not be looked up', { manager: name, reason: error.message });
      }
    }
    // the ledger may be closed before ManyChat answers
    if (!isRunning) return null;
    if (isAnswered || stops !== null) onAnswer(stops);
    if (client) onAsked();
    return stops;
  }

  // independent loops: a slow channel does not delay the check of the other
  const looks = [ask, checkEmail].map((look) => keepLooking(look, { clock, log }));

  return {
    of(manager) {
      const known = managers().find(({ name }) => name === manager);
      if (!known || known.subscriberId === null || manychat() === null) return null;
      const duty = book.duties().get(manager);
      const heardAt = duty?.via === 'messenger' ? duty.since : null;
      return reachAt(lastInteraction(known.subscriberId), heardAt, clock.now());
    },
    start() {
      isRunning = true;
      for (const look of looks) look.start();
    },
    askAnew() {
      for (const look of looks) look.askAnew();
    },
    async stop() {
      isRunning = false;
      await Promise.all(looks.map((look) => look.stop()));
    },
  };
}

/** Repeats a check; sooner after a fault. */
const keepLooking = (
  look: () => Promise<Problem | null>,
  { clock, log }: Pick<ReachabilityParts, 'clock' | 'log'>,
): PollingLoop =>
  createPollingLoop(clock, () =>
    look().then(
      (stops) => (stops === null ? everyMs : againMs),
      (error: unknown) => {
        log.error('looking whether managers can be told failed', { error });
        return everyMs;
      },
    ),
  );
