import { Button } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PubsubFinding } from '../../../../shared/pubsub-check.ts';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import type { CallError } from '../../../lib/client/client.ts';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import styles from './pubsub-checks.module.css';

const icons: { readonly [S in PubsubFinding['state']]: Icon } = {
  ok: IconCircleCheck,
  failed: IconCircleX,
  unseen: IconHelpCircle,
};

/** The requirements of Google Pub/Sub for several computers, line by line; checked each time it opens. */
export function PubsubChecks({ isOpenAtFirst }: { readonly isOpenAtFirst: boolean }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const [open, setOpen] = useState(isOpenAtFirst);
  const { findings, checking, failure, check } = usePubsubCheck();

  useEffect(() => {
    if (open) void check();
  }, [open, check]);

  const failed = findings?.filter(({ state }) => state === 'failed').length ?? 0;
  return (
    <details
      className={styles.checks}
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{t('pubsubChecks')}</summary>
      {failure !== null && (
        <Notice tone="bad" role="alert">
          {t('checkFailed', { message: said(failure.message) })}
        </Notice>
      )}
      {findings !== null && (
        <ul aria-label={t('pubsubChecks')}>
          {findings.map((finding) => (
            <Finding key={finding.id} finding={finding} />
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        <Button variant="default" aria-disabled={checking} onClick={() => !checking && void check()}>
          {t('pubsubCheckAgain')}
        </Button>
        <span role="status">
          {checking && t('checkingNow')}
          {!checking && findings !== null && failed > 0 && t('pubsubFailed', { count: failed })}
          {!checking && findings !== null && failed === 0 && t('pubsubNothing')}
        </span>
      </div>
    </details>
  );
}

function Finding({ finding: { id, state, cause, fix, command } }: { readonly finding: PubsubFinding }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const Picture = icons[state];
  return (
    <li data-state={state}>
      <Picture size={16} aria-hidden />
      <div>
        <p>
          <span className={styles.name}>{t(`pubsub_${id}`)}</span>
          <span className={styles.state}>{t(`pubsubState_${state}`)}</span>
        </p>
        {cause !== null && <p className={styles.cause}>{said(cause)}</p>}
        {fix !== null && <p className={styles.fix}>{said(fix)}</p>}
        {command !== null && (
          <p className={styles.command}>
            <code>{command}</code>
            <CopyButton value={command} what={t('pubsubCommand', { name: t(`pubsub_${id}`) })} />
          </p>
        )}
      </div>
    </li>
  );
}

/** Checks Pub/Sub through the app; the last result stays on screen during a new check. */
function usePubsubCheck() {
  const client = useClient();
  const [findings, setFindings] = useState<readonly PubsubFinding[] | null>(null);
  const [checking, setChecking] = useState(false);
  const [failure, setFailure] = useState<CallError | null>(null);
  const check = useCallback(async (): Promise<void> => {
    setChecking(true);
    setFailure(null);
    try {
      setFindings((await client.call('computers.check', undefined)).findings);
    } catch (thrown) {
      setFailure(toCallError(thrown));
    }
    setChecking(false);
  }, [client]);
  return { findings, checking, failure, check };
}
