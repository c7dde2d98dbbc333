import { IconAlertTriangle, IconShieldQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StripView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-main-text.tsx';
import { useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import { HealthBar } from './health-bar.tsx';
import { LeaderLine } from './leader-line.tsx';
import { MailWarnings } from './mail-warnings.tsx';
import { ReachabilityLine } from './reachability-line.tsx';
import styles from './strip.module.css';
import { StripSource } from './strip-source.tsx';
import { TestRunLine } from './test-run-line.tsx';

/** The pipeline status: per source how many orders arrived, and their next steps. */
export function Strip() {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const asked = useStore(useStores().strip);
  return (
    <section className={styles.strip} aria-label={t('strip')}>
      {asked.state === 'ready' && <Counts strip={asked.value} />}
      <HealthBar />
      <TestRunLine />
      <LeaderLine />
      <ReachabilityLine />
      <MailWarnings />
      {asked.state === 'failed' && (
        <span className={styles.bad}>
          <IconAlertTriangle size={14} aria-hidden />
          {t('stripFailed', { message: said(asked.error.message) })}
        </span>
      )}
      {asked.state === 'ready' && asked.error !== null && (
        <span className={styles.bad}>
          <IconAlertTriangle size={14} aria-hidden />
          {said(asked.error.message)}
        </span>
      )}
    </section>
  );
}

function Counts({ strip }: { readonly strip: StripView }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const told = strip.sources.reduce((sum, { notified }) => sum + (notified ?? 0), 0);
  return (
    <>
      <ul className={styles.sources}>
        <li className={styles.today}>{t('stripToday')}</li>
        {strip.sources.length === 0 && <li>{t('stripEmpty')}</li>}
        {strip.sources.map((source) => (
          <StripSource key={source.source} day={strip.day} counts={source} />
        ))}
        {strip.touches > 0 && <li>{t('stripChats', { count: strip.touches })}</li>}
      </ul>
      <ul className={styles.sinks}>
        {strip.warehouseOff && <li className={styles.off}>{t('stripWarehouseOff')}</li>}
        {strip.notifyOff && <li className={styles.off}>{t('stripToldOff')}</li>}
        {!strip.notifyOff && (
          <li>
            <a className={styles.link} href={hrefTo('notices')}>
              {t('stripTold', { count: told })}
            </a>
          </li>
        )}
        {strip.noticesToLook > 0 && (
          <li>
            <a
              className={`${styles.link} ${styles.bad}`}
              href={hrefTo('notices', { params: { view: 'look' } })}
            >
              <IconAlertTriangle size={14} aria-hidden />
              {t('stripNoticesToLook', { count: strip.noticesToLook })}
            </a>
          </li>
        )}
        {strip.before > 0 && (
          <li>
            <a className={`${styles.link} ${styles.missing}`} href={hrefTo('completeness')}>
              {t('stripBefore', { count: strip.before })}
            </a>
          </li>
        )}
        {strip.parked > 0 && (
          <li>
            <a className={`${styles.link} ${styles.bad}`} href={hrefTo('completeness')}>
              <IconAlertTriangle size={14} aria-hidden />
              {t('stripParked', { count: strip.parked })}
            </a>
          </li>
        )}
        {strip.quarantined > 0 && (
          <li className={styles.bad}>
            <IconShieldQuestion size={14} aria-hidden />
            {t('stripQuarantine', { count: strip.quarantined })}
          </li>
        )}
        <li className={styles.proof}>
          {strip.provenAt === null
            ? t('stripUnproven')
            : t('stripProven', { age: format.span(now - strip.provenAt) })}
        </li>
        <li>
          <a className={styles.doctor} href={hrefTo('doctor')}>
            {t('stripDoctor')}
          </a>
        </li>
      </ul>
    </>
  );
}
