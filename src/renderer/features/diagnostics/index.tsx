import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { DiagnosticsReport } from '../../../shared/diagnostics.ts';
import { doctorGroups, reportText } from '../../../shared/diagnostics.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { Page } from '../../components/layout/page.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { Failed } from '../../components/ui/states.tsx';
import { WaitingRows } from '../../components/ui/waiting-rows.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import { useClient } from '../../lib/client/context.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useApp, useOwnStore } from '../../state/context.tsx';
import { CheckGroup } from './check-group.tsx';
import { reportQuery } from './report-query.ts';
import { SenseRows } from './source-rows.tsx';
import { TestRunSection } from './test-run-section.tsx';

/** A check of every connection now: the result, and the one thing to do. */
export function DiagnosticsPage() {
  const { t } = useTranslation(['diagnostics', 'common']);
  const client = useClient();
  const said = useSaid();
  const { version } = useApp();
  const doctor = useOwnStore(reportQuery);
  const asked = useStore(doctor);
  const clipboard = useClipboard({ timeout: 2000 });
  const report = asked.state === 'ready' ? asked.value : null;
  const isRunning = report !== null && report.endedAt === null;

  useEffect(() => {
    const end = doctor.start();
    // always run the checks on open: an old report is no proof
    void client.call('diagnostics.run', undefined).then(doctor.refresh, doctor.refresh);
    return end;
  }, [client, doctor]);

  const run = (): void => {
    if (!isRunning) void client.call('diagnostics.run', undefined).then(doctor.refresh, doctor.refresh);
  };
  const actions = (
    <>
      <Button
        variant="default"
        disabled={report === null}
        onClick={() => report && clipboard.copy(reportText(report, version, said))}
      >
        {clipboard.copied ? t('common:copied') : t('copyReport')}
      </Button>
      <Button aria-disabled={isRunning} onClick={run}>
        {isRunning ? t('running') : t('runAgain')}
      </Button>
    </>
  );
  return (
    <Page title={t('title')} actions={actions}>
      {asked.state === 'failed' && (
        <Failed
          what={t('failed')}
          reason={asked.error.message}
          fix={asked.error.fix}
          retry={{ label: t('common:retry'), run }}
        />
      )}
      {report === null && asked.state !== 'failed' && <WaitingRows rows={6} height={56} />}
      {report !== null && (
        <>
          <Summary report={report} />
          {doctorGroups.map((group) => {
            const checks = report.checks.filter((check) => check.group === group);
            return checks.length > 0 && <CheckGroup key={group} group={group} checks={checks} onAct={run} />;
          })}
          <SenseRows />
          <TestRunSection />
        </>
      )}
    </Page>
  );
}

function Summary({ report }: { readonly report: DiagnosticsReport }) {
  const { t } = useTranslation('diagnostics');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const count = (state: string): number => report.checks.filter((check) => check.state === state).length;
  const [failed, watched, running] = [count('fail'), count('warn'), count('running')];
  const tone = failed > 0 ? 'bad' : watched > 0 ? 'warn' : running > 0 ? 'plain' : 'good';
  return (
    <Notice tone={tone} role="status">
      <strong>
        {running > 0
          ? t('summaryRunning', { done: report.checks.length - running, total: report.checks.length })
          : failed > 0
            ? t('summaryFailed', { count: failed })
            : watched > 0
              ? t('summaryWatched', { count: watched })
              : t('summaryWell', { count: count('ok') })}
      </strong>{' '}
      {report.endedAt !== null && t('lookedAt', { time: format.exactTime(report.endedAt, now) })}
      {failed > 0 && (
        <ul>
          {report.checks
            .filter(({ state }) => state === 'fail')
            .map(({ id, title, cameBack }) => (
              <li key={id}>
                {said(title)}: {said(cameBack)}
              </li>
            ))}
        </ul>
      )}
    </Notice>
  );
}
