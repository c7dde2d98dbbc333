import { Button } from '@mantine/core';
import { IconAlertTriangle, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../../shared/completeness.ts';
import { sourceSchema } from '../../../shared/ids.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import rows from '../../components/layout/record-list.module.css';
import { useCountedSource } from '../../components/source/counted-source.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { Mark } from '../../components/ui/mark.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { hrefToInbox } from '../../state/routes/route.ts';
import styles from './completeness.module.css';
import { useStep } from './use-step.ts';

type Props = { readonly difference: Difference; readonly day: string };

/** One order that is not everywhere: where it is missing, since when, why, and the one thing that helps. */
export function DifferenceRow({ difference, day }: Props) {
  const { t } = useTranslation(['completeness', 'common']);
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const nameOf = useCountedSource();
  const { source, number, customerName, stage, late, why, reason, since, order } = difference;
  const isOrderSource = sourceSchema.safeParse(source).success;
  const word = why === 'quarantine' ? t('common:quarantined') : t(`stage_${stage}`);
  const whyWords =
    why === 'untaken'
      ? ''
      : why === 'waiting'
        ? t('why_waiting', { span: format.span(now - since) })
        : t(`why_${why}`);
  return (
    <li className={`${rows.row} ${styles.difference}`}>
      <div className={rows.main}>
        <div className={rows.first}>
          {isOrderSource ? <SourceMark source={source} /> : <span>{nameOf(source)}</span>}
          {order === null ? (
            <span className={rows.strong}>{number}</span>
          ) : (
            <a className={styles.number} href={hrefToInbox({ view: 'all', text: '', order })}>
              {number || t('common:noNumber')}
            </a>
          )}
          <span className={rows.cut}>{customerName}</span>
        </div>
        <div className={rows.second}>
          <Mark
            icon={late ? IconAlertTriangle : IconClock}
            tone={late ? (stage === 'taken' ? 'warn' : 'bad') : 'plain'}
            word={word}
          />
          {why !== 'untaken' && (
            <span className={styles.why}>
              {whyWords}
              {reason !== null && `: ${said(reason)}`}
            </span>
          )}
          <span className={rows.quiet}>
            {[day, t('since', { time: format.time(since, now) })].join(' · ')}
          </span>
        </div>
      </div>
      <div className={rows.actions}>
        <Step difference={difference} />
      </div>
    </li>
  );
}

function Step({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation('completeness');
  const { take, isBusy } = useStep();
  const { next, number, key } = difference;
  const label = `${t(`do_${next.do}`)}: ${number}`;
  if (next.do === 'open') {
    const href = hrefToInbox({ view: 'all', text: '', order: next.order });
    return (
      <Button component="a" variant="default" href={href} aria-label={label}>
        {t('do_open')}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      loading={isBusy}
      aria-label={label}
      onClick={() => void take({ next, key, what: t('stepFailed', { number }) })}
    >
      {t(`do_${next.do}`)}
    </Button>
  );
}
