import { Tooltip, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceCounts, Stage } from '../../../shared/completeness.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useCountedSource } from '../../order-parts/counted-source.tsx';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import styles from './strip.module.css';

/** Older than three polls: the last answer is shown as stale. */
const freshMs = 6 * 60_000;

type Props = { readonly day: string; readonly counts: SourceCounts };

/** `Shopify 14/14/14/14/12`: at the source, here, in BigQuery, notified, taken; the number with missing orders is marked. */
export function StripSource({ day, counts }: Props) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const name = useCountedSource()(counts.source);
  const { source, atSource, askedAt, canBeAsked, inLedger, inWarehouse, notified, taken, late } = counts;
  const isUnasked = canBeAsked && (askedAt === null || now - askedAt > freshMs);
  const places: readonly (readonly [stage: Stage, count: number | null])[] = [
    ['ledger', inLedger],
    ['warehouse', inWarehouse],
    ['notified', notified],
    ['taken', taken],
  ];
  const shown = (count: number | null) => (count === null ? '–' : format.count(count));
  const asked = !canBeAsked
    ? t('stripNotAsked')
    : askedAt === null
      ? t('stripNeverAsked')
      : t(isUnasked ? 'stripAskedLong' : 'stripAsked', { age: format.span(now - askedAt) });
  const words = [
    name,
    t('stripPlaces', {
      source: shown(atSource),
      ledger: shown(inLedger),
      warehouse: shown(inWarehouse),
      told: shown(notified),
      taken: shown(taken),
    }),
    asked,
  ].join('. ');
  return (
    <li>
      <Tooltip label={words} multiline maw={340}>
        <a className={styles.link} href={hrefTo('completeness', { params: { source, day } })}>
          <VisuallyHidden>{words}</VisuallyHidden>
          <span className={styles.link} aria-hidden>
            <span className={styles.name}>{name}</span>{' '}
            <span className={isUnasked ? styles.missing : styles.count}>
              {isUnasked && atSource === null ? '?' : shown(atSource)}
            </span>
            {places.map(([stage, count]) => (
              <Fragment key={stage}>
                <span className={styles.slash}>/</span>
                {late.includes(stage) ? (
                  <span className={stage === 'taken' ? styles.missing : styles.bad}>
                    <IconAlertTriangle size={12} />
                    {shown(count)}
                  </span>
                ) : (
                  <span className={styles.count}>{shown(count)}</span>
                )}
              </Fragment>
            ))}
          </span>
        </a>
      </Tooltip>
    </li>
  );
}
