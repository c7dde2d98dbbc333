import { digestOf } from '../../../shared/bell/digest.ts';
import type { Source } from '../../../shared/ids.ts';
import type { ShiftSummary } from '../../../shared/notices.ts';
import { startOfDay } from '../../health/completeness/shop-days.ts';
import type { Clock, Ledger } from '../../ports.ts';
import type { BellBook } from '../bell/bell-book.ts';
import { digestText } from './digest-words.ts';

export type ShiftParts = {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly book: Pick<BellBook, 'duties'>;
  readonly language: () => 'en' | 'uk';
  readonly timeZone: () => string;
  readonly sourceName: (source: Source) => string;
};

/** What has come and become of it since a manager's duty began, or since midnight of the shop's day. */
export function shiftOf(parts: ShiftParts, manager: string): ShiftSummary {
  const { ledger, clock, book, language, timeZone, sourceName } = parts;
  const duty = book.duties().get(manager);
  const isOn = duty?.on === true;
  const from = isOn ? duty.since : startOfDay(timeZone(), clock.now());
  const to = clock.now() + 1;
  const digest = digestOf({
    from,
    to,
    orders: ledger.notices.digestOrders(from, to),
    notices: ledger.notices.states(from, to),
  });
  const context = { language: language(), timeZone: timeZone(), sourceName };
  return {
    since: isOn ? 'shift' : 'day',
    digest,
    text: digestText(digest, { ...context, manager: isOn ? manager : null }),
  };
}
