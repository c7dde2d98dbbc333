import type { Ring } from '../../../shared/alert-rules/escalation.ts';
import type { RuleSound } from '../../../shared/alert-rules/rules.ts';
import { longestWaitMs } from '../../../shared/alert-rules/waiting.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { askedAlert } from '../alerts/found.ts';

export type WaitingChatsParts = {
  readonly ledger: Pick<Ledger, 'people' | 'entries'>;
  readonly clock: Clock;
  /** Whether an alert of this rule may ring now. */
  readonly mayRing: (rule: string | undefined) => boolean;
  /** The manager who works at this computer. */
  readonly manager: string;
};

export type WaitingChats = Pick<Ring, 'chats'> & {
  /** The sound of the latest ringing chat; absent if none rings. */
  readonly sound?: RuleSound;
};

/** Open customer requests that ring for a manager: a rule step with ringing escalated them to this manager. */
export function createWaitingChats(parts: WaitingChatsParts): WaitingChats {
  const { ledger, clock, mayRing, manager } = parts;
  const since = clock.now() - longestWaitMs;
  const ringing = ledger.people.waiting(since).flatMap((person) => {
    const alert = askedAlert(person);
    if (alert === null || (person.waitingSince ?? 0) <= since) return [];
    const raised = ledger.entries
      .ofSubject(alert)
      .flatMap((entry) =>
        entry.kind === 'alert-raised' && entry.data.to.includes(manager) ? [entry.data] : [],
      );
    const rung = raised.find(({ sound }) => sound !== undefined);
    return rung && mayRing(rung.rule) ? [{ person, sound: rung.sound }] : [];
  });
  const oldestFirst = ringing.toSorted(
    (one, other) => (one.person.waitingSince ?? 0) - (other.person.waitingSince ?? 0),
  );
  const sound = oldestFirst.at(-1)?.sound;
  return {
    chats: oldestFirst.map(({ person }) => person.subscriberId),
    ...(sound !== undefined && { sound }),
  };
}
