import type { Ring } from '../../../shared/bell/ring.ts';
import type { BellSound } from '../../../shared/bell/rules.ts';
import { longestWaitMs } from '../../../shared/bell/waiting.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { askedAlert } from '../alerts/found.ts';
import type { BellBook } from './bell-book.ts';

export type RingingChatsParts = {
  readonly ledger: Pick<Ledger, 'people' | 'entries'>;
  readonly clock: Clock;
  readonly book: Pick<BellBook, 'bell' | 'team'>;
  /** Whose computer this is. */
  readonly manager: string;
};

export type RingingChats = Pick<Ring, 'chats'> & {
  /** Of the one that rings last; absent where none rings. */
  readonly sound?: BellSound;
};

/** The customers whose open ask rings for a manager: it was passed on to them by a step that rings. */
export function ringingChats(parts: RingingChatsParts): RingingChats {
  const { ledger, clock, book, manager } = parts;
  const isQuiet = book.team().quiet.has(manager);
  const { rules } = book.bell().bell;
  const ringing = ledger.people.waiting().flatMap((person) => {
    const alert = askedAlert(person);
    if (alert === null || clock.now() - (person.waitingSince ?? 0) >= longestWaitMs) return [];
    const raised = ledger.entries
      .ofSubject(alert)
      .flatMap((entry) =>
        entry.kind === 'alert-raised' && entry.data.to.includes(manager) ? [entry.data] : [],
      );
    const rung = raised.find(({ sound }) => sound !== undefined);
    const isLoud = rules.find(({ id }) => id === rung?.rule)?.loud === true;
    return rung && (isLoud || !isQuiet) ? [{ person, sound: rung.sound }] : [];
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
