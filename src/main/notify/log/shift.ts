import { digestOf } from '../../../shared/alert-rules/digest.ts';
import type { Source } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import type { ShiftSummary } from '../../../shared/notices.ts';
import { startOfDay } from '../../../shared/shop-days.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { RuleStore } from '../alert-rules/rule-store.ts';
import { digestText } from './digest-words.ts';

export type ShiftParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly book: Pick<RuleStore, 'duties'>;
  readonly language: () => Language;
  readonly timeZone: () => string;
  readonly sourceName: (source: Source) => string;
};

const dayMs = 24 * 3_600_000;

/** What has come and become of it since a manager's duty began, or since midnight of the shop's day. */
export function shiftOf(parts: ShiftParts, manager: string): ShiftSummary {
  const { clock, book, timeZone } = parts;
  const [now, duty] = [clock.now(), book.duties().get(manager)];
  const to = now + 1;
  if (duty?.on !== true) {
    return { since: 'day', ...summed(parts, { from: startOfDay(timeZone(), now), to, manager: null }) };
  }
  // nothing ends a shift by itself, and it is added up at every change of an order
  const dayAgo = now - dayMs;
  const from = Math.max(duty.since, dayAgo);
  return { since: from === dayAgo ? 'last-day' : 'shift', ...summed(parts, { from, to, manager }) };
}

/** What a shift came to that has ended. @param from when it began, @param to when it ended, epoch milliseconds */
export const endedShift = (
  parts: SumParts,
  shift: { readonly from: number; readonly to: number; readonly manager: string },
): string => summed(parts, shift).text;

type SumParts = Omit<ShiftParts, 'book' | 'clock'>;

function summed(
  { ledger, language, timeZone, sourceName }: SumParts,
  { from, to, manager }: { readonly from: number; readonly to: number; readonly manager: string | null },
): Pick<ShiftSummary, 'digest' | 'text'> {
  const digest = digestOf({
    from,
    to,
    orders: ledger.notices.digestOrders(from, to),
    notices: ledger.notices.states(from, to),
  });
  const context = { language: language(), timeZone: timeZone(), sourceName, manager };
  return { digest, text: digestText(digest, context) };
}
