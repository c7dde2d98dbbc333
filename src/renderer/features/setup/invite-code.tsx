import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Output } from '../../../shared/contract.ts';
import type { CallError } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useNow } from '../../ui/use-now.tsx';
import styles from './setup.module.css';

/** Makes the code that another computer is linked with, and shows it for as long as it holds. */
export function InviteCode() {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const [made, setMade] = useState<Output<'desks.invite'> | null>(null);
  const [error, setError] = useState<CallError | null>(null);
  const shown = made !== null && made.endsAt > now ? made : null;

  const make = async (): Promise<void> => {
    setError(null);
    try {
      setMade(await client.call('desks.invite', undefined));
    } catch (thrown) {
      setError(toCallError(thrown));
    }
  };
  return (
    <div className={styles.invite}>
      {shown && (
        <div className={styles.code} role="status">
          <code>{shown.code}</code>
          <CopyButton value={shown.code} what={t('inviteCode')} />
          <p className={styles.note}>{t('inviteHolds', { time: format.exactTime(shown.endsAt, now) })}</p>
        </div>
      )}
      {error !== null && (
        <Notice tone="bad" role="alert">
          {[error.message, ...(error.fix === undefined ? [] : [error.fix])].map(said).join('. ')}
        </Notice>
      )}
      <Button variant="default" onClick={() => void make()}>
        {t(shown ? 'inviteAnew' : 'invite')}
      </Button>
    </div>
  );
}
