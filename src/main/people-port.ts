import type { SubscriberId } from '../shared/ids.ts';
import type { PersonView } from '../shared/views.ts';

/** The users of the chat-bot. */
export interface People {
  get(id: SubscriberId): PersonView | null;
  /** Whether they were erased and have not written since. */
  isErased(id: SubscriberId): boolean;
  /** The time up to which their data were erased; null if never. */
  erasedTo(id: SubscriberId): number | null;
  /** The latest users, and all who wait for a manager. */
  list(limit: number): readonly PersonView[];
  /** Users who requested a manager and have no answer, the latest first. @param since their last message, epoch milliseconds */
  waiting(since: number): readonly PersonView[];
  countSince(at: number): number;
  /** When people contacted the bot, oldest first. */
  touchTimes(since: number): readonly number[];
}
