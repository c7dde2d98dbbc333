import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { connectionNames } from '../../../shared/views.ts';
import { useSaid } from '../../i18n/use-said.tsx';
import { useApp, useRoute, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/route.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { Failed } from '../../ui/states.tsx';
import { WaitingRows } from '../../ui/waiting-rows.tsx';
import { Computers } from './computers.tsx';
import { ConnectionCard } from './connection-card.tsx';
import styles from './setup.module.css';

/** One card per account, in any order; the app works with none of them. */
export function SetupPage() {
  const { t } = useTranslation('setup');
  return (
    <Page
      title={t('title')}
      actions={
        <Button variant="default" component="a" href={hrefTo('doctor')}>
          {t('openDoctor')}
        </Button>
      }
    >
      <Cards />
    </Page>
  );
}

function Cards() {
  const { t } = useTranslation(['setup', 'common']);
  const said = useSaid();
  const { mode } = useApp();
  const asked = useRoute().path[0];
  const store = useStores().connections;
  const connections = useStore(store);

  if (connections.state === 'loading') return <WaitingRows rows={connectionNames.length} height={84} />;
  if (connections.state === 'failed') {
    const { message, fix } = connections.error;
    const retry = { label: t('common:retry'), run: () => void store.refresh() };
    return <Failed what={t('failed')} reason={message} still={t('failedStill')} fix={fix} retry={retry} />;
  }
  const { value, error } = connections;
  return (
    <div className={styles.cards}>
      {mode === 'sample' ? (
        <Notice tone="live">
          <strong>{t('sampleTitle')}</strong> {t('sampleText')}
        </Notice>
      ) : (
        <p className={styles.lead}>{t('lead')}</p>
      )}
      {error !== null && <Notice tone="warn">{t('stale', { message: said(error.message) })}</Notice>}
      {connectionNames.map((name) => {
        const connection = value.find((view) => view.name === name);
        return connection && <ConnectionCard key={name} connection={connection} startOpen={asked === name} />;
      })}
      <Computers isAskedFor={asked === 'computers'} />
    </div>
  );
}
