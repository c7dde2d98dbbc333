import type { Digest } from '../../../shared/alert-rules/digest.ts';
import { longestText } from '../../../shared/alert-rules/notice-text.ts';
import type { Source } from '../../../shared/ids.ts';
import type { Language } from '../../../shared/languages.ts';
import type { Money } from '../../../shared/money.ts';
import { moneyText } from '../../../shared/money-text.ts';
import { oneLine } from '../../../shared/one-line.ts';
import { textsOf } from '../../../shared/texts.ts';
import { clockFormat } from '../clock-format.ts';

export type DigestContext = {
  readonly language: Language;
  readonly sourceName: (source: Source) => string;
  /** IANA name of the shop's time zone. */
  readonly timeZone: string;
  /** The manager of the shift; null for a day. */
  readonly manager: string | null;
};

const mostLines = 12;

/** The summary of a period as a Messenger message: orders, their progress, and open work. */
export function digestText(digest: Digest, context: DigestContext): string {
  const { language, sourceName, timeZone, manager } = context;
  const t = textsOf(language, 'digest');
  const { orders, sources, totals, takenBy, timeToTake, untaken, cancelled, notices } = digest;
  const sums = (these: readonly Money[]): readonly string[] =>
    these.slice(0, 3).map((money) => moneyText(money, language));
  const line = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ');
  const look = [
    ...(digest.needsReview > 0 ? [t('review', { review: digest.needsReview })] : []),
    ...(digest.quarantined > 0 ? [t('quarantined', { quarantined: digest.quarantined })] : []),
  ];
  const said = [
    line(
      manager === null ? t('day') : t('shift', { name: oneLine(manager, 60) }),
      stretchOf(digest, language, timeZone),
      orders === 0 ? t('nothing') : t('orders', { count: orders }),
    ),
    ...sources
      .slice(0, mostLines)
      .map((one) => line(oneLine(sourceName(one.source), 40), String(one.orders), ...sums(one.totals))),
    ...(sources.length > mostLines ? [t('more', { more: sources.length - mostLines })] : []),
    ...(totals.length > 0 ? [`${t('total')}: ${line(...sums(totals))}`] : []),
    ...(takenBy.length > 0
      ? [
          `${t('taken')}: ${takenBy
            .slice(0, mostLines)
            .map((one) => `${oneLine(one.manager, 40)} ${one.orders}`)
            .join(', ')}`,
        ]
      : []),
    ...(timeToTake
      ? [
          t('took', {
            median: spanText(timeToTake.median, language),
            worst: spanText(timeToTake.worst, language),
          }),
        ]
      : []),
    ...(untaken > 0 ? [t('untaken', { untaken })] : []),
    ...(cancelled > 0 ? [t('cancelled', { cancelled })] : []),
    line(
      t('notifications', { sent: notices.sent }),
      notices.refused > 0 ? t('failed', { failed: notices.refused }) : '',
      notices.unknown > 0 ? t('unknown', { unknown: notices.unknown }) : '',
    ),
    ...(look.length > 0 ? [`${t('look')}: ${look.join(', ')}`] : []),
  ];
  return said.join('\n').slice(0, longestText).toWellFormed();
}

const stretchOf = ({ from, to }: Digest, language: Language, timeZone: string): string =>
  clockFormat(language, timeZone, 'day').formatRange(from, to);

/** `40 s`, `3 min`, `2 h 5 min`. @param ms milliseconds */
function spanText(ms: number, language: Language): string {
  const t = textsOf(language, 'digest');
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} ${t('s')}`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} ${t('min')}`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} ${t('h')}${rest === 0 ? '' : ` ${rest} ${t('min')}`}`;
}
