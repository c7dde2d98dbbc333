import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { CompletenessView } from '../../../shared/completeness.ts';
import { Page } from '../../components/layout/page.tsx';
import rows from '../../components/layout/record-list.module.css';
import { useCountedSource } from '../../components/source/counted-source.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useOwnStore, useRoute, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { testRunGoingOn } from '../../state/test-run-state.ts';
import { useDayName } from './day-name.ts';
import { Days } from './days.tsx';
import { DifferenceRow } from './difference-row.tsx';
import { Proven } from './proven.tsx';
import { syncQuery } from './sync-query.ts';
import { LoadsAside } from './unlisted-loads.tsx';
import { useAsk } from './use-ask.ts';

/** Reconciliation: missing orders first, then each day by source. */
export function SyncPage() {
  const { t } = useTranslation('completeness');
  const ask = useAsk();
  const [isAsking, setAsking] = useState(false);
  const run = async () => {
    setAsking(true);
    await ask({});
    setAsking(false);
  };
  return (
    <Page
      title={t('title')}
      wide
      actions={
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          loading={isAsking}
          onClick={() => void run()}
        >
          {t('ask')}
        </Button>
      }
    >
      <Content />
    </Page>
  );
}

function Content() {
  const { t } = useTranslation(['completeness', 'common']);
  const said = useSaid();
  const store = useOwnStore(syncQuery);
  const asked = useStore(store);
  useEffect(() => store.start(), [store]);
  if (asked.state === 'loading') return <WaitingRows />;
  if (asked.state === 'failed') {
    const { message, fix } = asked.error;
    const retry = { label: t('common:retry'), run: () => void store.refresh() };
    return <Failed what={t('failed')} reason={message} still={t('failedStill')} fix={fix} retry={retry} />;
  }
  return (
    <>
      {asked.error !== null && (
        <Notice tone="warn">{t('stale', { message: said(asked.error.message) })}</Notice>
      )}
      <DrillNotice />
      <LoadsAside loadsAside={asked.value.loadsAside} />
      <Differences view={asked.value} />
      <Proven proven={asked.value.proven} />
      <Days view={asked.value} />
    </>
  );
}

function DrillNotice() {
  const { t } = useTranslation('completeness');
  const drill = testRunGoingOn(useStore(useStores().drill));
  if (drill === null) return null;
  return (
    <Notice tone="plain" role="status" action={<a href={hrefTo('diagnostics')}>{t('drillLook')}</a>}>
      {t('drillOn', { name: drill.by })}
    </Notice>
  );
}

function Differences({ view }: { readonly view: CompletenessView }) {
  const { t } = useTranslation('completeness');
  const { params } = useRoute();
  const nameOf = useCountedSource();
  const dayName = useDayName();
  const { source = '', day = '' } = params;
  const isNarrow = source !== '' || day !== '';
  const shown = view.differences.filter(
    (one) => (source === '' || one.source === source) && (day === '' || one.day === day),
  );
  const missing = shown.filter(({ stage }) => stage !== 'taken');
  const untaken = shown.filter(({ stage }) => stage === 'taken');
  const words = isNarrow ? t('noDifferencesHere') : t('noDifferences');
  const rowsOf = (differences: CompletenessView['differences']) => (
    <ul className={rows.list}>
      {differences.map((one) => (
        <DifferenceRow key={one.key} difference={one} day={dayName(view, one.day)} />
      ))}
    </ul>
  );
  return (
    <>
      <section aria-label={t('differences', { count: missing.length })}>
        <h2 className={rows.group}>
          {missing.length === 0 ? words : t('differences', { count: missing.length })}
        </h2>
        {isNarrow && (
          <p className={rows.second}>
            {t('only', {
              source: source === '' ? '' : nameOf(source),
              day: dayName(view, day),
            })}
            <a href={hrefTo('sync')}>{t('showAll')}</a>
          </p>
        )}
        {rowsOf(missing)}
      </section>
      {untaken.length > 0 && (
        <section aria-label={t('untaken', { count: untaken.length })}>
          <h2 className={rows.group}>{t('untaken', { count: untaken.length })}</h2>
          {rowsOf(untaken)}
        </section>
      )}
    </>
  );
}
