import type { Problem } from '../../../shared/problem.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import type { GmailClient } from './gmail-client.ts';
import { searchApart } from './gmail-client.ts';
import { partlyUnsearched } from './gmail-problem.ts';
import { listingQueries } from './poll-plan.ts';
import type { Senders } from './senders.ts';

const setting = 'gmail.unlisted';
const againEveryMs = 600_000;

export type Listing = {
  /**
   * Lists the mails since a time, epoch milliseconds. Call `remember` in the transaction that stores them: it schedules a retry
   * of refused searches. @throws Problem when nothing could be searched
   */
  list(from: number): Promise<{ readonly ids: readonly string[]; readonly remember: () => void }>;
  /** Repeats an earlier listing that Gmail refused in part; null if there is none, or it is not due. */
  retry(): Promise<Awaited<ReturnType<Listing['list']>> | null>;
  /** Why an earlier listing is incomplete. */
  problem(): Problem | null;
};

export type ListingParts = {
  readonly client: Pick<GmailClient, 'search'>;
  readonly senders: Pick<Senders, 'addresses'>;
  readonly settings: Ledger['settings'];
  readonly clock: Clock;
  readonly log: Log;
};

/** Searches the mailbox by time when its history is unavailable. One refused query does not stop the others. */
export function createListing({ client, senders, settings, clock, log }: ListingParts): Listing {
  let problem: Problem | null = null;
  let askedAt: number | null = null;

  async function list(from: number): ReturnType<Listing['list']> {
    const { ids, refused } = await searchApart(client, listingQueries(senders.addresses, from));
    askedAt = clock.uptime();
    problem = refused && partlyUnsearched(refused);
    if (refused) log.warn('part of the mailbox could not be searched', { reason: refused.message });
    return { ids, remember: () => settings.set(setting, refused ? String(from) : null) };
  }

  return {
    list,
    async retry() {
      const from = settings.get(setting);
      if (from === null || (askedAt !== null && clock.uptime() - askedAt < againEveryMs)) return null;
      askedAt = clock.uptime();
      try {
        return await list(Number(from));
      } catch (error) {
        if (!isProblem(error)) throw error;
        return null;
      }
    },
    problem: () => problem,
  };
}
