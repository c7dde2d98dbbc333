import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useSaid } from '../../i18n/use-main-text.tsx';
import { AlertTabs } from '../../order-parts/alert-tabs.tsx';
import { useNavigate, useRoute, useStores } from '../../state/context.tsx';
import type { NoticePlace } from '../../state/notice-place.ts';
import { hrefToNotices, noticePlaceOf } from '../../state/notice-place.ts';
import { hrefTo } from '../../state/route.ts';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { saveFile } from '../../ui/save-file.ts';
import { Empty, Failed } from '../../ui/states.tsx';
import { useToasts } from '../../ui/toasts.tsx';
import { WaitingRows } from '../../ui/waiting-rows.tsx';
import { Filters } from './filters.tsx';
import { LogList } from './log-list.tsx';
import styles from './notices.module.css';
import { ShiftSummary } from './shift-summary.tsx';

/** The notification log, newest first, below the summary of the shift. */
export function NoticesPage() {
  const { t } = useTranslation(['notices', 'common']);
  const said = useSaid();
  const { notices } = useStores();
  const log = useStore(notices);
  const route = useRoute();
  const place = useMemo(() => noticePlaceOf(route), [route]);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => notices.start(), [notices]);
  useEffect(() => void notices.show(place), [notices, place]);
  return (
    <Page title={t('title')} wide scroller={scroller} actions={<Export place={place} />}>
      <AlertTabs here="notices" />
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
    const action = { label: t('emptyAct'), run: () => navigate(hrefTo('bell')) };
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
      const { fileName: name, text, left } = await client.call('notices.export', place);
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
