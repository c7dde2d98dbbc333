import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SourceCounts, Stage } from '../../../../shared/completeness.ts';
import type { StripView } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useCountedSource } from '../../../components/source/counted-source.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import styles from './status.module.css';

const columns = ['source', 'atSource', 'ledger', 'warehouse', 'notified', 'taken', 'asked'] as const;

/** Today's orders of each source at each stage; a source links to its orders of today. */
export function CountsTable({ strip }: { readonly strip: StripView }) {
  const { t } = useTranslation(['frame', 'completeness']);
  return (
    <>
      <h2 className={styles.heading}>{t('stripToday')}</h2>
      <table className={styles.counts} aria-label={t('stripToday')}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {t(`completeness:column_${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {strip.sources.map((counts) => (
            <Row key={counts.source} day={strip.day} counts={counts} />
          ))}
        </tbody>
      </table>
      {strip.touches > 0 && <p className={styles.quiet}>{t('stripChats', { count: strip.touches })}</p>}
    </>
  );
}

function Row({ day, counts }: { readonly day: string; readonly counts: SourceCounts }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const nameOf = useCountedSource();
  const { source, atSource, askedAt, canBeAsked, inLedger, inWarehouse, notified, taken, late } = counts;
  const shown = (count: number | null) => (count === null ? '–' : format.count(count));
  const places: readonly (readonly [stage: Stage, count: number | null])[] = [
    ['ledger', inLedger],
    ['warehouse', inWarehouse],
    ['notified', notified],
    ['taken', taken],
  ];
  return (
    <tr>
      <th scope="row">
        <a href={hrefTo('sync', { params: { source, day } })}>{nameOf(source)}</a>
      </th>
      <td>{shown(atSource)}</td>
      {places.map(([stage, count]) => (
        <td key={stage} data-late={late.includes(stage) ? stage : undefined}>
          {late.includes(stage) && <IconAlertTriangle size={12} aria-hidden />} {shown(count)}
        </td>
      ))}
      <td className={styles.quiet}>
        {!canBeAsked
          ? '–'
          : askedAt === null
            ? t('stripNeverAsked')
            : t('stripAgo', { age: format.span(now - askedAt) })}
      </td>
    </tr>
  );
}
