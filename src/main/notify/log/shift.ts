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

/** Sums up the orders since a manager's shift began, or else since midnight in the shop's time zone. */
export function shiftOf(parts: ShiftParts, manager: string): ShiftSummary {
  const { clock, book, timeZone } = parts;
  const [now, duty] = [clock.now(), book.duties().get(manager)];
  const to = now + 1;
  if (duty?.on !== true) {
    return { since: 'day', ...summed(parts, { from: startOfDay(timeZone(), now), to, manager: null }) };
  }
  // a shift never ends automatically, and its summary is recomputed at every order change
  const dayAgo = now - dayMs;
  const from = Math.max(duty.since, dayAgo);
  return { since: from === dayAgo ? 'last-day' : 'shift', ...summed(parts, { from, to, manager }) };
}

/** The summary of an ended shift. @param from its start, @param to its end, epoch milliseconds */
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
