import type { SubscriberId } from '../shared/ids.ts';
import type { PersonView } from '../shared/views.ts';

/** Who talks to the chat-bot. */
export interface People {
  get(id: SubscriberId): PersonView | null;
  /** Whether they were erased, and have not written since. */
  isErased(id: SubscriberId): boolean;
  /** The time up to which their data was erased; null if it never was. */
  erasedTo(id: SubscriberId): number | null;
  /** The latest, and everybody who waits for a manager. */
  list(limit: number): readonly PersonView[];
  /** Who asked for a manager and was not answered, the latest first. @param since when they last wrote, epoch milliseconds */
  waiting(since: number): readonly PersonView[];
  countSince(at: number): number;
  /** When people got in touch with the bot, oldest first. */
  touchTimes(since: number): readonly number[];
}
