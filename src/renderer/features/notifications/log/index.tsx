import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Page } from '../../../components/layout/page.tsx';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { Empty, Failed } from '../../../components/ui/states.tsx';
import { WaitingRows } from '../../../components/ui/waiting-rows.tsx';
import { saveFile } from '../../../lib/browser/save-file.ts';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useNavigate, useOwnStore, useRoute } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import { AlertTabs } from '../alert-tabs.tsx';
import { Filters } from './filters.tsx';
import { LogList } from './log-list.tsx';
import type { NoticePlace } from './notice-place.ts';
import { hrefToNotices, noticePlaceOf } from './notice-place.ts';
import styles from './notices.module.css';
import { noticesStore } from './notices-store.ts';
import { ShiftSummary } from './shift-summary.tsx';

/** The notification log, newest first, below the summary of the shift. */
export function NotificationLogPage() {
  const { t } = useTranslation(['notices', 'common']);
  const said = useSaid();
  const notices = useOwnStore(noticesStore);
  const log = useStore(notices);
  const route = useRoute();
  const place = useMemo(() => noticePlaceOf(route), [route]);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => notices.start(), [notices]);
  useEffect(() => void notices.show(place), [notices, place]);
  return (
    <Page title={t('title')} wide scroller={scroller} actions={<Export place={place} />}>
      <AlertTabs here="notification-log" />
      <ShiftSummary />
      <Filters place={place} managers={log.state === 'ready' ? log.managers : []} />
      {log.state === 'loading' && <WaitingRows />}
      {log.state === 'failed' && (
        <Failed
          what={t('failed')}
          reason={log.error.message}
          still={t('failedStill')}
          fix={log.error.fix}
          retry={{ label: t('common:retry'), run: () => void notices.refresh() }}
        />
      )}
      {log.state === 'ready' && (
        <>
          {log.error !== null && (
            <Notice tone="warn">{t('stale', { message: said(log.error.message) })}</Notice>
          )}
          <p className={styles.found} role="status">
            {t('found', { count: log.total })}
          </p>
          {log.total === 0 ? <Nothing place={place} /> : <LogList log={log} scroller={scroller} />}
        </>
      )}
    </Page>
  );
}

const all: NoticePlace = { view: 'all', text: '' };

function Nothing({ place }: { readonly place: NoticePlace }) {
  const { t } = useTranslation('notices');
  const navigate = useNavigate();
  if (hrefToNotices(place) === hrefToNotices(all)) {
    const action = { label: t('emptyAct'), run: () => navigate(hrefTo('notifications')) };
    return <Empty text={t('empty')} hint={t('emptyHint')} action={action} />;
  }
  return (
    <Empty
      text={t('nothingFound')}
      action={{ label: t('showAll'), run: () => navigate(hrefToNotices(all)) }}
    />
  );
}

function Export({ place }: { readonly place: NoticePlace }) {
  const { t } = useTranslation('notices');
  const client = useClient();
  const toasts = useToasts();
  async function run(): Promise<void> {
    const id = 'notices:export';
    try {
      const { fileName: name, text, left } = await client.call('notifications.export', place);
      saveFile(name, text, 'text/csv');
      toasts.done({
        id,
        text: left > 0 ? t('exportedSome', { name, count: left }) : t('exported', { name }),
      });
    } catch (thrown) {
      toasts.failed({ id, what: t('exportFailed'), error: toCallError(thrown) });
    }
  }
  return (
    <Button variant="default" leftSection={<IconDownload size={16} />} onClick={() => void run()}>
      {t('export')}
    </Button>
  );
}
