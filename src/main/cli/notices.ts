import type { NoticeLine } from '../notify/log/notice-line.ts';
import { noticeCsvColumns, noticeLine } from '../notify/log/notice-line.ts';
import type { Ledger } from '../ports.ts';
import { formatFlag, sinceFlag } from './listed-flags.ts';
import { listing } from './listing.ts';

/** Prints the outcome of every notification, one a line, without pending ones. */
export const notices = listing<NoticeLine>({
  usage: 'notices [--since ISO] [--format json|csv]',
  flags: { since: { type: 'string' }, format: { type: 'string' } },
  asked: (flags) => {
    const { since = 0 } = sinceFlag(flags);
    return { ...formatFlag(flags, noticeCsvColumns), items: (ledger) => linesOf(ledger, since) };
  },
});

function* linesOf(ledger: Ledger, since: number): Iterable<NoticeLine> {
  for (const row of ledger.notices.each(since)) yield noticeLine(row);
}
