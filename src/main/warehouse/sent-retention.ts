import { dedupeEvents } from '../../shared/dedupe.ts';
import type { Entry, EntryOf } from '../../shared/entry.ts';
import { lastDecision } from '../../shared/fold-takings.ts';
import { actionId } from '../ledger/action-id.ts';
import { bellRules, commissions, duties, orderSenders, shopZone } from '../ledger/facts.ts';
import type { Clock, Ledger, Log, Loop } from '../ports.ts';

/** What the shop says once, and goes by until it says otherwise. */
type Told = EntryOf<'zone-set' | 'commission-set' | 'bell-set' | 'duty-set' | 'sender-decided'>;

const subjects = [shopZone, commissions, bellRules, duties, orderSenders];

export type SentRetentionParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Log;
  /** For how many days BigQuery keeps what it is given; absent where that stays, or is not known. */
  readonly keptDays: () => number | undefined;
  /** One of the shop's computers says it for all. */
  readonly listens: boolean;
};

const dayMs = 86_400_000;
const lookEveryMs = 10 * 60_000;

/** Says again what stands before BigQuery deletes it, where it does: its views and a new computer would not know it any more. */
export function createSentRetention({ ledger, clock, log, keptDays, listens }: SentRetentionParts): Loop {
  let cancel = (): void => {};

  function look(): void {
    try {
      const days = keptDays();
      // two thirds of the time leave the last one for a shop that is closed for weeks
      if (days !== undefined) sayAgain(ledger, clock.now() - (days * dayMs * 2) / 3);
    } catch (error) {
      log.error('what stands could not be said again', { error });
    }
    lookLater();
  }

  // how long it is kept is known only once BigQuery has answered
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

/** Word for word, also its decision: whatever is decided anew meanwhile, on whichever computer, goes before it. */
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

/** Of what its kind says one thing at a time. */
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
