import { dedupeEvents } from '../../shared/dedupe.ts';
import type { Entry, EntryOf } from '../../shared/entry.ts';
import { lastDecision } from '../../shared/fold-takings.ts';
import { actionId } from '../ledger/action-id.ts';
import { bellRules, commissions, duties, orderSenders, shopZone } from '../ledger/facts.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';

/** Shop settings that are recorded once and valid until changed. */
type Told = EntryOf<'zone-set' | 'commission-set' | 'bell-set' | 'duty-set' | 'sender-decided'>;

const subjects = [shopZone, commissions, bellRules, duties, orderSenders];

export type SentRetentionParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** For how many days BigQuery keeps rows; absent if they stay or it is not known. */
  readonly keptDays: () => number | undefined;
  /** Whether this computer is the leader: only one republishes. */
  readonly listens: boolean;
};

const dayMs = 86_400_000;
const lookEveryMs = 10 * 60_000;

/** Republishes the current settings before BigQuery deletes them, which the views and a new computer need. */
export function createSentRetention({ ledger, clock, log, keptDays, listens }: SentRetentionParts): Loop {
  let cancel = (): void => {};

  function look(): void {
    try {
      const days = keptDays();
      // at two thirds of the retention, one third is left for a shop that is closed for weeks
      if (days !== undefined) sayAgain(ledger, clock.now() - (days * dayMs * 2) / 3);
    } catch (error) {
      log.error('what stands could not be said again', { error });
    }
    lookLater();
  }

  // the retention is known only after BigQuery has answered
  function lookLater(): void {
    cancel = clock.after(lookEveryMs, look);
  }

  return {
    start: () => {
      if (listens) lookLater();
    },
    stop: async () => cancel(),
  };
}

/** Copies the event with its decision number, so that any newer decision on any computer overrides it. */
function sayAgain(ledger: Ledger, before: number): void {
  const { entries } = ledger;
  ledger.transaction(() => {
    for (const subject of subjects) {
      const told = dedupeEvents(entries.ofSubject(subject).filter(isTold));
      for (const own of Map.groupBy(told, aboutOf).values()) {
        const last = lastDecision(own);
        if (!last) continue;
        const words = JSON.stringify(last.data);
        if (own.some(({ recordedAt, data }) => recordedAt >= before && JSON.stringify(data) === words))
          continue;
        const { desk: _desk, seq: _seq, recordedAt: _recordedAt, ...said } = last;
        entries.append({ ...said, id: actionId() });
      }
    }
  });
}

function isTold(entry: Entry): entry is Told {
  switch (entry.kind) {
    case 'zone-set':
    case 'commission-set':
    case 'bell-set':
    case 'duty-set':
    case 'sender-decided':
      return true;
    default:
      return false;
  }
}

/** The key within its kind: only the latest event of a key is valid. */
function aboutOf(told: Told): string {
  switch (told.kind) {
    case 'zone-set':
    case 'bell-set':
      return told.kind;
    case 'commission-set':
      return told.data.source;
    case 'duty-set':
      return told.data.manager;
    case 'sender-decided':
      return told.data.sender;
  }
}
