import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupFacts } from '../../../shared/setup/step-state.ts';
import { sumUpSetup } from '../../../shared/setup/step-state.ts';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { Notice } from '../../components/ui/notice.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useStores } from '../../state/context.tsx';
import styles from './setup.module.css';

/** The introduction of the page: leave the sample shop, start, or continue. */
export function SetupLead({ facts }: { readonly facts: SetupFacts }) {
  const { t } = useTranslation('setup');
  if (facts.mode === 'sample') {
    return (
      <Notice tone="live">
        <strong>{t('sampleTitle')}</strong> {t('sampleText')}
      </Notice>
    );
  }
  const { connected } = sumUpSetup({ ...facts, progress: { ...facts.progress, senses: {} } });
  if (connected > 0) return <p className={styles.lead}>{t('lead')}</p>;
  return (
    <Notice tone="plain" action={<OpenSample />}>
      <strong>{t('noneTitle')}</strong> {t('noneText')}
    </Notice>
  );
}

function OpenSample() {
  const { t } = useTranslation('setup');
  const { app } = useStores();
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const open = (): void => {
    if (busy) return;
    setBusy(true);
    app
      .openSample()
      .catch((thrown: unknown) =>
        toasts.failed({ id: 'sample:open', what: t('openSample'), error: toCallError(thrown) }),
      )
      .finally(() => setBusy(false));
  };
  return (
    <Button variant="default" aria-disabled={busy} onClick={open}>
      {t('openSample')}
    </Button>
  );
}
