import { Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconShieldQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { StripView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useSourceName } from '../../order-parts/source-mark.tsx';
import { useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import { MailWarnings } from './mail-warnings.tsx';
import styles from './strip.module.css';

/** The app's pulse: per source what is here of what was there, then what became of all of it. */
export function Strip() {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const asked = useStore(useStores().strip);
  return (
    <section className={styles.strip} aria-label={t('strip')}>
      {asked.state === 'ready' && <Counts strip={asked.value} />}
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
  const behind = strip.orders - strip.committed;
  return (
    <>
      <ul className={styles.sources}>
        <li className={styles.today}>{t('stripToday')}</li>
        {strip.sources.length === 0 && <li>{t('stripEmpty')}</li>}
        {strip.sources.map((source) => (
          <SourceCount key={source.source} {...source} />
        ))}
        {strip.touches > 0 && <li>{t('stripChats', { count: strip.touches })}</li>}
      </ul>
      <ul className={styles.sinks}>
        {strip.warehouseOff ? (
          <li className={styles.off}>{t('stripWarehouseOff')}</li>
        ) : (
          <li className={behind > 0 ? styles.behind : undefined}>
            {t('stripWarehouse', { count: strip.committed, total: strip.orders })}
          </li>
        )}
        {strip.notifyOff ? (
          <li className={styles.off}>{t('stripToldOff')}</li>
        ) : (
          <li>{t('stripTold', { count: strip.notified })}</li>
        )}
        <li>{t('stripTaken', { count: strip.taken })}</li>
        {strip.parked > 0 && (
          <li className={styles.bad}>
            <IconAlertTriangle size={14} aria-hidden />
            {t('stripParked', { count: strip.parked })}
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

function SourceCount({ source, inLedger, atSource, provenAt }: StripView['sources'][number]) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const name = useSourceName()(source);
  const missing = atSource === null ? 0 : Math.max(0, atSource - inLedger);
  const told =
    atSource === null || provenAt === null
      ? t('stripSourceUnproven', { name, ledger: inLedger })
      : t('stripSource', { name, ledger: inLedger, source: atSource, age: format.span(now - provenAt) });
  return (
    <Tooltip label={told}>
      <li className={missing > 0 ? styles.missing : undefined}>
        <span className={styles.name}>{name}</span> {atSource === null ? inLedger : `${inLedger}/${atSource}`}
        {missing > 0 && (
          <span className={styles.bad}>
            <IconAlertTriangle size={14} aria-hidden />
            {missing}
          </span>
        )}
      </li>
    </Tooltip>
  );
}
