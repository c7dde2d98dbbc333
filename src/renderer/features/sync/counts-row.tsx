import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceCounts, Stage } from '../../../shared/completeness.ts';
import { sourceSchema } from '../../../shared/ids.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useCountedSource } from '../../components/source/counted-source.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useRoute } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import styles from './completeness.module.css';
import { useAsk } from './use-ask.ts';

type Props = { readonly counts: SourceCounts; readonly day: string; readonly dayName: string };

/** One source on one day; the number with missing orders links to them. */
export function CountsRow({ counts, day, dayName }: Props) {
  const format = useFormat();
  const { params } = useRoute();
  const nameOf = useCountedSource();
  const { source, atSource, inLedger, inWarehouse, notified, taken, late } = counts;
  const places: readonly (readonly [stage: Stage, count: number | null])[] = [
    ['ledger', inLedger],
    ['warehouse', inWarehouse],
    ['notified', notified],
    ['taken', taken],
  ];
  return (
    <tr data-here={params.source === source && params.day === day}>
      <th scope="row">
        {sourceSchema.safeParse(source).success ? (
          <SourceMark source={source} />
        ) : (
          <span>{nameOf(source)}</span>
        )}
      </th>
      <td>{atSource === null ? '–' : format.count(atSource)}</td>
      {places.map(([stage, count]) => (
        <td key={stage}>
          {late.includes(stage) ? (
            <a
              className={stage === 'taken' ? styles.late : styles.missing}
              href={hrefTo('sync', { params: { source, day } })}
            >
              <IconAlertTriangle size={14} aria-hidden />
              {count === null ? '–' : format.count(count)}
            </a>
          ) : count === null ? (
            '–'
          ) : (
            format.count(count)
          )}
        </td>
      ))}
      <td className={styles.asked}>
        <AskedWords counts={counts} day={day} dayName={dayName} />
      </td>
    </tr>
  );
}

function AskedWords({ counts, day, dayName }: Props) {
  const { t } = useTranslation('completeness');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const ask = useAsk();
  const nameOf = useCountedSource();
  const [isAsking, setAsking] = useState(false);
  const { source, askedAt, canBeAsked, problem } = counts;
  if (!canBeAsked) return <span className={styles.quiet}>{t('cannotAsk')}</span>;
  const words =
    problem !== null
      ? askedAt === null
        ? t('notAskedWhy', { reason: said(problem) })
        : t('notAskedSince', { time: format.time(askedAt, now), reason: said(problem) })
      : askedAt === null
        ? t('notAskedYet')
        : t('ago', { age: format.span(now - askedAt) });
  const run = async () => {
    setAsking(true);
    await ask({ source, day });
    setAsking(false);
  };
  return (
    <>
      <span className={problem === null ? styles.quiet : styles.late}>{words}</span>
      <Button
        variant="subtle"
        size="compact-xs"
        loading={isAsking}
        aria-label={t('askOneOf', { source: nameOf(source), day: dayName })}
        onClick={() => void run()}
      >
        {t('askOne')}
      </Button>
    </>
  );
}
