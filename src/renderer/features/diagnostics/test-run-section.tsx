import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useStores } from '../../state/context.tsx';
import { testRunGoingOn } from '../../state/test-run-state.ts';
import { Line } from './check-group.tsx';
import styles from './diagnostics.module.css';

/** Sends a marked order through each path that is connected, and shows how long each took. */
export function TestRunSection() {
  const { t } = useTranslation('diagnostics');
  const client = useClient();
  const toasts = useToasts();
  const { drill } = useStores();
  const asked = useStore(drill);
  const report = asked.state === 'ready' ? asked.value : null;
  const isOn = testRunGoingOn(asked) !== null;

  const begin = (): void => {
    if (isOn) return;
    client
      .call('testRun.start', { path: null })
      .then(drill.refresh)
      .catch((thrown: unknown) =>
        toasts.failed({ id: 'drill', what: t('drillFailed'), error: toCallError(thrown) }),
      );
  };
  return (
    <section className={styles.group} aria-label={t('drill')}>
      <div className={styles.drillHead}>
        <h2 className={styles.groupName}>{t('drill')}</h2>
        <Button variant="default" aria-disabled={isOn} onClick={begin}>
          {t(isOn ? 'drillOn' : 'drillBegin')}
        </Button>
      </div>
      <p className={styles.lead}>{t('drillLead')}</p>
      {report !== null && (
        <ul className={styles.lines}>
          {report.steps.map((step) => (
            <Line key={step.id} check={step} onAct={() => {}} />
          ))}
        </ul>
      )}
    </section>
  );
}
