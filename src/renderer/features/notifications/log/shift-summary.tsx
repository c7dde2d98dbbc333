import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Digest } from '../../../../shared/alert-rules/digest.ts';
import type { ShiftSummary as Summary } from '../../../../shared/notices.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useOwnStore } from '../../../state/context.tsx';
import styles from './notices.module.css';
import { shiftQuery } from './shift-query.ts';

/** What arrived since the manager's shift began, or today, and what became of it. */
export function ShiftSummary() {
  const { t } = useTranslation('notices');
  const said = useSaid();
  const store = useOwnStore(shiftQuery);
  const asked = useStore(store);
  useEffect(() => store.start(), [store]);
  if (asked.state === 'loading') return null;
  if (asked.state === 'failed') {
    return <Notice tone="warn">{`${t('shiftFailed')}. ${said(asked.error.message)}`}</Notice>;
  }
  return <Figures summary={asked.value} />;
}

function Figures({ summary: { since, digest, text } }: { readonly summary: Summary }) {
  const { t } = useTranslation('notices');
  const format = useFormat();
  const now = useNow();
  const nameOf = useSourceName();
  const titles = {
    shift: t('shift', { time: format.exactTime(digest.from, now) }),
    'last-day': t('lastDay'),
    day: t('day'),
  };
  const title = titles[since];
  const { orders, totals, sources, takenBy, timeToTake } = digest;
  const counts = countsOf(digest).filter(({ count, always }) => always || count > 0);
  return (
    <section className={styles.shift} aria-label={title}>
      <div className={styles.shiftHead}>
        <h2>{title}</h2>
        <CopyButton value={text} what={t('copyShift')} />
      </div>
      <p className={styles.figures}>
        <strong>{[t('orders', { count: orders }), ...totals.map(format.money)].join(' · ')}</strong>
        {counts.map(({ word, count, bad }) => (
          <span key={word} data-tone={bad && count > 0 ? 'bad' : undefined}>
            {t(`sum_${word}`, { count })}
          </span>
        ))}
      </p>
      {sources.length > 1 && (
        <p className={styles.second}>
          {sources
            .map((one) => [`${nameOf(one.source)} ${one.orders}`, ...one.totals.map(format.money)].join(', '))
            .join(' · ')}
        </p>
      )}
      {takenBy.length > 0 && (
        <p className={styles.second}>
          {[
            t('sum_by', { names: takenBy.map((one) => `${one.manager} ${one.orders}`).join(', ') }),
            timeToTake &&
              t('sum_took', {
                median: format.span(timeToTake.median),
                worst: format.span(timeToTake.worst),
              }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </section>
  );
}

const countsOf = ({ notices, untaken, cancelled, needsReview, quarantined }: Digest) =>
  [
    { word: 'told', count: notices.sent, always: true, bad: false },
    { word: 'refused', count: notices.refused, always: false, bad: true },
    { word: 'unknown', count: notices.unknown, always: false, bad: true },
    { word: 'untaken', count: untaken, always: true, bad: false },
    { word: 'cancelled', count: cancelled, always: false, bad: false },
    { word: 'review', count: needsReview, always: false, bad: true },
    { word: 'quarantined', count: quarantined, always: false, bad: true },
  ] as const;
