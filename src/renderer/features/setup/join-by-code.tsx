import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallError } from '../../client/client.ts';
import { toCallError } from '../../client/client.ts';
import { useClient } from '../../client/context.tsx';
import { useSaid } from '../../i18n/use-said.tsx';
import { useStores } from '../../state/context.tsx';
import styles from './setup.module.css';

/** Links this computer with the code that the one that listens has shown. */
export function JoinByCode() {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const client = useClient();
  const { desks } = useStores();
  const [code, setCode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError | null>(null);

  const join = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await client.call('desks.join', { code });
      setCode('');
      await desks.refresh();
    } catch (thrown) {
      setError(toCallError(thrown));
    }
    setBusy(false);
  };
  return (
    <form
      noValidate
      className={styles.join}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() !== '' && !busy) void join();
      }}
    >
      <TextInput
        className={styles.joinField}
        label={t('inviteCode')}
        description={t('joinHint')}
        placeholder="OB1-…"
        value={code}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        error={
          error === null
            ? null
            : [error.message, ...(error.fix === undefined ? [] : [error.fix])].map(said).join('. ')
        }
        onChange={({ currentTarget }) => {
          setCode(currentTarget.value);
          setError(null);
        }}
      />
      <Button type="submit" variant="default" aria-disabled={busy || code.trim() === ''}>
        {t(busy ? 'joining' : 'join')}
      </Button>
    </form>
  );
}
