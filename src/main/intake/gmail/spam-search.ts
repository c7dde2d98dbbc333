import type { MailTemplate } from '../../../shared/mail-template.ts';
import type { Problem } from '../../../shared/problem.ts';
import { isProblem } from '../../../shared/problem.ts';
import type { Clock, Ledger, Log } from '../../ports.ts';
import { readCheckpoint } from './checkpoint.ts';
import type { GmailClient } from './gmail-client.ts';
import { searchEach } from './gmail-client.ts';
import { ringWithin } from './mail-intake.ts';
import { awaySince } from './offline-since.ts';
import { spamQueries } from './poll-plan.ts';
import type { Senders } from './senders.ts';

const everyMs = 600_000;

export type SpamSearch = {
  /**
   * Makes spam of approved senders pending, once: a mail not on disk after that is no order, or still pending. A failed search
   * does not affect the rest of the poll. @returns whether there is any to fetch
   */
  look(): Promise<boolean>;
  /** Why the last search failed. */
  problem(): Problem | null;
};

export type SpamSearchParts = {
  readonly client: Pick<GmailClient, 'search'>;
  readonly senders: Pick<Senders, 'addresses'>;
  readonly recipes: () => readonly MailTemplate[];
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** @returns whether any of these is new */
  readonly addPending: (ids: readonly string[]) => boolean;
};

export function createSpamSearch(parts: SpamSearchParts): SpamSearch {
  const { client, senders, recipes, ledger, clock, log, stopping, addPending } = parts;
  let askedAt: number | null = null;
  let problem: Problem | null = null;
  /** The last results and the templates at that time: all mails of their senders are stored, of others only orders. */
  let last = { taught: '', ids: new Set<string>() };

  /** During a restore, searches only mails that would send notifications; undefined for the usual week. */
  function from(): number | undefined {
    const checkpoint = readCheckpoint(ledger.checkpoints);
    if (checkpoint?.isPartial !== true) return undefined;
    return Math.min(checkpoint.at - ringWithin, awaySince(ledger.settings) ?? checkpoint.at);
  }

  return {
    async look() {
      const now = clock.now();
      const isDue = askedAt === null || now - askedAt >= everyMs;
      if (!isDue || senders.addresses.length === 0 || stopping.aborted) return false;
      try {
        const found = await searchEach(client, spamQueries(senders.addresses, from()));
        askedAt = now;
        problem = null;
        const taught = JSON.stringify([recipes().map(({ match }) => match.sender), senders.addresses]);
        const known = last.taught === taught ? last.ids : new Set();
        const isNews = addPending(found.filter((id) => !known.has(id)));
        // only after they are pending on disk
        last = { taught, ids: new Set(found) };
        return isNews;
      } catch (error) {
        if (!isProblem(error)) throw error;
        problem = error;
        // a refused query would be refused at the next poll, too
        if (error.kind === 'refused') askedAt = now;
        log.warn('spam could not be searched', { kind: error.kind, reason: error.message });
        return false;
      }
    },
    problem: () => problem,
  };
}
