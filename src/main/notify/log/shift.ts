import { digestOf } from '../../../shared/bell/digest.ts';
import type { Source } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import type { ShiftSummary } from '../../../shared/notices.ts';
import { startOfDay } from '../../../shared/shop-days.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { BellBook } from '../bell/bell-book.ts';
import { digestText } from './digest-words.ts';

export type ShiftParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly book: Pick<BellBook, 'duties'>;
  readonly language: () => Language;
  readonly timeZone: () => string;
  readonly sourceName: (source: Source) => string;
};

/** What has come and become of it since a manager's duty began, or since midnight of the shop's day. */
export function shiftOf(parts: ShiftParts, manager: string): ShiftSummary {
  const { clock, book, timeZone } = parts;
  const duty = book.duties().get(manager);
  const isOn = duty?.on === true;
  const from = isOn ? duty.since : startOfDay(timeZone(), clock.now());
  return {
    since: isOn ? 'shift' : 'day',
    ...summed(parts, { from, to: clock.now() + 1, manager: isOn ? manager : null }),
  };
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
