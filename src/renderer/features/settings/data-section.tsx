import { Anchor, Button } from '@mantine/core';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ConnectionView } from '../../../shared/views.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useRemoveSample } from '../../components/preferences/use-remove-sample.ts';
import { CopyButton } from '../../components/ui/copy-button.tsx';
import { useClient } from '../../lib/client/context.tsx';
import { useAnswered } from '../../lib/client/use-answered.ts';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useStores } from '../../state/context.tsx';
import type { Asked } from '../../state/queries/query-store.ts';
import { hrefTo } from '../../state/routes/route.ts';
import { Card, Section } from './section.tsx';
import styles from './settings.module.css';

/** For how many days BigQuery keeps what it is given; null where that stays, or is not known. */
function daysInBigQuery(connections: Asked<readonly ConnectionView[]>): number | null {
  if (connections.state !== 'ready') return null;
  return connections.value.find(({ name }) => name === 'bigquery')?.keptDays ?? null;
}

/** Where the shop's orders lie, how they are kept safe, and what of them is only for trying. */
export function DataSection() {
  const { t } = useTranslation('settings');
  const { mode } = useApp();
  const days = useStore(useStores().connections, daysInBigQuery);
  const { ask: askToRemoveSample } = useRemoveSample();
  return (
    <Section title={t('data')} lead={t('dataLead')}>
      <Card>
        <div>
          <p className={styles.name}>{t('ledger')}</p>
          {/* another shop's lies elsewhere */}
          <LedgerPlace key={mode} />
        </div>
        <div className={styles.row}>
          <div className={styles.words}>
            <p className={styles.name}>{t('backup')}</p>
            <p className={styles.hint}>
              {days === null ? t('backupHint') : t('backupHintDays', { days: String(days) })}
            </p>
          </div>
          <Anchor href={hrefTo('setup', { path: ['bigquery'] })}>{t('backupOpen')}</Anchor>
        </div>
        {mode === 'sample' && (
          <div className={styles.row}>
            <div className={styles.words}>
              <p className={styles.name}>{t('sample')}</p>
              <p className={styles.hint}>{t('sampleHint')}</p>
            </div>
            <Button variant="default" size="xs" color="red" onClick={askToRemoveSample}>
              {t('sampleRemove')}
            </Button>
          </div>
        )}
      </Card>
    </Section>
  );
}

function LedgerPlace() {
  const { t } = useTranslation(['settings', 'common']);
  const client = useClient();
  const format = useFormat();
  const said = useSaid();
  const asked = useAnswered(useCallback(() => client.call('ledger.place', undefined), [client]));
  if (asked.state === 'loading') return <p className={styles.hint}>{t('common:loading')}</p>;
  if (asked.state === 'failed') {
    return (
      <p className={styles.hint}>{t('settings:ledgerFailed', { message: said(asked.error.message) })}</p>
    );
  }
  const { file, bytes } = asked.value;
  return (
    <>
      <div className={styles.place}>
        <code>{file}</code>
        <CopyButton value={file} what={t('settings:path')} />
      </div>
      <p className={styles.hint}>{t('settings:ledgerSize', { size: format.size(bytes) })}</p>
    </>
  );
}
