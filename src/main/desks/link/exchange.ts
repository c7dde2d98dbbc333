import type { DeskId } from '../../../shared/ids.ts';
import type { Clock, Ledger } from '../../ports.ts';
import { adoptLinked } from '../adopt-linked.ts';
import type { Message } from './messages.ts';
import { haveOf, numbersOf } from './messages.ts';
import { missingOf } from './missing.ts';
import { entryMessages, sizeOf } from './pieces.ts';

/** Of what a desk that was away has missed, the newest comes by the link; the rest by BigQuery. */
const mostMissing = 500;
const mostBytes = 1024 * 1024;

/** What two desks that are linked tell each other of what is written down. */
export type Exchange = {
  have(): Message;
  /** Takes in what a desk says. @returns what is said back */
  heard(from: DeskId, messages: readonly Message[]): readonly Message[];
  /** Whose entries are being taken in just now; null when none are. */
  from(): DeskId | null;
};

export type ExchangeParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
};

export function createExchange({ ledger, clock }: ExchangeParts): Exchange {
  const { entries } = ledger;
  let from: DeskId | null = null;

  function missing(have: Extract<Message, { say: 'have' }>): readonly Message[] {
    const rows: unknown[] = [];
    let bytes = 0;
    const stretches = missingOf(entries.numbers(), numbersOf(have), mostMissing);
    for (const { desk, first, last } of stretches) {
      for (const row of entries.ofNumbers(desk, first, last)) {
        bytes += sizeOf(row);
        if (bytes > mostBytes) return entryMessages(rows);
        rows.push(row);
      }
    }
    return entryMessages(rows);
  }

  function takeIn(desk: DeskId, rows: readonly unknown[]): void {
    from = desk;
    try {
      adoptLinked(ledger, clock, rows);
    } finally {
      from = null;
    }
  }

  return {
    have: () => haveOf(entries.numbers()),
    heard(desk, messages) {
      const back: Message[] = [];
      for (const message of messages) {
        if (message.say === 'entries') takeIn(desk, message.entries);
        if (message.say === 'have') back.push(...missing(message));
      }
      return back;
    },
    from: () => from,
  };
}
